"""What table finders make of PDFs: `python finders.py NAME FILE...` in bench/.venv, JSON on stdout: the rows by file.

A row is the list of its cells' texts, whichever table and page it stands on.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator

Row = list[str]


def main() -> None:
    name, *files = sys.argv[1:]
    answers, sys.stdout = sys.stdout, sys.stderr  # libraries may print what they like
    print(json.dumps({file: list(_rows(FINDERS[name], file)) for file in files}), file=answers)


def _rows(find: Callable[[str], Iterator[Row]], file: str) -> Iterator[Row]:
    try:
        yield from find(file)
    except Exception as error:  # what a finder cannot read it has not found
        print(f"{file}: {type(error).__name__}: {error}", file=sys.stderr)


def _pdfplumber(strategy: str) -> Callable[[str], Iterator[Row]]:
    def find(file: str) -> Iterator[Row]:
        import pdfplumber

        settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
        with pdfplumber.open(file) as pdf:
            for page in pdf.pages:
                for table in page.extract_tables(settings):
                    yield from ([cell or "" for cell in row] for row in table)
                page.close()

    return find


def _camelot(file: str) -> Iterator[Row]:
    import camelot

    for table in camelot.read_pdf(file, pages="all", flavor="stream", suppress_stdout=True):
        yield from table.data


FINDERS = {
    "pdfplumber, by lines": _pdfplumber("lines"),
    "pdfplumber, by text": _pdfplumber("text"),
    "camelot, stream": _camelot,
}

if __name__ == "__main__":
    main()
