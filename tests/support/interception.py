"""What a test needs that answers, holds or loses requests of a page which stands already."""

from __future__ import annotations

from playwright.sync_api import Page, Route

NO_REQUEST = "**/no-request-asks-for-this"


def stand_by(page: Page) -> None:
    """Requests of the page will be asked about; to be called before it is opened.

    The first `page.route` of a page switches that on, and returns before Chromium's renderer has heard of it: what an
    open page asks for right afterwards may slip past, 1 in 30 times on an idle machine. From before the page is
    opened it is on already, and later routes only say what becomes of a request.
    """
    page.route(NO_REQUEST, Route.fallback)
