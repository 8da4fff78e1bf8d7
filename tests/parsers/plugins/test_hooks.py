"""The hooks are documented, and loading leaves nothing global behind."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import invoiceplug
from invoiceplug import hookspecs
from invoiceplug.plugins import load_plugins
from invoiceplug.plugins.misspelt import HOOKS


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_says_what_when_and_what_it_returns(name: str) -> None:
    doc = inspect.getdoc(getattr(hookspecs, name)) or ""
    assert doc.splitlines()[0].endswith(".") or ":" in doc.splitlines()[0]
    assert "When: " in doc
    assert "Returns: " in doc
    assert len(inspect.signature(getattr(hookspecs, name)).parameters) == 1


def test_the_built_in_checks_come_through_the_same_hook() -> None:
    assert {each.plugin for each in load_plugins(environ={}).checks} >= {"builtin"}


def test_every_load_is_new() -> None:
    assert load_plugins(environ={}) is not load_plugins(environ={})


def test_every_public_name_is_there() -> None:
    for name in invoiceplug.__all__:
        assert getattr(invoiceplug, name) is not None
    assert dir(invoiceplug) == sorted(invoiceplug.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Manager'"):
        invoiceplug.Manager  # noqa: B018


@pytest.mark.parametrize(
    "module", ["invoiceplug", "invoiceplug.recheck", "invoiceplug.plugins", "invoiceplug.pipeline"]
)
def test_importing_brings_no_pdf_library(module: str) -> None:
    heavy = ("pypdfium2", "pdfplumber", "pdfminer", "camelot", "pikepdf", "numpy", "cv2")
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
