"""Hooks by which a failed test takes along what the tests of its module share, so that a second try starts anew.

What a first try has left in a stack (an applied number, a version, a file that was uploaded) would fail the second one
for another reason. A conftest imports both hooks; they hold for the tests beside it.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes whether the test, or what it asks for, has failed."""
    report = yield
    if report.when != "teardown":
        item.stash[FAILED] = report.failed
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Function) -> Generator[None, None, None]:
    """Ends the module's fixtures after a failed test; whoever asks for them next has them made again."""
    try:
        yield
    except BaseException:
        item.stash[FAILED] = True
        raise
    finally:
        if item.stash.get(FAILED, False):
            _end_what_the_module_shares(item)


def _end_what_the_module_shares(item: pytest.Function) -> None:
    for name in item.fixturenames:
        for definition in item._fixtureinfo.name2fixturedefs.get(name, ()):
            if definition.scope == "module":
                definition.finish(item._request)
