"""The bar for long work: on a terminal only, after a second only, and gone at the end."""

import io
from collections.abc import Iterator

from invoiceplug.cli.progress import followed


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def ticking(seconds: float) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += seconds


def shown(out: io.StringIO, seconds_each: float, files: int = 4) -> str:
    clock = ticking(seconds_each)
    assert list(followed(range(files), "reading", stream=out, clock=lambda: next(clock))) == list(range(files))
    return out.getvalue()


def test_slow_work_on_a_terminal_shows_how_far_it_is() -> None:
    screen = shown(Terminal(), 0.6)
    assert "reading" in screen and "2/4" in screen and "1/4" not in screen


def test_nothing_of_it_stays() -> None:
    assert shown(Terminal(), 0.6).endswith("\r\x1b[2K\x1b[?25h")


def test_quick_work_shows_nothing() -> None:
    assert shown(Terminal(), 0.01) == ""


def test_one_file_shows_nothing() -> None:
    assert shown(Terminal(), 9, files=1) == ""


def test_what_is_no_terminal_gets_no_bar() -> None:
    assert shown(io.StringIO(), 9) == ""
