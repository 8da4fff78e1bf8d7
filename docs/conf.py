"""How Sphinx builds this folder; `make docs` runs it, with every warning an error and no word from the network."""

from __future__ import annotations

import re

from sphinx.application import Sphinx

from invoiceplug.version import __version__

project = "invoiceplug"
author = "the invoiceplug authors"
release = version = __version__
html_title = f"invoiceplug {release}"
html_theme = "furo"
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["tables.css"]
extensions = ["myst_parser"]
myst_enable_extensions = ["html_image"]
myst_heading_anchors = 4
nitpicky = True
exclude_patterns = ["_build"]

PICTURE = re.compile(r'<picture><source [^>]*srcset="([^"]+)"><img src="([^"]+)"([^>]*)></picture>')


def setup(app: Sphinx) -> None:
    """Connects what this folder needs beyond settings."""
    app.connect("source-read", show_pictures_by_theme)


def show_pictures_by_theme(app: Sphinx, page: str, source: list[str]) -> None:
    """A picture for dark and one for light rooms becomes two images, of which furo shows the one of its theme."""
    both = r'<img class="only-light" src="\2"\3><img class="only-dark" src="\1"\3>'
    source[0] = PICTURE.sub(both, source[0])
