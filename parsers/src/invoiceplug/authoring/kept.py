"""Which words of a sample must stay when it is redacted: those by which its vendor's template finds things."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from invoiceplug.authoring.printed import letters_and_digits
from invoiceplug.authoring.samples import home_of
from invoiceplug.document import Document, Word
from invoiceplug.plugins import InstalledExtractor
from invoiceplug.template.yaml_source import YamlSource

LEAST_ID = 5  # letters and digits of a mark that is looked for however it is spaced

_LETTERS = re.compile(r"[^\W\d_]+")
_REGEX_SIGNS = re.compile(r"\(\?P?<\w+>|\(\?[a-z]+\)|\\[A-Za-z]")


def strings_of(installed: InstalledExtractor) -> set[str]:
    """Everything that the vendor's template says, or the texts in its Python code."""
    home = home_of(installed)
    if home is None:
        return set()
    if home.suffix in (".yaml", ".yml"):
        return set(_leaves(YamlSource(home.read_text("utf-8"), home.name).data))
    files = home.parent.rglob("*.py") if (home.parent / "__init__.py").exists() else [home]
    return {text for file in files for text in _constants(file)}


def letters_of(strings: Iterable[str]) -> set[str]:
    """The words in them, case folded; the signs of regexes are none."""
    return {run.casefold() for text in strings for run in _LETTERS.findall(_REGEX_SIGNS.sub(" ", text))}


def marked_words(document: Document, strings: Iterable[str]) -> set[Word]:
    """The words that print one of the strings that hold digits (a tax id, an IBAN), however it is spaced there."""
    ids = {bare for text in strings if len(bare := letters_and_digits(text)) >= LEAST_ID and re.search(r"\d", bare)}
    return {
        word for page in document.pages for row in page.lines() for wanted in ids for word in _covering(row, wanted)
    }


def _covering(row: tuple[Word, ...], wanted: str) -> Iterator[Word]:
    texts = [letters_and_digits(word.text) for word in row]
    at = "".join(texts).find(wanted)
    if at < 0:
        return
    start = 0
    for word, text in zip(row, texts, strict=True):
        if text and start < at + len(wanted) and start + len(text) > at:
            yield word
        start += len(text)


def _leaves(data: Any, key: object = None) -> Iterator[str]:
    """The texts in a template; names of keys are ours, but for the printed units."""
    if isinstance(data, dict):
        for name, value in data.items():
            if key == "units":
                yield str(name)
            yield from _leaves(value, name)
    elif isinstance(data, list):
        for each in data:
            yield from _leaves(each, key)
    elif data is not None:
        yield str(data)


def _constants(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text("utf-8"))
    spoken = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield node.value
