"""The tutorial's overlay pictures, drawn by the tool itself: of the draft, and of a template with a wrong header."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner
from PIL import Image

from invoiceplug.cli import cli

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs/tutorials/your-first-vendor.md"
BILL = ROOT / "tests/fixtures/bad/unknown-vendor.pdf"
PART = (0.07, 0.2, 0.93, 0.66)  # of the page: from above the heading's values to below the totals
WIDTH, COLOURS = 1000, 64


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """Each picture with its name, in the order of the tutorial."""
    with TemporaryDirectory() as folder:
        vendors = Path(folder)
        run("new", "pelham", "--name", "Pelham Row Paper", "--from", str(BILL), "--dir", str(vendors))
        template = vendors / "pelham/src/invoiceplug_pelham/template.yaml"
        yield "vendor-draft", overlay(vendors)
        [mended] = re.findall(r"```yaml\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL)
        template.write_text(mended.replace("header: Each £", "header: Price"), "utf-8")
        yield "vendor-broken", overlay(vendors)


def overlay(vendors: Path) -> Image.Image:
    """What `invoiceplug overlay` draws of the bill, cut to the part that the tutorial speaks of."""
    drawn = vendors / "overlay.png"
    run("overlay", str(BILL), "--plugins", str(vendors / "pelham"), "--png", str(drawn))
    page = Image.open(io.BytesIO(drawn.read_bytes())).convert("RGB")
    sides = (page.width, page.height, page.width, page.height)
    part = page.crop(tuple(round(share * side) for share, side in zip(PART, sides, strict=True)))
    small = part.resize((WIDTH, WIDTH * part.height // part.width), Image.Resampling.LANCZOS)
    return small.quantize(COLOURS, dither=Image.Dither.NONE)


def run(*words: str) -> None:
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
