"""What somebody does in a page, as one small picture that moves: for readers who do not click."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page, expect

WIDTH = 1080  # pixels: no README is shown wider
STEPS, STEP_MS, LOOK_MS = 6, 50, 500  # the pointer's way, and how long it rests before it clicks
COLOURS = 128
ARROW = ((0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12))


class Film:
    """Pictures of a page, one after another. The pointer is drawn into them, since a browser's pictures have none."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._frames: list[Image.Image] = []
        self._times: list[int] = []
        self._at = (WIDTH // 2, WIDTH // 2)

    def click(self, target: Locator) -> None:
        """The pointer goes there, which is seen, and clicks."""
        start, end = self._at, _middle(target)
        before = self._picture()
        for step in range(1, STEPS):
            self._at = _between(start, end, step / STEPS)
            self._keep(before, STEP_MS)
        self._at = end
        self._page.mouse.move(*end)
        self._keep(self._picture(), LOOK_MS)
        target.click()  # wherever it is by now

    def show(self, *, seconds: float) -> None:
        """The page as it is now, for that long."""
        self._keep(self._picture(), round(seconds * 1000))

    def save(self, file: Path) -> None:
        """Writes the film, which plays for ever; it is small by few colours, and no letter is blurred."""
        palette = self._palette()
        first, *others = (
            each.quantize(palette=palette, dither=Image.Dither.NONE).convert("RGB") for each in self._frames
        )
        first.save(file, save_all=True, append_images=others, duration=self._times, lossless=True, method=2, quality=50)

    def _palette(self) -> Image.Image:
        """One for all frames, so that what stands still costs nothing."""
        seen = [frame for frame, time in zip(self._frames, self._times, strict=True) if time >= LOOK_MS]
        strip = Image.new("RGB", (WIDTH, sum(each.height for each in seen)))
        for number, each in enumerate(seen):
            strip.paste(each, (0, number * each.height))
        return strip.quantize(COLOURS, dither=Image.Dither.NONE)

    def _picture(self) -> Image.Image:
        return Image.open(io.BytesIO(self._page.screenshot())).convert("RGB")

    def _keep(self, picture: Image.Image, milliseconds: int) -> None:
        frame = picture.copy()
        x, y = self._at
        ImageDraw.Draw(frame).polygon([(x + dx, y + dy) for dx, dy in ARROW], fill="black", outline="white")
        self._frames.append(frame.resize((WIDTH, round(frame.height * WIDTH / frame.width)), Image.Resampling.LANCZOS))
        self._times.append(milliseconds)


def _middle(target: Locator) -> tuple[int, int]:
    """Where it stands, once it does: what is drawn anew has no place for a moment."""
    expect(target).to_be_enabled()
    while (box := target.bounding_box()) is None:
        expect(target).to_be_visible()
    return round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)


def _between(start: tuple[int, int], end: tuple[int, int], part: float) -> tuple[int, int]:
    x, y = (round(a + (b - a) * part) for a, b in zip(start, end, strict=True))
    return x, y
