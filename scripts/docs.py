"""Makes the documentation: docs/reference/ from its sources, the tutorial's pictures, then the site in docs/_build.

`make docs` runs it. Pages and pictures are committed, so that they can be read without building; tests find what has
drifted.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from reference import api, commands, errors, exits, keyboard, limits, pictures, schemas, settings

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
SITE = DOCS / "_build"
MADE = "<!-- Made by `make docs` from {source}; what you write here is lost. -->\n\n"

PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "cli": ("the commands themselves", commands.page),
    "exit-codes": ("cli/__init__.py and errors.py", exits.page),
    "errors": ("errors.py and the page's texts", errors.page),
    "template": ("schema/template.v1.json", schemas.template_page),
    "invoice": ("schema/invoice.v1.json", schemas.invoice_page),
    "reading": ("schema/reading.v1.json", schemas.reading_page),
    "http-api": ("schema/openapi.json and http.v1.json", api.page),
    "limits": ("limits.py", limits.page),
    "settings": ("settings.py", settings.page),
    "keyboard": ("web/src/lib/shortcuts.ts", keyboard.page),
}


def reference() -> dict[Path, str]:
    """Every page of the reference with what has to stand in it."""
    return {
        DOCS / f"reference/{name}.md": MADE.format(source=source) + page().rstrip() + "\n"
        for name, (source, page) in PAGES.items()
    }


def main() -> None:
    for path, text in reference().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, picture in pictures.pictures():
        picture.save(DOCS / f"images/{name}.png", optimize=True)
    build(SITE)
    print(f"docs: open {(SITE / 'index.html').relative_to(ROOT)}")


def build(site: Path) -> None:
    """The site, in a folder; every warning is an error, every reference has to lead somewhere."""
    sphinx = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "--nitpicky"]
    doctrees = site.with_name(f"{site.name}.doctrees") if site != SITE else SITE / ".doctrees"
    subprocess.run([*sphinx, "-d", doctrees, DOCS, site], check=True)


if __name__ == "__main__":
    main()
