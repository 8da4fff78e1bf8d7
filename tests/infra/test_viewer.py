"""The distribution's function (infra/modules/site/viewer.js), run by Node below the list that Terraform writes."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from invoiceplug_cloud.local.site import is_route

VIEWER = Path(__file__).resolve().parents[2] / "infra/modules/site/viewer.js"
OFFICE = ["203.0.113.0/24", "198.51.100.7/32", "2001:db8:12::/48", "2001:db8::1/128"]
PROGRAM = """
const [source, events] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const handler = new Function(`"use strict"; ${source}; return handler;`)();
console.log(JSON.stringify(events.map((event) => handler(event))));
"""


def outcomes(requests: Sequence[tuple[str, str]], allowed: Sequence[str] = ()) -> list[Any]:
    """What the function makes of each (path, viewer's address): the request's new path, or the refusal's status."""
    source = f"const ALLOWED_CIDRS = {json.dumps(list(allowed))};\n\n{VIEWER.read_text()}"
    events = [{"request": {"uri": uri, "method": "GET"}, "viewer": {"ip": address}} for uri, address in requests]
    node = ["node", "-e", PROGRAM]
    told = subprocess.run(node, input=json.dumps([source, events]), capture_output=True, text=True, check=True).stdout
    return [answer.get("uri") or answer["statusCode"] for answer in json.loads(told)]


def paths(*asked: str) -> list[Any]:
    """What becomes of paths when everybody may come."""
    return outcomes([(path, "192.0.2.1") for path in asked])


def admitted(allowed: Sequence[str], *addresses: str) -> list[bool]:
    """Whether each address may come."""
    return [told == "/index.html" for told in outcomes([("/", address) for address in addresses], allowed)]


def test_the_api_finds_its_routes_without_the_prefix() -> None:
    asked = ["/api/jobs", "/api/jobs/1/upload-url", "/api/mappings/a%20b", "/api/", "/api/assets/x", "/api/api/jobs"]
    assert paths(*asked) == ["/jobs", "/jobs/1/upload-url", "/mappings/a%20b", "/", "/assets/x", "/api/jobs"]


def test_what_only_begins_like_the_api_is_the_pages_own() -> None:
    assert paths("/api", "/apis/x", "/x/api/jobs") == ["/index.html"] * 3


def test_a_route_of_the_page_is_answered_by_the_page() -> None:
    asked = ["/", "/inventory", "/inventory/A.4", "/invoices/7f/", "/history", "//", "/mappings/de%20x"]
    assert paths(*asked) == ["/index.html"] * len(asked)


def test_a_file_is_asked_for_as_it_is_so_that_a_missing_one_stays_missing() -> None:
    asked = [
        "/index.html",
        "/config.json",
        "/favicon.svg",
        "/robots.txt",
        "/assets/gone-12345678.js",
        "/assets",
        "/.env",
    ]
    asked += ["/pdfjs/cmaps/none"]
    assert paths(*asked) == asked


def test_the_local_stack_tells_routes_from_files_as_the_distribution_does() -> None:
    asked = [
        "/",
        "/inventory/A.4",
        "/a/b/c",
        "/index.html",
        "/x.js",
        "/assets/x",
        "/assets",
        "/pdfjs/a",
        "/assetsx",
        "//",
    ]
    assert [
        told == "/index.html" and path != "/index.html" for path, told in zip(asked, paths(*asked), strict=True)
    ] == [is_route(path) for path in asked]


def test_the_addresses_of_the_list_may_come() -> None:
    inside = ["203.0.113.0", "203.0.113.255", "198.51.100.7", "2001:db8:12::", "2001:db8:12:ffff:1:2:3:4"]
    inside += ["2001:0db8:0012:0000:0000:0000:0000:0001", "2001:DB8:12::a", "2001:db8:0:0:0:0:0:1", "2001:db8::1"]
    assert admitted(OFFICE, *inside) == [True] * len(inside)


def test_nobody_else_may() -> None:
    outside = ["203.0.112.255", "203.0.114.0", "198.51.100.6", "2001:db8:13::", "2001:db8:11:ffff::", "2001:db8::2"]
    outside += ["::", "::1", "0.0.0.0", "2001:db8:1200::", "::203.0.113.1", "nonsense", ""]
    assert admitted(OFFICE, *outside) == [False] * len(outside)


def test_the_refusal_holds_for_the_api_as_for_the_page() -> None:
    assert outcomes([("/api/jobs", "192.0.2.1"), ("/assets/x.js", "192.0.2.1")], OFFICE) == [403, 403]


@pytest.mark.parametrize(
    ("cidr", "inside", "outside"),
    [
        ("10.0.0.0/8", "10.255.0.1", "11.0.0.0"),
        ("192.0.2.128/25", "192.0.2.128", "192.0.2.127"),
        ("192.0.2.77/24", "192.0.2.1", "192.0.3.1"),
        ("0.0.0.0/0", "8.8.8.8", "2001:db8::1"),
        ("::/0", "2001:db8::1", "8.8.8.8"),
        ("fe80::/10", "febf:ffff::1", "fec0::"),
        ("2001:db8::/33", "2001:db8:7fff::", "2001:db8:8000::"),
        ("::1/128", "::1", "::2"),
        ("1::/16", "1:2:3:4:5:6:7:8", "2::"),
        ("1:2:3:4:5:6:7:0/112", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:8:8"),
    ],
)
def test_a_range_ends_at_its_bit(cidr: str, inside: str, outside: str) -> None:
    assert admitted([cidr], inside, outside) == [True, False]


def test_without_a_list_everybody_may_come() -> None:
    assert admitted([], "8.8.8.8", "2001:db8::1") == [True, True]


def test_the_runtime_of_the_edge_understands_it() -> None:
    """cloudfront-js-2.0 is ECMAScript 5.1 with const, let, arrows and templates; 10 KB with the longest list."""
    source = VIEWER.read_text()
    code = re.sub(r"//.*", "", source)
    assert not re.search(
        r"\b(class|import|export|of|async|yield|require|fetch)\b|\.\.\.|\?\.|\?\?|(const|let)\s*[\[{]", code
    )
    longest = json.dumps(["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128"] * 50)
    assert len(source.encode()) + len(longest) < 10_000
