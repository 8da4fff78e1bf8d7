"""Dates are read under stated formats or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.dates import MONTHS
from invoiceplug.toolkit.values import Locale, check_date_format, read_date

NUMERIC = ["%d.%m.%Y", "%m/%d/%Y", "%Y-%m-%d", "%d/%m/%y", "%d%m%Y", "%Y%m%d", "%d %m %Y"]


def refusal(text: str, *formats: str, language: str = "en") -> InvoiceplugError:
    with pytest.raises(InvoiceplugError) as refused:
        read_date(text, Locale(date_formats=formats, language=language))
    assert refused.value.code == "VALUE_UNREADABLE"
    return refused.value


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(NUMERIC))
def test_what_prints_under_a_format_reads_back(when: date, form: str) -> None:
    assert read_date(when.strftime(form), Locale(date_formats=(form,))) == when


@given(st.dates(), st.sampled_from(sorted(MONTHS)))
def test_month_names_read_back_in_every_language(when: date, language: str) -> None:
    name = MONTHS[language][when.month - 1]
    locale = Locale(date_formats=("%d. %B %Y",), language=language)
    assert read_date(f"{when.day}. {name} {when.year:04}", locale) == when


@pytest.mark.parametrize("language", sorted(MONTHS))
def test_every_language_has_twelve_different_months(language: str) -> None:
    assert len({name.casefold() for name in MONTHS[language]}) == 12


@pytest.mark.parametrize(
    ("text", "form", "language"),
    [
        ("3. März 2026", "%d. %B %Y", "de"),
        ("03.03.2026", "%d.%m.%Y", "de"),
        ("3.3.2026", "%d.%m.%Y", "de"),
        ("Mar 3, 2026", "%b %d, %Y", "en"),
        ("MAR 3, 2026", "%b %d, %Y", "en"),
        ("3 mars 2026", "%d %B %Y", "fr"),
        ("03/03/26", "%m/%d/%y", "en"),
        ("3  March\u00a02026", "%d %B %Y", "en"),
    ],
)
def test_what_vendors_print(text: str, form: str, language: str) -> None:
    assert read_date(text, Locale(date_formats=(form,), language=language)) == date(2026, 3, 3)


def test_abbreviations_end_with_a_full_stop_or_not() -> None:
    locale = Locale(date_formats=("%d %b %Y",), language="fr")
    assert read_date("14 juil. 2026", locale) == read_date("14 juil 2026", locale) == date(2026, 7, 14)
    refusal("14 jui 2026", "%d %b %Y", language="fr")


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("de", ("3. Mrz. 2026", "3. Mrz 2026", "3. Mär 2026", "3. MÄRZ 2026")),
        ("nl", ("3. mrt. 2026", "3. maart 2026")),
        ("fr", ("3. mars 2026",)),
        ("it", ("3. mar. 2026",)),
        ("es", ("3. mar. 2026",)),
        ("en", ("3. Mar 2026", "3. March 2026")),
    ],
)
def test_the_usual_abbreviations_are_known(language: str, printed: tuple[str, ...]) -> None:
    locale = Locale(date_formats=("%d. %b %Y",), language=language)
    assert {read_date(text, locale) for text in printed} == {date(2026, 3, 3)}


def test_capitals_without_accents_are_the_same_month() -> None:
    french = Locale(date_formats=("%d %B %Y",), language="fr")
    assert read_date("3 FEVRIER 2026", french) == read_date("3 février 2026", french) == date(2026, 2, 3)


def test_a_day_first_date_under_month_first_is_refused() -> None:
    assert "no date under %m/%d/%Y" in refusal("13/04/2026", "%m/%d/%Y").detail


@pytest.mark.parametrize("text", ["13/13/2026", "2026-03-03", "3.3.2026", "03/03/26", "", "٠٣/٠٣/2026", "03/03/2026 x"])
def test_what_does_not_fit_the_format_is_refused(text: str) -> None:
    refusal(text, "%m/%d/%Y")


def test_a_day_that_does_not_exist_is_refused() -> None:
    refusal("31.02.2026", "%d.%m.%Y")


def test_two_stated_formats_that_say_different_days_are_refused_with_both() -> None:
    error = refusal("03/04/2026", "%d/%m/%Y", "%m/%d/%Y")
    assert error.facts["readings"] == ["2026-03-04", "2026-04-03"]
    assert read_date("03/13/2026", Locale(date_formats=("%d/%m/%Y", "%m/%d/%Y"))) == date(2026, 3, 13)


def test_without_a_stated_format_nothing_is_guessed() -> None:
    assert "states none" in refusal("2026-03-03").detail


@pytest.mark.parametrize(
    ("form", "language"),
    [("%d.%m", "en"), ("%d %d %Y", "en"), ("%d.%m.%H", "en"), ("%d %B %Y", "xx"), ("%m %b %Y", "en")],
)
def test_a_format_that_names_no_day_is_refused_when_it_is_stated(form: str, language: str) -> None:
    with pytest.raises(ValueError, match=r"date format|month names"):
        check_date_format(form, language)
