"""Writes THIRD_PARTY.md and the page's licences.txt: what ships of others' work, under which licence.

Refuses what may not be given on beside Apache-2.0: nothing under the GPL or AGPL goes out. What is under the lesser
GPL is named one by one, with the reason why it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from license_expression import AND, OR, LicenseSymbol, LicenseWithExceptionSymbol, get_spdx_licensing
from shipped import LOCKS, PDFJS, ROOT, npm_folder, page_parts, python_parts

TABLE = ROOT / "THIRD_PARTY.md"
TEXTS = ROOT / "web/public/licences.txt"

PERMISSIVE = {
    "0BSD", "AFL-2.1", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "FTL", "HPND", "IJG",
    "ISC", "LicenseRef-Public-Domain", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OpenSSL", "PSF-2.0", "Unlicense", "X11",
    "Zlib", "libpng-2.0", "libtiff",
}  # fmt: skip
RUNTIME = "GCC-exception-3.1"  # what a compiler adds to a program is no reason for the program's licence
LESSER = {
    "python-stdnum": "pure Python that factur-x calls; it is installed as it was published, and whoever wants another "
    "version installs it in its place",
    "libavcodec": "FFmpeg, inside OpenCV's wheel, as a shared library beside it; OpenCV was built to call whichever "
    "stands there. We read no video",
    "libquadmath": "GCC's, inside the wheels of numpy and OpenCV, as a shared library beside them",
}
LESSER |= dict.fromkeys(("libavformat", "libavutil", "libswresample", "libswscale"), LESSER["libavcodec"])

# Shared libraries that wheels for Linux bring, by the part of the file's name before the first - or digit.
LIBRARIES = {
    "libXau": "X11", "libaom": "BSD-2-Clause", "libavcodec": "LGPL-2.1-or-later", "libavformat": "LGPL-2.1-or-later",
    "libavif": "BSD-2-Clause", "libavutil": "LGPL-2.1-or-later", "libbrotlicommon": "MIT", "libbrotlidec": "MIT",
    "libcrypto": "OpenSSL", "libdrm": "MIT", "libfreetype": "FTL", "libgfortran": f"GPL-3.0-or-later WITH {RUNTIME}",
    "libharfbuzz": "MIT", "libjpeg": "IJG AND BSD-3-Clause AND Zlib", "liblcms": "MIT", "liblzma": "0BSD",
    "libopenblasp": "BSD-3-Clause", "libopenjp": "BSD-2-Clause", "libpng": "libpng-2.0",
    "libquadmath": "LGPL-2.1-or-later", "libqpdf": "Apache-2.0", "libscipy_openblas": "BSD-3-Clause",
    "libsharpyuv": "BSD-3-Clause", "libssl": "OpenSSL", "libswresample": "LGPL-2.1-or-later",
    "libswscale": "LGPL-2.1-or-later", "libtiff": "libtiff", "libvpx": "BSD-3-Clause", "libwebp": "BSD-3-Clause",
    "libwebpdemux": "BSD-3-Clause", "libwebpmux": "BSD-3-Clause", "libxcb": "MIT", "libzstd": "BSD-3-Clause",
}  # fmt: skip

# What pdf.js brings beside its own code; the name of the licence's file says which.
INSIDE_PDFJS = {
    "cmaps/LICENSE": ("character maps of Adobe's", "BSD-3-Clause"),
    "standard_fonts/LICENSE_FOXIT": ("Foxit's fonts", "BSD-3-Clause"),
    "wasm/LICENSE_JBIG2": ("PDFium's JBIG2 decoder", "BSD-3-Clause AND Apache-2.0"),
    "wasm/LICENSE_OPENJPEG": ("OpenJPEG", "BSD-2-Clause"),
    "wasm/LICENSE_PDFJS_JBIG2": ("its wrapper for JBIG2", "Apache-2.0"),
    "wasm/LICENSE_PDFJS_OPENJPEG": ("its wrapper for OpenJPEG", "BSD-2-Clause"),
    "wasm/LICENSE_PDFJS_QCMS": ("its wrapper for qcms", "MIT"),
    "wasm/LICENSE_PDFJS_QUICKJS": ("its wrapper for QuickJS", "MIT"),
    "wasm/LICENSE_QCMS": ("qcms", "MIT"),
    "wasm/LICENSE_QUICKJS": ("QuickJS", "MIT"),
}

SPDX = get_spdx_licensing()
HEAD = """# What ships of others' work

Written by `make licences` from the locks and from what each package says of itself; a test refuses what is under the
GPL or AGPL, and finds drift. Licences are [SPDX](https://spdx.org/licenses/) expressions. An image also holds the
Debian and the Python of its base (`images/README.md`). `make sbom` lists the same for programs, with hashes.
"""


def main() -> None:
    """Writes both files, unless something may not be given on."""
    refused = [f"{name} is under {licence}" for name, licence in everything() if not may_ship(name, licence)]
    if refused:
        raise SystemExit("licences: this may not ship:\n" + "\n".join(refused))
    TABLE.write_text(table(), encoding="utf-8")
    TEXTS.write_text(texts(), encoding="utf-8")


def may_ship(name: str, licence: str) -> bool:
    """Whether we may give it on: under a permissive licence, or under the lesser GPL for a reason of its own."""
    return _allows(name, SPDX.parse(licence, validate=not licence.startswith("LicenseRef-")))


def everything() -> Iterator[tuple[str, str]]:
    """The name and licence of each part that ships."""
    for lock in LOCKS.values():
        yield from ((part.name, part.licence) for part in python_parts(lock))
    yield from ((part.name, part.licence) for part in page_parts())
    yield from ((f"pdfjs-dist: {name}", licence) for name, licence in INSIDE_PDFJS.values())
    yield from LIBRARIES.items()


def library_of(file: str) -> str:
    """`libavcodec-c4204469.so.62.28.101` -> `libavcodec`."""
    found = re.match(r"[A-Za-z_]+", file)
    return found[0].rstrip("_") if found else file


def table() -> str:
    """THIRD_PARTY.md."""
    return "\n".join([HEAD, *_python(), *_page(), *_libraries(), *_lesser()]) + "\n"


def texts() -> str:
    """The licences of what is in the built page, in full: a copy of them has to go with it."""
    shown = [f"{part.name} {part.version} ({part.licence})\n\n{_text(npm_folder(part.name))}" for part in page_parts()]
    shown += [
        f"pdfjs-dist: {name} ({licence})\n\n{(PDFJS / file).read_text('utf-8', 'replace').strip()}"
        for file, (name, licence) in INSIDE_PDFJS.items()
    ]
    line = "\n\n" + "-" * 80 + "\n\n"
    return "This page holds work of others, under these licences.\n\n" + line.join(shown) + "\n"


def _text(folder: Path) -> str:
    files = sorted(file for file in folder.iterdir() if re.match(r"(?i)(licen[cs]e|copying|unlicense)", file.name))
    return "\n\n".join(file.read_text(encoding="utf-8").strip() for file in files) or "See its licence's name above."


def _python() -> Iterator[str]:
    where: dict[str, dict[str, set[str]]] = {}
    for place, lock in LOCKS.items():
        for part in python_parts(lock):
            facts = where.setdefault(part.name, {"places": set(), "versions": set(), "licence": {part.licence}})
            facts["places"].add(place)
            facts["versions"].add(part.version)
    yield "## Python packages\n"
    yield "`installation` is `invoiceplug-cloud[local]` with `invoiceplug[author]`.\n"
    names = sorted(where)
    yield from _rows(
        ("package", "version", "licence", *LOCKS),
        (
            (name, ", ".join(sorted(where[name]["versions"])), *where[name]["licence"],
             *("x" if place in where[name]["places"] else "" for place in LOCKS))
            for name in names
        ),
    )  # fmt: skip


def _page() -> Iterator[str]:
    yield "\n## In the page\n"
    yield "In the wheel of `invoiceplug-cloud` and in the bucket; the page's `/licences.txt` has the texts.\n"
    yield from _rows(("package", "version", "licence"), ((p.name, p.version, p.licence) for p in page_parts()))
    yield "\n`pdfjs-dist` brings along:\n"
    yield from _rows(("part", "licence"), INSIDE_PDFJS.values())
    yield "\nLiberation Sans, which it brings too, is under the GPL and is left out of the built page."


def _libraries() -> Iterator[str]:
    yield "\n## Shared libraries inside of wheels for Linux\n"
    yield "The wheels of numpy, OpenCV, pikepdf and Pillow bring them; pypdfium2 brings PDFium.\n"
    yield from _rows(("library", "licence"), LIBRARIES.items())


def _lesser() -> Iterator[str]:
    yield "\n## Under the lesser GPL\n"
    yield from _rows(("part", "why it may ship"), sorted(LESSER.items()))


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    yield from ("| " + " | ".join(row) + " |" for row in rows)


def _allows(name: str, licence: object) -> bool:
    if isinstance(licence, AND):
        return all(_allows(name, each) for each in licence.args)
    if isinstance(licence, OR):
        return any(_allows(name, each) for each in licence.args)
    if isinstance(licence, LicenseWithExceptionSymbol):
        return licence.exception_symbol.key == RUNTIME
    assert isinstance(licence, LicenseSymbol)
    return licence.key in PERMISSIVE or (licence.key.startswith("LGPL-") and name in LESSER)


if __name__ == "__main__":
    main()
