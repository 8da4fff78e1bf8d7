"""Jobs are listed and shown as they are; documents are handed out as links to one version."""

from __future__ import annotations

from readings import an_invoice


def test_jobs_are_listed_newest_first_and_page_by_page(desk):
    made = [desk.uploaded(b"%PDF " + bytes([at])) for at in range(5)]
    first = desk.list_jobs(limit=3)
    assert [job["job_id"] for job in first["jobs"]] == made[:1:-1]
    second = desk.list_jobs(limit=3, after=first["next"])
    assert [job["job_id"] for job in second["jobs"]] == made[1::-1]
    assert "next" not in second


def test_only_the_states_that_were_asked_for_are_listed(desk, refuses):
    parsed = desk.parsed(an_invoice())
    desk.uploaded()
    assert [job["job_id"] for job in desk.list_jobs(("parsed", "applied"))["jobs"]] == [parsed]
    for statuses, limit in ((("gone",), 50), (("parsed",), 0), (("parsed",), 201)):
        with refuses("REQUEST_INVALID"):
            desk.list_jobs(statuses, limit=limit)


def test_links_name_the_version_that_was_read(desk, aws):
    job_id = desk.parsed(an_invoice())
    aws.put(f"raw/default/{job_id}/source.pdf", b"%PDF replaced")
    version = aws.jobs.get(job_id).reading_version
    source, reading = desk.source_link(job_id)["url"], desk.reading_link(job_id)["url"]
    assert "/source.pdf?" in source and "VersionId=v1&ResponseContentType=application%2Fpdf" in source
    assert "/1/reading.json?" in reading and f"VersionId={version}&ResponseContentType=application%2Fjson" in reading


def test_an_expired_pdf_is_said_to_be_expired(desk, aws, refuses):
    job_id = desk.parsed(an_invoice())
    aws.expire(f"raw/default/{job_id}/source.pdf")
    with refuses("SOURCE_EXPIRED"):
        desk.source_link(job_id)
    assert desk.reading_link(job_id)


def test_what_is_not_there_yet_has_no_link(desk, refuses):
    job_id = desk.uploaded()
    with refuses("UPLOAD_MISSING"):
        desk.source_link(job_id)
    with refuses("ILLEGAL_MOVE"):
        desk.reading_link(job_id)
