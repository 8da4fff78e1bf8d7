"""However the child ends, the caller gets a code, and the next PDF is read as if nothing had been."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from guarded import children
from misbehaving import PAGE, misbehaving

from invoiceplug import InvoiceplugError
from invoiceplug.limits import MIB, Limits
from invoiceplug.sandbox import Ended, guarded_read
from invoiceplug.sandbox.awake import Awake
from invoiceplug.sandbox.deaths import death
from invoiceplug.sandbox.running import Run
from invoiceplug.sandbox.scratch import PREFIX, remove_forsaken

HEAVY = ("camelot", "cv2", "numpy", "pandas", "pdfminer", "pdfplumber", "pikepdf", "playa", "PIL", "pypdfium2")


def refused(folder: Path, body: str, limits: Limits | None = None) -> InvoiceplugError:
    plugins = misbehaving(folder / "plugins", body)
    with pytest.raises(InvoiceplugError) as error:
        guarded_read(PAGE, plugins_dir=plugins, limits=limits or Limits())
    return error.value


def read(folder: Path, fixtures: Path, body: str) -> Any:
    """What becomes of an honest invoice while the plugin is there."""
    honest = (fixtures / "nordkontor" / "2026-04-rechnung.pdf").read_bytes()
    return guarded_read(honest, plugins_dir=misbehaving(folder / "plugins", body))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("raise ValueError('no')", "PLUGIN_ERROR"),
        ("return {'lines': 'nonsense'}", "PLUGIN_ERROR"),
        ("raise SystemExit(0)", "PLUGIN_ERROR"),
        ("raise KeyboardInterrupt", "PARSER_CRASHED"),
        ("raise MemoryError", "LIMIT_MEMORY"),
        ("return bytearray(3 << 30)", "LIMIT_MEMORY"),
        ("import os; os._exit(0)", "PARSER_CRASHED"),
        ("import os; os.abort()", "PARSER_CRASHED"),
        ("import ctypes; ctypes.string_at(0)", "PARSER_CRASHED"),
        ("import os; os.kill(os.getpid(), 9)", "LIMIT_MEMORY"),  # as the kernel ends one that takes too much
        ("import os; os.closerange(3, 100); os._exit(0)", "PARSER_CRASHED"),
        ("import os\nfor fd in range(3, 64):\n  try: os.write(fd, b'{}')\n  except OSError: pass\nos._exit(0)",
         "PARSER_CRASHED"),
        ("import os\nfor fd in range(3, 64):\n  try: os.write(fd, b'[' * 60000)\n  except OSError: pass\nos._exit(0)",
         "PARSER_CRASHED"),
    ],
)  # fmt: skip
def test_what_a_plugin_does_has_its_code(tmp_path: Path, body: str, code: str) -> None:
    assert refused(tmp_path, body).code == code


def test_a_loop_ends_at_the_wall(tmp_path: Path) -> None:
    error = refused(tmp_path, "import time\nwhile True: time.sleep(1)", Limits(wall_seconds=4))
    assert (error.code, error.facts) == ("LIMIT_TIME", {"limit": "wall_seconds", "most": 4})


def test_time_in_which_the_machine_stood_still_is_not_the_child_s() -> None:
    moments = iter([100.0, 100.02, 100.04, 130.04, 130.06])  # the supervisor looks every 20 ms, but for half a minute
    awake = Awake(lambda: next(moments))
    assert [round(awake.seconds(), 2) for _ in range(4)] == [0.02, 0.04, 1.04, 1.06]


def test_a_loop_that_computes_ends_at_its_processor_time(tmp_path: Path) -> None:
    error = refused(tmp_path, "while True: pass", Limits(cpu_seconds=3))
    assert (error.code, error.facts) == ("LIMIT_TIME", {"limit": "cpu_seconds", "most": 3})


def test_memory_that_is_held_ends_it(tmp_path: Path) -> None:
    body = "import time\nheld = bytearray(300 << 20)\ntime.sleep(60)"
    error = refused(tmp_path, body, Limits(memory_bytes=200 * MIB))
    assert (error.code, error.facts) == ("LIMIT_MEMORY", {"limit": "memory_bytes", "most": 200 * MIB})


def test_a_child_that_hangs_up_and_goes_on_ends_at_the_wall(tmp_path: Path) -> None:
    body = "import os, time\nos.closerange(0, 100)\nwhile True: time.sleep(1)"
    assert refused(tmp_path, body, Limits(wall_seconds=4)).code == "LIMIT_TIME"


def test_an_answer_that_is_too_long_ends_it(tmp_path: Path, fixtures: Path) -> None:
    honest = (fixtures / "nordkontor" / "2026-04-rechnung.pdf").read_bytes()
    with pytest.raises(InvoiceplugError) as error:
        guarded_read(honest, limits=Limits(output_bytes=1000))
    assert (error.value.code, error.value.facts) == ("LIMIT_OUTPUT", {"limit": "output_bytes", "most": 1000})


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (-signal.SIGSEGV, "PARSER_CRASHED"),
        (-signal.SIGABRT, "PARSER_CRASHED"),
        (-signal.SIGBUS, "PARSER_CRASHED"),
        (-signal.SIGXCPU, "LIMIT_TIME"),
        (-signal.SIGKILL, "LIMIT_MEMORY"),
        (-40, "PARSER_CRASHED"),  # a real-time signal, which has no name
        (1, "PARSER_CRASHED"),
    ],
)
def test_every_status_has_its_code(status: int, code: str) -> None:
    error = death(Run(b"", status, None, Ended(1, 1)), Limits())
    assert error is not None and error.code == code


LOUD = "print('x' * (1 << 20), flush=True)\n" * 3


@pytest.mark.parametrize(
    "body",
    [
        f"for _ in range(1000):\n    {LOUD.splitlines()[0]}\nraise ValueError",
        "from invoiceplug import errors, Vendor, pipeline\nerrors.CODES.clear()\npipeline.reading_of = None",
    ],
)
def test_other_files_are_read_as_ever(tmp_path: Path, fixtures: Path, body: str) -> None:
    assert refused(tmp_path, body).code in ("PLUGIN_ERROR", "PARSER_CRASHED")
    assert read(tmp_path, fixtures, body)["invoice"]["vendor"]["id"] == "nordkontor"


def test_a_plugin_that_ends_the_process_when_it_is_loaded_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "ending.py").write_text("import os\nos._exit(3)\n")
    with pytest.raises(InvoiceplugError) as error:
        guarded_read(PAGE, plugins_dir=tmp_path)
    assert (error.value.code, error.value.facts) == ("PARSER_CRASHED", {"status": 3})


def test_memory_that_a_plugin_does_not_get_names_its_limit(tmp_path: Path) -> None:
    error = refused(tmp_path, "return bytearray(3 << 30)")
    assert (error.facts["limit"], error.facts["most"]) == ("address_bytes", 2048 * MIB)
    assert "the limit address_bytes" in error.detail and error.facts["vendor"]


def test_what_a_killed_supervisor_left_is_removed_a_day_later(tmp_path: Path) -> None:
    forsaken, in_use, other, aim = (tmp_path / f"{name}" for name in (f"{PREFIX}a", f"{PREFIX}b", "else", "aim"))
    for folder in (forsaken, in_use, other, aim):
        folder.mkdir()
        (folder / "page.pdf").write_text("x")
    link = tmp_path / f"{PREFIX}link"
    link.symlink_to(aim)
    for folder in (forsaken, other, aim):
        os.utime(folder, (0, 0))
    os.utime(link, (0, 0), follow_symlinks=False)
    remove_forsaken(str(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {in_use.name, "else", "aim", link.name}
    assert (aim / "page.pdf").exists()


def test_nothing_of_it_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ends: list[Ended] = []
    before = children()
    with pytest.raises(InvoiceplugError):
        guarded_read(PAGE, ended=ends.append)
    assert children() == before
    assert list(tmp_path.iterdir()) == []
    assert ends[0].seconds > 0 and 10 * MIB < ends[0].peak_bytes < 500 * MIB


def test_the_supervisor_never_loads_a_pdf_library(fixtures: Path) -> None:
    sample = fixtures / "meridian" / "2026-04-invoice.pdf"
    code = (
        "import sys, json, pathlib; from invoiceplug.sandbox import guarded_read\n"
        "guarded_read(pathlib.Path(sys.argv[1]).read_bytes()); print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, sample], capture_output=True, text=True, check=True)
    assert {name.partition(".")[0] for name in json.loads(done.stdout)} & set(HEAVY) == set()
