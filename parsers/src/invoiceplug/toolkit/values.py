"""Text -> Decimal, date, unit under a stated locale; whatever does not fit is VALUE_UNREADABLE, never a guess."""

from invoiceplug.toolkit.dates import check_date_format, read_date
from invoiceplug.toolkit.locale import NEGATIVE_STYLES, Locale, NegativeStyle
from invoiceplug.toolkit.numbers import read_count, read_currency, read_decimal, read_money, read_percent
from invoiceplug.toolkit.units import find_unit, read_unit, unit_table

__all__ = [
    "NEGATIVE_STYLES",
    "Locale",
    "NegativeStyle",
    "check_date_format",
    "find_unit",
    "read_count",
    "read_currency",
    "read_date",
    "read_decimal",
    "read_money",
    "read_percent",
    "read_unit",
    "unit_table",
]
