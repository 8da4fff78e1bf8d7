"""A plain regex finds with `re` what it finds with `regex`, and no text takes it more steps than it may."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
import regex

from invoiceplug.template.build import Builder
from invoiceplug.template.pattern import Pattern, however_spaced, is_common
from invoiceplug.template.plain import LENGTHS, plain
from invoiceplug.template.text import text_lines
from invoiceplug.template.yaml_source import YamlSource
from invoiceplug.toolkit.open import open_pdf

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "plugins").glob("*/src/*/template.yaml"))
PAGES = [next((ROOT / "tests/fixtures").glob(f"{path.parent.name.split('_')[1]}/*.pdf")) for path in TEMPLATES]
ALPHABET = "".join(filter(is_common, map(chr, range(0x10000))))

ONE = [*"aAbBikIS12 .-ßü€", r"\.", r"\-", r"\d", r"\w", r"\s", r"\W", r"\D", r"\S"]
ONE += ["[ab]", "[^a]", r"[\d.,]", "[A-Z]", "[a-z0-9]", r"[^\s]", r"[\s.\-/]"]
EDGES = ["^", "$", r"\b", "(?=a)", r"(?!\d)", "(?<=[ab])", r"(?<!\w)"]
REPEATS = [*[""] * 5, "?", "*", "+", "{2}", "{1,3}", "{2,}", "+?", "*?", "??", "{0,2}?"]


class Drawn:
    """Regexes and texts, the same in every run."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.names = count()

    def regex(self) -> str:
        return self.chance.choice(["", "", "(?i)"]) + self.pieces(0)

    def text(self) -> str:
        letters = self.chance.choice(["ab12 .A", "aAbBiIkKsSßüÜ€ -,.\n\t12", ALPHABET])
        return "".join(self.chance.choices(letters, k=self.chance.randint(0, 14)))

    def pieces(self, depth: int) -> str:
        return "".join(self.piece(depth) for _ in range(self.chance.randint(1, 4)))

    def piece(self, depth: int) -> str:
        kind = self.chance.random()
        if kind < 0.65 or depth > 2:
            return self.chance.choice(ONE) + self.chance.choice(REPEATS)
        if kind < 0.75:
            return self.chance.choice(EDGES)
        begin = self.chance.choice(["(", "(?:", f"(?<name{next(self.names)}>"])
        other = f"|{self.pieces(depth + 1)}" if self.chance.random() < 0.4 else ""
        return f"{begin}{self.pieces(depth + 1)}{other}){self.chance.choice(['', '', '?', '??'])}"


def assert_same(pattern: str, texts: Iterable[str]) -> None:
    """Both find the same in each text."""
    ours, theirs = re.compile(plain(pattern)[0]), regex.compile(pattern)
    for text in texts:
        assert found(ours.finditer(text)) == found(theirs.finditer(text)), (pattern, text)


def found(matches: Iterator[Any]) -> list[Any]:
    return [(match.regs, match.groups(), match.groupdict()) for match in matches]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The text lines of samples of each vendor."""
    documents = [open_pdf(path.read_bytes()) for path in PAGES]
    found = {line.text for document in documents for page in text_lines(document, None) for line in page}
    return sorted(filter(is_common, found))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name)
def test_vendors_find_the_same_in_all_samples(path: Path, lines: list[str]) -> None:
    builder = Builder(YamlSource(path.read_text("utf-8"), "template.yaml"))
    builder.template()
    plains = [pattern for pattern, known in builder.regexes.items() if known.plain]
    assert len(plains) > len(builder.regexes) / 2
    for pattern in plains:
        assert_same(pattern, lines)


@pytest.mark.parametrize("seed", range(2))
def test_drawn_ones_find_the_same(seed: int) -> None:
    drawn = Drawn(seed)
    patterns = [pattern for pattern in (drawn.regex() for _ in range(400)) if plain(pattern)[0]]
    assert len(patterns) > 150
    for pattern in patterns:
        assert_same(pattern, (drawn.text() for _ in range(20)))


@pytest.mark.parametrize("one", [r"\d", r"\w", r"\s", r"\b", ".", "[A-Z]", "(?i)[A-Z]", r"(?i)[\s.\-/]"])
def test_they_take_the_same_common_characters(one: str) -> None:
    assert_same(one, [ALPHABET])


def test_they_take_the_same_for_another_case() -> None:
    for character in filter(str.isalpha, ALPHABET):
        assert_same(f"(?i){character}", [ALPHABET])


@pytest.mark.parametrize(
    "pattern",
    [
        *("(a+)+b", "(a|b)*", "(?:a{2}){3}", "a++", "(?>a)", r"(a)\1", "(?#a)b", "(?x)a b", "(?m)^a", "a(?i)b"),
        *("(?:foo){e<=1}", "[[:alpha:]]", "[a--b]", "[a&&b]", "[a||b]", r"\p{L}", r"\X", r"\R", r"a\Kb", r"\G", r"\m"),
        *(r"\h", "(?|(a)|(b))", "(?<a>1)(?<a>2)", "(?<=a+)b", "[", "a{2", "(?R)", r"\L<words>", "(?i)\u212a", "(?r)a"),
    ],
)
def test_what_is_not_plain_is_left_to_regex(pattern: str) -> None:
    assert plain(pattern) == ("", 0)


@pytest.mark.parametrize("pattern", ["a*a*a*a*a*b", ".*.*.*.*.*x", r"(\d+|\w+)(\d+|\w+)(\d+|\w+)(\d+|\w+)(\d+|\w+)!"])
def test_what_may_take_long_is_left_to_regex(pattern: str) -> None:
    assert plain(pattern) == ("", 0)


@pytest.mark.parametrize(
    ("pattern", "longest"),
    [
        (r"^VAT (?<rate>\d+) % (?<amount>[\d,.]+)$", 1000),
        (r"^(.+) (.+) (.+)$", 50),
        (however_spaced("GB417302958"), 300),
    ],
)
def test_the_more_ways_the_shorter_the_text(pattern: str, longest: int) -> None:
    assert plain(pattern)[1] == longest
    assert longest in LENGTHS


def test_an_escaped_bracket_is_no_name() -> None:
    assert plain(r"\(?<a>") == (r"\(?<a>", 500)


@pytest.mark.parametrize("text", ["VAT 20 % 1.00", "VAT ٢٠ % 1.00", f"{'x' * 1000} VAT 20 % 1.00"])
def test_any_text_is_searched(text: str) -> None:
    match = Pattern(r"VAT (?<rate>\d+) %", "vendor.yaml:3").search(text)
    assert match and match["rate"] in ("20", "٢٠")


def test_a_plain_regex_needs_no_other() -> None:
    known = "Known((), 'b', False, '[ab]+b', 300)"
    searched = f"Pattern('[ab]+b', 'vendor.yaml:3', {known}).search('aab')"
    code = (
        f"import sys; from invoiceplug.template.pattern import Known, Pattern; assert {searched}; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "regex" not in done.stdout.split()
