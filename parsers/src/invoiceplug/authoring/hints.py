"""Under which other locale a printed text would be what was expected: the commonest mistake of a new template."""

from __future__ import annotations

from collections.abc import Iterator

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.locale import NEGATIVE_STYLES, Locale
from invoiceplug.toolkit.values import read_date, read_money

_NUMERIC = {
    "en-US": ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y"),
    "en-GB": ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y"),
    "de-DE": ("%d.%m.%Y", "%d.%m.%y"),
    "ISO 8601": ("%Y-%m-%d",),
}
_WRITTEN = ("%d %B %Y", "%d. %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_LANGUAGES = {"en-US": "en", "de-DE": "de", "fr-FR": "fr", "es-ES": "es", "it-IT": "it", "nl-NL": "nl"}
_NUMBERS = {"en-US": (".", ","), "de-DE": (",", "."), "de-CH": (".", "'"), "fr-FR": (",", " ")}
_CURRENCIES = ("EUR", "USD", "GBP", "CHF")


def hint(expected: object, printed: str) -> str | None:
    """`the text looks like de-DE`, or None when no known locale reads the printed text as the expected value."""
    if not isinstance(expected, str) or not printed:
        return None
    found = next((name for name, value in _readings(printed) if _same(expected, value)), None)
    return f"the text looks like {found}" if found else None


def locales_of(printed: str) -> list[str]:
    """The known locales under which the text is a number or a date."""
    return list(dict.fromkeys(name for name, _ in _readings(printed)))


def _readings(printed: str) -> Iterator[tuple[str, str]]:
    for name, (decimal, grouping) in _NUMBERS.items():
        for currency in _CURRENCIES:
            locale = Locale(decimal, grouping, (), currency, NEGATIVE_STYLES)  # type: ignore[arg-type]
            try:
                yield name, f"{read_money(printed, locale):f}"
            except InvoiceplugError:
                continue
    for name, formats in _NUMERIC.items():
        yield from _dates(name, printed, formats, "en")
    for name, language in _LANGUAGES.items():
        yield from _dates(name, printed, _WRITTEN, language)


def _dates(name: str, printed: str, formats: tuple[str, ...], language: str) -> Iterator[tuple[str, str]]:
    try:
        yield name, read_date(printed, Locale(date_formats=formats, language=language)).isoformat()
    except InvoiceplugError:
        return


def _same(expected: str, value: str) -> bool:
    """Equal but for a credit note's sign."""
    return expected.removeprefix("-") == value.removeprefix("-")
