"""What a printed pack suggests: one whole number, or nothing where it can be read in two ways."""

from __future__ import annotations

import pytest

from invoiceplug_cloud.domain.packs import suggested_factor


def suggested(text: str) -> str | None:
    return suggested_factor({"kind": "item", "pack_text": text})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12 x 1 kg", "12"),
        ("12 x 0,75 l", "12"),
        ("6X500G", "6"),
        ("4 × 2.5 L", "4"),
        ("Karton 12 x 1 kg", "12"),
        ("8 x 1.2 kg vacuum, chilled", "8"),
        ("6 x 800 g drained 420 g", "6"),
        ("6/5 LB", "6"),
        ("4/5 LB", "4"),
        ("4/1 GAL", "4"),
        ("40/4 OZ", "40"),
        ("12/2.5 LB", "12"),
        ("12/750 ML", "12"),
        ("6/#10", "6"),
        ("Karton à 24", "24"),
        ("Kt. à 24 St.", "24"),
        ("Case of 12", "12"),
        ("carton de 60", "60"),
        ("tube de 1 000", "1000"),
        ("Pack of 10 pcs", "10"),
        ("CF 100", "100"),
        ("6/CS", "6"),
        ("24/CT", "24"),
        ("12 per case", "12"),
        ("24 Stück/Karton", "24"),
        ("24 Stk.", "24"),
        ("100 EA", "100"),
        ("24 portions", "24"),
        ("6er", "6"),
        ("12er-Karton", "12"),
    ],
)  # fmt: skip
def test_a_pack_that_names_one_number_suggests_it(text, count):
    assert suggested(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "5 kg", "2.5 kg", "1 l", "12", "Karton", "seau", "pièce en boîte", "sac de 25 kg", "CF 5 KG",
        "25/LB", "15/DZ", "15 doz", "1 Dutzend", "2 gross",
        "6 x 4 x 250 g", "2 x 12", "2/100 CT", "12/500 CT", "2 Karton à 12", "10-12 Stück", "ca. 12 Stück",
        "3/4 LB", "1/2 GAL", "1/4 kg", "1 x 5 kg", "Karton à 1", "0 pcs", "06 pcs", "1.000 Stück", "1,5 Stück",
        "12 x 1 kg + 2 gratis", "12 x 1 kg 3 x", "Artikel 12", "24 Stück Art. 4711", "9999999 pcs", "-6 pcs", "",
    ],
)  # fmt: skip
def test_a_pack_that_can_be_read_in_two_ways_suggests_nothing(text):
    assert suggested(text) is None


def test_only_lines_with_goods_and_a_pack_suggest_anything():
    assert suggested_factor({"kind": "deposit", "pack_text": "12 x 1 kg"}) is None
    assert suggested_factor({"kind": "item"}) is None
