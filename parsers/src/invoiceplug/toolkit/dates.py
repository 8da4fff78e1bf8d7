"""Printed text to date under stated formats; fails closed with VALUE_UNREADABLE."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from invoiceplug.errors import InvoiceplugError
from invoiceplug.toolkit.locale import Locale

CENTURY = 2000  # of a year printed with two digits

_MONTHS = {
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
MONTHS: dict[str, tuple[str, ...]] = {language: tuple(names.split()) for language, names in _MONTHS.items()}
USUAL = {  # abbreviations and forms that are no beginning of the name, by language: printed -> number of the month
    "de": {"mrz": 3, "jän": 1, "jänner": 1, "feber": 2},
    "es": {"set": 9, "setiembre": 9},
    "fr": {"fevr": 2, "fevrier": 2, "aout": 8, "dec": 12, "decembre": 12},
    "nl": {"mrt": 3},
}
LEAST_ABBREVIATION = 3  # letters: "Mär", "juil."; two months never share what is left, see the test

_CODES = {"d": "0?[1-9]|[12][0-9]|3[01]", "m": "0?[1-9]|1[0-2]", "Y": "[0-9]{4}", "y": "[0-9]{2}"}
_FIXED = {"d": "[0-9]{2}", "m": "[0-9]{2}"}  # where no character parts two numbers
_CODE = re.compile(r"%(.)")


def read_date(text: str, locale: Locale) -> date:
    """The date under the one stated format that fits; VALUE_UNREADABLE when none does, or two say different days."""
    found = {when for form in locale.date_formats if (when := _under(" ".join(text.split()), form, locale.language))}
    if len(found) == 1:
        return found.pop()
    formats = " or ".join(locale.date_formats) or "any format (the locale states none)"
    readings = sorted(when.isoformat() for when in found)
    said = f"{text!r} is no date under {formats}" if not found else f"{text!r} could be {' or '.join(readings)}"
    raise InvoiceplugError(
        "VALUE_UNREADABLE", f"{said}.", text=text, formats=list(locale.date_formats), readings=readings
    )


def check_date_format(form: str, language: str) -> None:
    """Does nothing when the format is usable; ValueError says what is wrong with it."""
    _pattern(form, language)


def _under(text: str, form: str, language: str) -> date | None:
    match = _pattern(form, language).fullmatch(text)
    if not match:
        return None
    got = match.groupdict()
    year = int(got["Y"]) if "Y" in got else CENTURY + int(got["y"])
    month = int(got["m"]) if "m" in got else _month_number(got.get("b") or got["B"], language)
    try:
        return date(year, month, int(got["d"]))
    except ValueError:
        return None


@cache
def _pattern(form: str, language: str) -> re.Pattern[str]:
    parts: list[str] = []
    codes: list[str] = []
    end = 0
    for found in _CODE.finditer(form):
        code = found[1]
        parts.append(re.escape(form[end : found.start()]))
        touching = (found.start() == end and end > 0) or form[found.end() : found.end() + 1] == "%"
        parts.append(f"(?P<{code}>{_piece(code, language, touching=touching, form=form)})")
        codes.append(code)
        end = found.end()
    parts.append(re.escape(form[end:]))
    if sorted("m" if c in "bB" else "y" if c == "Y" else c for c in codes) != ["d", "m", "y"]:
        raise ValueError(f"the date format {form!r} needs one day, one month and one year")
    return re.compile("".join(parts), re.IGNORECASE)


def _piece(code: str, language: str, *, touching: bool, form: str) -> str:
    if code in "bB":
        if language not in MONTHS:
            raise ValueError(f"there are no month names for the language {language!r}; known: {', '.join(MONTHS)}")
        names = _abbreviations(language) if code == "b" else (*MONTHS[language], *USUAL.get(language, ()))
        return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    if code not in _CODES:
        raise ValueError(f"the date format {form!r} knows %d %m %Y %y %b %B, not %{code}")
    return _FIXED.get(code, _CODES[code]) if touching else _CODES[code]


@cache
def _abbreviations(language: str) -> tuple[str, ...]:
    """Every beginning of a month's name that is no other month's, and the usual ones, with and without a full stop."""
    names = MONTHS[language]
    short = [*USUAL.get(language, ())] + [
        name[:length]
        for name in names
        for length in range(LEAST_ABBREVIATION, len(name) + 1)
        if sum(other.casefold().startswith(name[:length].casefold()) for other in names) == 1
    ]
    return (*short, *(f"{each}." for each in short))


def _month_number(printed: str, language: str) -> int:
    start = printed.rstrip(".").casefold()
    if start in USUAL.get(language, {}):
        return USUAL[language][start]
    return next(i for i, name in enumerate(MONTHS[language], start=1) if name.casefold().startswith(start))
