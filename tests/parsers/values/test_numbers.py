"""Numbers are read under the stated locale or not at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.values import (
    Locale,
    NegativeStyle,
    read_count,
    read_currency,
    read_decimal,
    read_money,
    read_percent,
)

US = Locale(".", ",", currency="USD", negative=("-1", "(1)", "1 CR"))
DE = Locale(",", ".", currency="EUR", negative=("-1", "1-"))
FR = Locale(",", " ", currency="EUR")
CH = Locale(".", "'", currency="CHF")
BARE = Locale(".")

LOCALES = st.builds(
    lambda marks, styles: Locale(marks[0], marks[1], negative=tuple(styles)),
    st.sampled_from([(d, g) for d in ".," for g in ("", ",", ".", " ", "'") if g != d]),
    st.sets(st.sampled_from(["-1", "1-", "(1)", "1 CR"]), min_size=1),
)
NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(min_value=0, max_value=10**14),
    st.integers(min_value=0, max_value=6),
)


def printed(value: Decimal, locale: Locale) -> str:
    """The number as a vendor of that locale prints it, grouped."""
    whole, _, decimals = format(value, "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", locale.grouping)
    return grouped + (locale.decimal + decimals if decimals else "")


def negated(text: str, style: NegativeStyle) -> str:
    return {"-1": f"-{text}", "1-": f"{text}-", "(1)": f"({text})", "1 CR": f"{text} CR"}[style]


def refusal(text: str, locale: Locale) -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as refused:
        read_decimal(text, locale)
    assert refused.value.code == "VALUE_UNREADABLE"
    return refused.value


@given(NUMBERS, LOCALES)
def test_what_prints_under_a_locale_reads_back_with_its_scale(value: Decimal, locale: Locale) -> None:
    text = printed(value, locale)
    assert str(read_decimal(text, locale)) == format(value, "f")
    for style in locale.negative:
        assert read_decimal(negated(text, style), locale) == -value


@given(NUMBERS, LOCALES, st.sampled_from(["-1", "1-", "(1)", "1 CR"]))
def test_a_negative_style_that_is_not_stated_is_never_read(
    value: Decimal, locale: Locale, style: NegativeStyle
) -> None:
    if style not in locale.negative:
        refusal(negated(printed(value, locale), style), locale)


@given(LOCALES, st.lists(st.integers(1, 4), min_size=2, max_size=4), st.data())
def test_groups_that_are_not_exact_threes_are_never_read(locale: Locale, sizes: list[int], data: st.DataObject) -> None:
    if not locale.grouping or (sizes[0] <= 3 and all(size == 3 for size in sizes[1:])):
        return
    groups = [data.draw(st.text("123456789", min_size=size, max_size=size)) for size in sizes]
    refusal(locale.grouping.join(groups), locale)


@given(LOCALES, st.text("0123456789.,'- ()CR", max_size=12))
def test_nothing_is_read_as_another_number(locale: Locale, text: str) -> None:
    """Whatever is read has the digits that are printed, in their order."""
    try:
        value = read_decimal(text, locale)
    except InvoiceplugError:
        return
    assert "".join(filter(str.isdigit, text)).lstrip("0") == format(abs(value), "f").replace(".", "").lstrip("0")


def test_a_comma_under_a_dot_locale_is_refused_with_both_readings() -> None:
    assert refusal("1,50", US).facts["readings"] == ["1.50", "150"]
    assert "1.50 or 150" in refusal("1,50", BARE).detail
    assert refusal("1.50", DE).facts["readings"] == ["1.50", "150"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "()", "1 2", "1,23,456", "0,123", "12.", "1.2.3", "1e3", "+5", "٣", "½", "1 .5", "--1", "(-1)"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    refusal(text, US)


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1,234.50", US, "1234.50"),
        ("1234.50", US, "1234.50"),
        (".50", US, "0.50"),
        ("(12.00)", US, "-12.00"),
        ("3.00 CR", US, "-3.00"),
        ("3.00CR", US, "-3.00"),
        ("1.234,50", DE, "1234.50"),
        ("12,00-", DE, "-12.00"),
        ("\u22125,00", DE, "-5.00"),
        ("\u20135,00", DE, "-5.00"),
        ("1\u00a0234,5", FR, "1234.5"),
        ("1\u202f234\u202f567,5", FR, "1234567.5"),
        ("1\u2019234.50", CH, "1234.50"),
        ("0", US, "0"),
        ("007", US, "7"),
    ],
)
def test_what_vendors_print(text: str, locale: Locale, value: str) -> None:
    assert str(read_decimal(text, locale)) == value


@pytest.mark.parametrize("text", ["1\u00a0234,50", "1 234,50"])
def test_spaces_group_only_where_stated(text: str) -> None:
    refusal(text, DE)


def test_more_digits_than_an_invoice_can_carry_are_refused() -> None:
    assert read_decimal("9" * 15, US) == Decimal("9" * 15)
    refusal("9" * 16, US)
    refusal("0." + "1" * 10, US)


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1.234,50 €", DE, "1234.50"),
        ("EUR 5,00", DE, "5.00"),
        ("€5,00-", DE, "-5.00"),
        ("-€ 5,00", DE, "-5.00"),
        ("$1,234.00", US, "1234.00"),
        ("($12.00)", US, "-12.00"),
        ("$12.00 CR", US, "-12.00"),
        ("5,00", DE, "5.00"),
    ],
)
def test_money_may_carry_its_own_currency(text: str, locale: Locale, value: str) -> None:
    assert str(read_money(text, locale)) == value


@pytest.mark.parametrize("text", ["$ 5,00", "5,00 CHF", "€", "€ 5,00 €", "5,00 Euro"])
def test_money_in_another_currency_is_refused(text: str) -> None:
    with pytest.raises(InvoiceplugError, match="VALUE_UNREADABLE"):
        read_money(text, DE)


def test_a_symbol_of_the_vendors_own_is_stripped_only_where_it_is_stated() -> None:
    refusal("Fl. 5,00", DE)
    assert str(read_money("Fl. 5,00", replace(DE, symbols=("Fl.",)))) == "5.00"


@pytest.mark.parametrize(
    ("text", "code"), [("EUR", "EUR"), ("€", "EUR"), ("£", "GBP"), ("CHF", "CHF"), ("SFr.", "CHF")]
)
def test_a_currency_is_known_by_code_or_symbol(text: str, code: str) -> None:
    assert read_currency(text, DE) == code


def test_a_symbol_of_several_currencies_is_that_of_the_locale_or_none() -> None:
    assert read_currency("$", US) == "USD"
    assert read_currency("$", replace(US, currency="CAD")) == "CAD"
    with pytest.raises(InvoiceplugError, match="it could be AUD or CAD or USD"):
        read_currency("$", DE)
    with pytest.raises(InvoiceplugError, match="no currency"):
        read_currency("Euro", DE)


def test_a_count_is_a_whole_number() -> None:
    assert read_count("1.204", DE) == 1204
    with pytest.raises(InvoiceplugError, match="no whole number"):
        read_count("2,5", DE)


def test_a_quantity_carries_no_currency() -> None:
    refusal("5,00 €", DE)


@pytest.mark.parametrize(("text", "value"), [("19 %", "19"), ("19,0%", "19.0"), ("7", "7")])
def test_a_rate_may_carry_its_sign(text: str, value: str) -> None:
    assert str(read_percent(text, DE)) == value


def test_marks_that_contradict_each_other_are_no_locale() -> None:
    with pytest.raises(ValueError, match="cannot group"):
        Locale(".", ".")
    with pytest.raises(ValueError, match="decimal mark"):
        Locale(";")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="negative style"):
        Locale(negative=("minus",))  # type: ignore[arg-type]
