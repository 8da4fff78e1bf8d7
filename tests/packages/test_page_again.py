"""The page built again in another folder and another time zone is the page that ships, to the byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import wheels

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "tests/fixtures/nordkontor/2026-04-rechnung.pdf"
OWN = ("src", "public", "index.html", "package.json", "tsconfig.json", "vite.config.ts")


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".stamp")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_page_is_the_same_when_it_is_built_again_elsewhere(tmp_path):
    web = tmp_path / "web"
    web.mkdir()
    for name in OWN:
        source = ROOT / "web" / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, web / name)
    (web / "node_modules").symlink_to(ROOT / "web/node_modules")
    (tmp_path / SAMPLE).parent.mkdir(parents=True)
    shutil.copyfile(ROOT / SAMPLE, tmp_path / SAMPLE)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["npx", "--no-install", "vite", "build", "--logLevel", "error"],
        cwd=web, check=True, env={**os.environ, "PATH": path, "TZ": "Pacific/Auckland"}, capture_output=True,
    )  # fmt: skip
    built, ships = contents(web / "dist"), contents(wheels.PAGE)
    assert built.keys() == ships.keys()
    assert [name for name in built if built[name] != ships[name]] == []
