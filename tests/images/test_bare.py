"""Of a Debian's root only what runs Python stays: no shell, no package manager, nothing set-uid, no pip."""

from __future__ import annotations

from pathlib import Path

import pytest

PROGRAMS = {
    "usr/bin": ["sh", "dash", "bash", "apt-get", "dpkg", "perl", "su", "env", "ls"],
    "usr/sbin": ["ldconfig", "useradd"],
    "usr/local/bin": ["pip", "pip3", "python3.11", "python3.11-config", "2to3", "idle3", "pydoc3"],
}
KEPT = ["usr/lib/libc.so.6", "usr/local/lib/python3.11/json/__init__.py", "var/lib/dpkg/status", "etc/ssl/cert.pem"]
GONE = ["usr/local/lib/python3.11/site-packages/pip/__init__.py", "usr/local/lib/python3.11/ensurepip/__init__.py",
        "usr/lib/apt/methods/http", "var/lib/apt/lists/list", "root/.bashrc"]  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small Debian with Python under /usr/local, as Docker's official image has it."""
    for folder, names in PROGRAMS.items():
        for name in names:
            put(tmp_path / folder / name).chmod(0o755)
    for file in (*KEPT, *GONE, "etc/passwd"):
        put(tmp_path / file)
    put(tmp_path / "usr/lib/helper").chmod(0o4755)
    (tmp_path / "bin").symlink_to("usr/bin")
    (tmp_path / "usr/local/bin/python3").symlink_to("python3.11")
    (tmp_path / "usr/local/bin/python").symlink_to("python3")
    return tmp_path


def put(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x\n")
    return file


def test_the_interpreter_is_the_only_program(bare, root):
    bare.strip(root)
    programs = {path.name for folder in PROGRAMS for path in (root / folder).iterdir()}
    assert programs == {"python", "python3", "python3.11"}


def test_libraries_certificates_and_the_list_of_packages_stay(bare, root):
    bare.strip(root)
    assert [file for file in KEPT if not (root / file).exists()] == []
    assert [file for file in GONE if (root / file).exists()] == []


def test_nothing_runs_as_somebody_else(bare, root):
    bare.strip(root)
    assert [path for path in root.rglob("*") if path.is_file() and path.stat().st_mode & 0o6000] == []


def test_the_user_of_the_images_has_a_name_and_no_home(bare, root):
    bare.strip(root)
    assert "invoiceplug:x:10001:10001::/nonexistent:" in (root / "etc/passwd").read_text()
