"""What a test needs that answers, holds or loses requests of a page which stands already."""

from __future__ import annotations

from playwright.sync_api import Page, Route

NO_REQUEST = "**/no-request-asks-for-this"
ANSWER_MS = 90_000


def stand_by(page: Page) -> None:
    """Requests of the page will be asked about; to be called before it is opened.

    The first `page.route` of a page switches that on, and returns before Chromium's renderer has heard of it: what an
    open page asks for right afterwards may slip past, 1 in 30 times on an idle machine. From before the page is
    opened it is on already, and later routes only say what becomes of a request.
    """
    page.route(NO_REQUEST, Route.fallback)


def lose_answer(route: Route) -> None:
    """The server does what it is asked for, and nobody hears of it."""
    route.fetch(timeout=ANSWER_MS)
    route.abort()


class LostOnce:
    """The first answer to a path is lost; then its requests, and those to `questions`, wait until they may `go_on`.

    `sent` is what was sent to the path.
    """

    def __init__(self, page: Page, path: str, questions: str | None = None) -> None:
        self.sent: list[str] = []
        self._held: list[Route] | None = []
        page.route(path, self._send)
        if questions:
            page.route(questions, self._ask)

    def go_on(self) -> None:
        """What waits goes on, and nothing waits any more."""
        held, self._held = self._held or [], None
        for route in held:
            route.continue_()

    def _send(self, route: Route) -> None:
        self.sent.append(route.request.post_data or "")
        if len(self.sent) == 1:
            lose_answer(route)
        else:
            self._ask(route)

    def _ask(self, route: Route) -> None:
        if self.sent and self._held is not None:
            self._held.append(route)
        else:
            route.continue_()
