"""Which samples `-k EXPR` means: texts joined by `and`, `or`, `not` and parentheses, as pytest's own -k."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

from invoiceplug.errors import InvoiceplugError

Choice = Callable[[str], bool]

_TOKEN = re.compile(r"\s*([()]|[^\s()]+)")


def choice_of(expression: str) -> Choice:
    """Whether a `vendor/name` is meant; every name when the expression is empty. REQUEST_INVALID when it is none."""
    tokens = _TOKEN.findall(expression)
    if not tokens:
        return lambda name: True
    choice, rest = _either(tokens, expression)
    if rest:
        raise _invalid(expression, f"{rest[0]!r} has nothing to stand with")
    return choice


def expression_of(name: str) -> str:
    """What stands behind -k, quoted for a shell, so that the sample of that name is among those that are meant."""
    words = [word for word in re.findall(r"[^\s()]+", name) if word not in ("and", "or", "not")]
    return shlex.quote(" and ".join(words))


def _either(tokens: list[str], whole: str) -> tuple[Choice, list[str]]:
    left, tokens = _both(tokens, whole)
    if tokens[:1] != ["or"]:
        return left, tokens
    right, rest = _either(tokens[1:], whole)
    return lambda name: left(name) or right(name), rest


def _both(tokens: list[str], whole: str) -> tuple[Choice, list[str]]:
    left, tokens = _one(tokens, whole)
    if tokens[:1] != ["and"]:
        return left, tokens
    right, rest = _both(tokens[1:], whole)
    return lambda name: left(name) and right(name), rest


def _one(tokens: list[str], whole: str) -> tuple[Choice, list[str]]:
    if not tokens or tokens[0] in (")", "and", "or"):
        raise _invalid(whole, "a text is missing")
    first, *rest = tokens
    if first == "not":
        inner, rest = _one(rest, whole)
        return lambda name: not inner(name), rest
    if first == "(":
        inner, rest = _either(rest, whole)
        if rest[:1] != [")"]:
            raise _invalid(whole, "a parenthesis is not closed")
        return inner, rest[1:]
    return lambda name: first.casefold() in name.casefold(), rest


def _invalid(expression: str, why: str) -> InvoiceplugError:
    return InvoiceplugError("REQUEST_INVALID", f"-k {expression!r}: {why}.")
