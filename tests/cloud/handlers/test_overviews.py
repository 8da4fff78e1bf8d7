"""What the page's dashboard, history, vendors and stock ask for, over HTTP."""

from __future__ import annotations

from urllib.parse import quote

from readings import a_line, an_invoice


def test_the_dashboards_figures(api):
    api.parsed(an_invoice(a_line()))
    api.create(b"%PDF another")
    told = api.ok("stats", 200, "GET", "/stats")
    assert (told["days"], told["jobs"], told["cut"]) == (30, 2, False)
    assert (told["by_status"]["parsed"], told["by_status"]["awaiting_upload"], told["needs_review"]) == (1, 1, 1)
    assert told["median_seconds_to_parsed"] >= 0
    assert [vendor["vendor_id"] for vendor in told["by_vendor"]] == ["nordkontor"]
    assert api.ok("stats", 200, "GET", "/stats?days=365")["days"] == 365
    for days in ("0", "366", "many", "-1"):
        api.refused(400, "REQUEST_INVALID", "GET", f"/stats?days={days}")


def test_vendors_come_with_how_it_went_lately(api):
    api.parsed(an_invoice(a_line()))
    (vendor,) = api.ok("vendor_list", 200, "GET", "/vendors")["vendors"]
    assert (vendor["id"], vendor["recent"]) == ("nordkontor", {"read": 1, "failed": 0})


def test_jobs_are_filtered_by_vendor_day_and_text(api):
    job_id = api.parsed(an_invoice(a_line(), number="RE 7/ä"))
    api.create(b"%PDF another")

    def found(query: str) -> int:
        return len(api.ok("job_list", 200, "GET", f"/jobs?{query}")["jobs"])

    created = api.ok("job_answer", 200, "GET", f"/jobs/{job_id}")["job"]["created_at"]
    assert found("limit=200") == 2
    assert (found("vendor=nordkontor"), found("vendor=tax%3ADE1"), found("vendor=nordkontor&status=failed")) == (
        1,
        0,
        0,
    )
    assert (found(f"q={quote('re 7/Ä')}"), found("q=re+8"), found("q=&vendor=&from=&to=")) == (1, 0, 2)
    assert (found(f"from={created[:10]}"), found(f"to={quote(created)}"), found("to=2020-01-01")) == (2, 1, 0)
    for wrong in ("from=soon", "to=2026-02-30", f"vendor={'v' * 65}", "vendor=%20", "status=gone"):
        api.refused(400, "REQUEST_INVALID", "GET", f"/jobs?{wrong}")


def test_stock_is_listed_in_the_order_that_was_asked_for(api):
    for item, name, opening in (("A", "Wine", "1"), ("B", "beer", "3")):
        api.ok("item", 200, "PUT", f"/inventory/{item}", {"name": name, "unit": "EA", "scale": 0, "opening": opening})

    def listed(query: str) -> list[str]:
        return [item["item"] for item in api.ok("item_list", 200, "GET", f"/inventory?{query}")["items"]]

    assert listed("sort=name") == listed("order=desc") == listed("sort=on_hand&order=desc") == ["B", "A"]
    assert listed("sort=&order=") == listed("sort=updated") == ["A", "B"]
    first = api.ok("item_list", 200, "GET", "/inventory?sort=name&limit=1")
    assert listed(f"sort=name&limit=1&after={first['next']}") == ["A"]
    for wrong in ("sort=scale", "order=up", "sort=name&after=A"):
        api.refused(400, "REQUEST_INVALID", "GET", f"/inventory?{wrong}")
