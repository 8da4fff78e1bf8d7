"""How a drawn invoice looks: its columns with their edges, its number format and all the other choices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from drawn_invoices.names import COLUMNS
from reportlab.pdfbase.pdfmetrics import stringWidth

FEATURES = ["decimal quantities", "basis", "discount", "returns", "digits", "more"]
ORDERS = [
    ["pos", "sku", "text", "date", "qty", "unit", "price", "basis", "discount", "rate", "total", "gross"],
    ["qty", "unit", "sku", "text", "price", "basis", "discount", "rate", "total"],
    ["pos", "text", "sku", "rate", "qty", "unit", "price", "basis", "discount", "total"],
    ["sku", "text", "price", "basis", "qty", "unit", "discount", "rate", "total"],
    ["pos", "sku", "text", "qty", "unit", "price", "basis", "discount", "total", "rate"],
]
WIDTHS = {
    **{"pos": 26, "sku": 62, "date": 52, "qty": 52, "unit": 40, "price": 62, "basis": 40},
    **{"discount": 48, "rate": 46, "total": 68, "gross": 68},
}
NUMBERS = {"qty", "price", "basis", "discount", "rate", "total", "gross"}


@dataclass(frozen=True)
class Cell:
    """A column: what it holds, what it is called, and its left and right edge in points."""

    kind: str
    name: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Layout:
    """All choices of one invoice."""

    language: str
    features: frozenset[str]
    cells: tuple[Cell, ...]
    style: str  # of numbers: the decimal mark behind the grouping mark
    align: str
    font: str
    size: float
    pitch: float
    currency: str
    money: str  # where the currency stands: "before", "after" or "none"
    unit_at: str  # "column", "behind" or "none"
    header: str  # "one", "stacked" or "none"
    ruled: bool
    repeated: bool
    carried: bool
    text_first: bool
    total_below: bool
    names_left: bool  # the header's names stand at the left of their columns, however the numbers stand

    def number(self, value: Decimal) -> str:
        """The value as this vendor prints it."""
        point, group = self.style[0], self.style[1:]
        text = f"{abs(value):,f}".replace(",", "G").replace(".", point).replace("G", group)
        return f"-{text}" if value < 0 else text

    def amount(self, value: Decimal) -> str:
        """The same with the currency where it stands."""
        text = self.number(value)
        both = {"before": f"{self.currency} {text}", "after": f"{text} {self.currency}"}
        return both.get(self.money, text)


def draw_layout(dice: Random) -> Layout:
    """Choices by the dice."""
    language = dice.choice(list(COLUMNS))
    features = frozenset(each for each in FEATURES if dice.random() < 0.35)
    unit_at = dice.choice(["column", "behind", "none"])
    kinds = _kinds(dice, features, unit_at)
    size = dice.choice([7.0, 8.0, 9.0])
    style = dice.choice([".,", ".", ".'"] if language == "en" else [",.", ",", ", ", ".'"])
    return Layout(
        language,
        features,
        _cells(dice, kinds, language),
        style,
        dice.choice(["right", "right", "right", "left", "centre"]),
        dice.choice(["Helvetica", "Helvetica", "Times-Roman"]),
        size,
        size * dice.choice([1.3, 1.6, 2.0]),
        dice.choice(["€", "EUR", "$", "CHF"]),
        dice.choice(["none", "none", "before", "after"]),
        unit_at,
        dice.choice(["one", "one", "one", "stacked", "none"]),
        dice.random() < 0.4,
        dice.random() < 0.7,
        dice.random() < 0.4,
        dice.random() < 0.2,
        dice.random() < 0.1,
        dice.random() < 0.2,
    )


def _kinds(dice: Random, features: frozenset[str], unit_at: str) -> list[str]:
    """The columns that this invoice has, in their order."""
    left_out = {each for each in ("pos", "sku", "date", "rate", "gross") if dice.random() < 0.5}
    left_out |= {"unit"} if unit_at != "column" else set()
    left_out |= {each for each in ("basis", "discount") if each not in features}
    return [kind for kind in dice.choice(ORDERS) if kind not in left_out]


def _cells(dice: Random, kinds: list[str], language: str) -> tuple[Cell, ...]:
    fixed = sum(WIDTHS[kind] for kind in kinds if kind != "text")
    cells, x = [], 40.0
    for kind in kinds:
        width = 515.0 - fixed if kind == "text" else WIDTHS[kind]
        names = [name for name in COLUMNS[language][kind] if stringWidth(name, "Helvetica-Bold", 9) < width - 8]
        cells.append(Cell(kind, dice.choice(names or [min(COLUMNS[language][kind], key=len)]), x, x + width - 6))
        x += width
    return tuple(cells)
