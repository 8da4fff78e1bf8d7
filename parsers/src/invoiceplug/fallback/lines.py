"""Lines of invoice.v1 from the blocks of a solved table: its numbers, and the text beside them by the header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from invoiceplug.document import Word
from invoiceplug.fallback.arithmetic import Terms, discount_amounts
from invoiceplug.fallback.assign import Item, discount_steps, value_of
from invoiceplug.fallback.blocks import Block, figures_of_item, text_words
from invoiceplug.fallback.cards import labelled
from invoiceplug.fallback.figures import Figure, read_digits
from invoiceplug.fallback.heads import Name
from invoiceplug.fallback.model import Kind
from invoiceplug.fallback.solution import Solution
from invoiceplug.invoice import Allowance, Field, Line
from invoiceplug.toolkit.fields import sources_of, text_field
from invoiceplug.toolkit.locale import Locale
from invoiceplug.toolkit.units import find_unit

LONGEST_CODE = 3  # words of an article number
TEXTS: tuple[Kind, ...] = ("line_number", "unit", "tax_rate", "date", "vendor_sku", "description")
Texts = dict[Kind, list[Word]]


def line_of(block: Block, terms: Terms | None, solution: Solution) -> Line:
    """The line: numbers where their columns have one, text by the header, and all else as its description."""
    item, decimal = block.item, solution.decimal
    texts = _texts(block, solution)
    weight = item.quantity if item.other and _by_weight(solution, item) else None
    quantity = item.other if weight else item.quantity
    unit = list(quantity.unit_words) if quantity and quantity.unit else texts.get("unit", [])
    return Line(
        line_number=_text(texts, "line_number"),
        description=_text(texts, "description"),
        vendor_sku=_text(texts, "vendor_sku"),
        qty_shipped=_number(quantity, decimal),
        weight=_number(weight, decimal),
        weight_uom=_unit_text(weight, weight.unit_words) if weight else None,
        uom_raw=_unit_text(quantity, unit),
        uom=_unit_code(quantity, unit),
        unit_price=_number(item.price, decimal),
        price_qty=_basis(block, terms),
        allowances=tuple(_allowances(block, terms, decimal)),
        line_total=_number(item.total, decimal),
        tax_rate=_rate(texts, decimal),
    )


def _by_weight(solution: Solution, item: Item) -> bool:
    """Whether the quantity that multiplies out stands in the column that is called a weight."""
    for column in (solution.assignment.quantity, solution.assignment.other):
        if column and any(figure is item.quantity for _, figure in column.figures):
            return "weight" in column.kinds and "quantity" not in column.kinds
    return False


def _texts(block: Block, solution: Solution) -> Texts:
    """The block's words that are no figures of the line, by what they say; from top to bottom."""
    used = {word for figure in figures_of_item(block.item) for word in (*figure.words, *figure.beside)}
    used |= set(block.item.quantity.unit_words) if block.item.quantity else set()
    if solution.table.cards:
        return _told_texts(block, used)
    head = solution.table.head
    names = head.names if head else ()
    described = any("description" in name.kinds and "vendor_sku" not in name.kinds for name in names)
    texts: Texts = {}
    for row in block.rows:
        main = row.at == block.item.row.at or any(f.words[0] in row.words for f in figures_of_item(block.item))
        for run in text_words(row, used):
            kind = _kind(run, names, row.page.width, described) if names else _bare_kind(run, block)
            if kind == "description" or (main and kind not in texts):
                texts.setdefault(kind, []).extend(run)
    return texts


def _told_texts(block: Block, used: set[Word]) -> Texts:
    """The same where each text stands behind what it is called; what stands behind nothing describes the line."""
    texts: Texts = {}
    for meant, run in (each for row in block.rows for each in labelled(row)):
        kind = next((kind for kind in TEXTS if kind in meant and _may_be(kind, run, True)), None)
        if not used & {*run} and (kind or not meant) and (kind in (None, "description") or kind not in texts):
            texts.setdefault(kind or "description", []).extend(run)
    return texts


def _kind(run: Sequence[Word], names: Sequence[Name], width: float, described: bool) -> Kind:
    """What the header says of a run of words: by the name above it, else the last one that begins left of it."""
    x0, x1 = run[0].box.x0 * width, run[-1].box.x1 * width
    over = [name for name in names if name.kinds and min(x1, name.x1) > max(x0, name.x0)]
    left = [name for name in names if name.kinds and name.x0 <= x0 + 2]
    name = min(over, key=lambda each: abs(each.x0 - x0)) if over else left[-1] if left else None
    for kind in TEXTS if name else ():
        if name and kind in name.kinds and _may_be(kind, run, described):
            return kind
    text = " ".join(word.text for word in run)
    return "unit" if name and "quantity" in name.kinds and find_unit(text, Locale()) else "description"


def _may_be(kind: Kind, run: Sequence[Word], described: bool) -> bool:
    text = " ".join(word.text for word in run)
    if kind == "line_number":
        return text.rstrip(".").isdigit() and len(text) <= 5
    if kind == "tax_rate":
        return any(ch.isdigit() for ch in text)
    if kind == "vendor_sku":
        return len(run) <= LONGEST_CODE and (described or any(ch.isdigit() for ch in text))
    return kind != "unit" or len(run) <= LONGEST_CODE


def _bare_kind(run: Sequence[Word], block: Block) -> Kind:
    """What a run of words is without a header: a unit, a position, else description."""
    text = " ".join(word.text for word in run)
    first = run[0].box.x0 <= min(word.box.x0 for row in block.rows for word in row.words)
    if find_unit(text, Locale()) and not first:
        return "unit"
    if first and text.rstrip(".").isdigit() and len(text) <= 4:
        return "line_number"
    if len(run) == 1 and any(ch.isdigit() for ch in text) and any(len(row.words) > len(run) for row in block.rows):
        return "tax_rate" if text.endswith("%") else "vendor_sku" if first else "description"
    return "description"


def _text(texts: Texts, kind: Kind) -> Field[str] | None:
    return text_field(texts[kind]) if texts.get(kind) else None


def _number(figure: Figure | None, decimal: str) -> Field[Decimal] | None:
    value = value_of(figure, decimal) if figure else None
    return Field(value, sources_of(figure.words)) if figure and value is not None else None


def _unit_text(quantity: Figure | None, words: Sequence[Word]) -> Field[str] | None:
    if not words:
        return None
    glued = quantity.unit if quantity and quantity.unit else None
    return Field(glued, sources_of(words)) if glued else text_field(words)


def _unit_code(quantity: Figure | None, words: Sequence[Word]) -> Field[str] | None:
    printed = _unit_text(quantity, words)
    code = find_unit(printed.value, Locale()) if printed else None
    return Field(code, printed.sources) if printed and code else None


def _basis(block: Block, terms: Terms | None) -> Field[Decimal] | None:
    if terms is None or terms.basis == 1:
        return None
    figure = block.item.basis or block.item.price
    assert figure
    return Field(terms.basis, sources_of(figure.beside if not block.item.basis and figure.beside else figure.words))


def _allowances(block: Block, terms: Terms | None, decimal: str) -> Iterator[Allowance]:
    if terms is None:
        return
    amounts = discount_amounts(terms)
    steps = discount_steps(block.item, decimal)
    for (figure, _), (value, percent), amount in zip(steps, terms.discounts, amounts, strict=False):
        if value:
            sources = sources_of(figure.words)
            yield Allowance(Field(amount, sources), Field(value, sources) if percent else None)


def _rate(texts: Texts, decimal: str) -> Field[Decimal] | None:
    words = texts.get("tax_rate", [])
    text = "".join(word.text for word in words).rstrip("%")
    value = read_digits(text, decimal) if words else None
    return Field(value, sources_of(words)) if value is not None else None
