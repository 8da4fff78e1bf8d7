"""The page's files: types, caching, headers, page routes, and nothing outside the folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from invoiceplug_cloud.local.server import Request, Response
from invoiceplug_cloud.local.site import Site

BUCKET = "http://127.0.0.1:4566"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html>")
    for name in (
        "assets/index-BX3k9_aZ.js",
        "assets/pdf.worker-C1a2b3c4.mjs",
        "assets/openjpeg-Zz09_-aa.wasm",
        "favicon.svg",
    ):
        (built / name).write_bytes(b"content")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "dist-other").mkdir()
    (tmp_path / "dist-other" / "secret.txt").write_text("secret")
    (built / "link.txt").symlink_to(tmp_path / "secret.txt")
    return Site(built, BUCKET)


def get(site: Site, target: str, method: str = "GET") -> Response:
    return site.respond(Request(method, target, {}, b""))


def header(response: Response, name: str) -> str:
    return dict(response.headers)[name]


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/index-BX3k9_aZ.js", "text/javascript; charset=utf-8"),
        ("/assets/pdf.worker-C1a2b3c4.mjs", "text/javascript; charset=utf-8"),
        ("/assets/openjpeg-Zz09_-aa.wasm", "application/wasm"),
        ("/favicon.svg", "image/svg+xml"),
    ],
)
def test_files_come_with_their_type(site: Site, target: str, kind: str) -> None:
    response = get(site, target)
    assert (response.status, header(response, "content-type")) == (200, kind)


@pytest.mark.parametrize(
    "target", ["/inventory", "/jobs/0190-ab/review", "/jobs/1/apply?x=1.5", "/jobs/", "/inventory/A.4"]
)
def test_a_route_of_the_page_is_the_page(site: Site, target: str) -> None:
    response = get(site, target)
    assert (response.status, response.body) == (200, b"<!doctype html>")
    assert header(response, "cache-control") == "no-cache"


@pytest.mark.parametrize("target", ["/assets/gone-12345678.js", "/robots.txt", "/pdfjs/gone.wasm"])
def test_a_file_that_is_not_there_is_404_not_the_page(site: Site, target: str) -> None:
    assert get(site, target).status == 404


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fdist-other%2fsecret.txt",
        "//etc/passwd.txt",
        "/link.txt",
        "/a%00b.txt",
    ],
)
def test_nothing_outside_the_folder_is_served(site: Site, target: str) -> None:
    response = get(site, target)
    assert (response.status, response.body) == (404, b"Not Found")


def test_a_path_longer_than_any_file_name_is_no_file(site: Site) -> None:
    assert get(site, f"/invoices/{'a' * 5000}").body == b"<!doctype html>"
    assert get(site, f"/assets/{'a' * 5000}.js").status == 404


def test_hashed_assets_are_kept_for_ever_and_the_rest_is_asked_for_again(site: Site) -> None:
    assert "immutable" in header(get(site, "/assets/index-BX3k9_aZ.js"), "cache-control")
    assert header(get(site, "/favicon.svg"), "cache-control") == "no-cache"


def test_every_answer_carries_the_strict_headers(site: Site) -> None:
    for target in ("/", "/assets/index-BX3k9_aZ.js", "/config.json", "/gone.js"):
        response = get(site, target)
        policy = dict(part.split(" ", 1) for part in header(response, "content-security-policy").split("; "))
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' blob: data:",
            "font-src": "'self'",
            "worker-src": "'self' blob:",
            "connect-src": f"'self' {BUCKET}",
            "frame-ancestors": "'none'",
            "base-uri": "'none'",
            "form-action": "'none'",
        }
        assert header(response, "x-content-type-options") == "nosniff"
        assert header(response, "referrer-policy") == "no-referrer"


def test_the_page_learns_where_its_api_is(site: Site) -> None:
    assert json.loads(get(site, "/config.json").body) == {"api": "/api"}


def test_a_page_is_only_read(site: Site) -> None:
    assert get(site, "/", "POST").status == 405
