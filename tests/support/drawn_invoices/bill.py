"""A bill with numbers that add up, drawn at random: what stands on a page, before anybody lays it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from drawn_invoices.names import GOODS, MORE, UNITS

CENT = Decimal("0.01")


@dataclass(frozen=True)
class BillLine:
    """One line; `more` are further rows of its description."""

    sku: str
    text: str
    more: tuple[str, ...]
    unit: str
    quantity: Decimal
    price: Decimal
    basis: int
    discount: Decimal
    rate: Decimal
    total: Decimal


@dataclass(frozen=True)
class Bill:
    """The lines with what is summed below them; `freight` is zero where there is none."""

    language: str
    lines: tuple[BillLine, ...]
    freight: Decimal
    taxes: dict[Decimal, tuple[Decimal, Decimal]] = field(default_factory=dict)

    @property
    def net(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def grand(self) -> Decimal:
        return self.net + self.freight + sum((tax for _, tax in self.taxes.values()), Decimal(0))


def draw_bill(dice: Random, language: str, features: set[str]) -> Bill:
    """A bill with as many lines, decimals, discounts and price bases as the dice say."""
    count = dice.choice([1, 2, 3, 5, 8, 13, 21, 45])
    decimals = dice.choice([2, 2, 2, 3, 4])
    rates = dice.sample([Decimal(7), Decimal(19), Decimal(21), Decimal("5.5")], dice.choice([1, 1, 2]))
    lines = tuple(_line(dice, language, features, decimals, rates) for _ in range(count))
    freight = Decimal(dice.randint(390, 4900)) / 100 if dice.random() < 0.3 else Decimal(0)
    taxes: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for rate in rates:
        basis = sum((line.total for line in lines if line.rate == rate), freight if rate == rates[0] else Decimal(0))
        if basis:
            taxes[rate] = (basis, (basis * rate / 100).quantize(CENT, ROUND_HALF_UP))
    return Bill(language, lines, freight, taxes)


def _line(dice: Random, language: str, features: set[str], decimals: int, rates: list[Decimal]) -> BillLine:
    whole = dice.random() < (0.7 if "decimal quantities" in features else 1.0)
    quantity = Decimal(dice.choice([1, 1, 1, 2, 3, 5, 10, 12, 24, 100, 250, 1500]))
    quantity = quantity if whole else quantity + Decimal(dice.randint(1, 99)) / 100
    quantity = quantity.quantize(CENT) if "decimal quantities" in features else quantity
    quantity = -quantity if "returns" in features and dice.random() < 0.15 else quantity
    price = Decimal(dice.randint(5, 10 ** dice.choice([3, 4, 5]))).scaleb(-2)
    price += Decimal(dice.randint(0, 10 ** (decimals - 2) - 1)).scaleb(-decimals) if decimals > 2 else Decimal(0)
    basis = dice.choice([1, 1, 100, 1000]) if "basis" in features else 1
    discount = Decimal(dice.choice([0, 0, 5, 10, 15])) if "discount" in features else Decimal(0)
    total = (quantity * price / basis * (100 - discount) / 100).quantize(CENT, ROUND_HALF_UP)
    sku = (
        str(dice.randint(10000, 999999)) if "digits" in features else f"{dice.choice('ABKX')}{dice.randint(100, 9999)}"
    )
    more = tuple(dice.choice(MORE) for _ in range(dice.choice([0, 0, 1, 2]) if "more" in features else 0))
    goods, units = dice.choice(GOODS[language]), dice.choice(UNITS[language])
    scale = price.quantize(Decimal(1).scaleb(-decimals))
    return BillLine(sku, goods, more, units, quantity, scale, basis, discount, dice.choice(rates), total)
