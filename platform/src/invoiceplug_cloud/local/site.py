"""The built page as the distribution serves it: right types, strict headers, page routes answered by index.html."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from invoiceplug_cloud.local.server import Request, Response

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
HASHED = re.compile(r"-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
FILES_ONLY = ("assets", "pdfjs")  # folders of the built page that hold no routes


class Site:
    """The files of one folder, read when asked for, so that a new build shows at the next reload."""

    def __init__(self, folder: Path, bucket_origin: str) -> None:
        self._folder = folder.resolve()
        self._headers = security_headers(bucket_origin)

    def respond(self, request: Request) -> Response:
        """The file, `/config.json`, or index.html for a route of the page."""
        if request.method not in ("GET", "HEAD"):
            return self._response(405, "text/plain; charset=utf-8", b"Method Not Allowed", ASK_AGAIN)
        path = unquote(urlsplit(request.target).path)
        if path == "/config.json":
            return self._response(200, TYPES[".json"], json.dumps({"api": "/api"}).encode(), ASK_AGAIN)
        file = self._file(path)
        if file is None and is_route(path):
            path = "/index.html"
            file = self._file(path)
        if file is None:
            return self._response(404, "text/plain; charset=utf-8", b"Not Found", ASK_AGAIN)
        kind, caching = content_headers(path)
        return self._response(200, kind, file.read_bytes(), caching)

    def _file(self, path: str) -> Path | None:
        if "\0" in path:
            return None
        try:
            file = (self._folder / path.lstrip("/")).resolve()
            return file if file.is_relative_to(self._folder) and file.is_file() else None
        except OSError:  # a name longer than any file's
            return None

    def _response(self, status: int, kind: str, body: bytes, caching: str) -> Response:
        return Response(status, [("content-type", kind), ("cache-control", caching), *self._headers], body)


def content_headers(path: str) -> tuple[str, str]:
    """Content-Type and Cache-Control of a file of the built page, by its path."""
    name = path.rsplit("/", 1)[-1]
    kind = TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return kind, FOR_EVER if path.startswith("/assets/") and HASHED.search(name) else ASK_AGAIN


def is_route(path: str) -> bool:
    """Whether the path is the page's own: `/inventory/A.4` is, a missing `/robots.txt` or `/assets/x.js` is not."""
    first = path.split("/")[1] if "/" in path else ""
    return "." not in first and first not in FILES_ONLY


def security_headers(bucket_origin: str) -> list[tuple[str, str]]:
    """The headers of every answer of the page's origin; the page may talk to itself and to the bucket only."""
    policy = "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob: data:",
            "font-src 'self'",
            "worker-src 'self' blob:",
            f"connect-src 'self' {bucket_origin}",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return [
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ]


def built_page() -> Path | None:
    """Where the built page lies: in the installed package, or in the source tree; None when it was not built."""
    package = Path(__file__).resolve().parents[1]
    places = [package / "site", *(parent / "web" / "dist" for parent in package.parents[:4])]
    return next((place for place in places if (place / "index.html").is_file()), None)
