"""Bugs of changes in chunks: the intent, the holder, the cursor, and who rolls forward."""

from __future__ import annotations

from explorer.mutants import guards
from explorer.mutation import Edit, Mutant

LARGE = ("large apply", "others want the stock", "large reversal")

MUTANTS = (
    Mutant(
        "chunk without its number",
        "A chunk does not require that it is the next one.",
        LARGE,
        (
            Edit("gateways.stock_changes:_advance_entry", '{"next": entry.next, "plan_key"', '{"plan_key"'),
            guards.MOVEMENT,
            guards.TOKEN,
        ),
    ),
    Mutant(
        "cursor not set",
        "A chunk does not say that the next one is due.",
        LARGE,
        (Edit("gateways.stock_changes:_advance_entry", '"next": entry.next + 1', '"next": entry.next'),),
    ),
    Mutant(
        "holder ignored",
        "Others change the stock between an intent and its last chunk.",
        LARGE,
        (
            guards.HOLDER,
            Edit("usecases.roll_forward:RollForward.free_stock", "if stock.holder is None:", "if True:"),
        ),
    ),
    Mutant(
        "holder not set",
        "An intent does not hold the stock.",
        LARGE,
        (Edit("gateways.stock_changes:commit_actions", "holder = entry.job_id if large else None", "holder = None"),),
    ),
    Mutant(
        "holder not cleared",
        "The last chunk does not let go of the stock.",
        LARGE,
        (Edit("gateways.stock_changes:chunk_actions", "if chunk.last:", "if False:"),),
    ),
    Mutant(
        "nobody rolls forward",
        "A request that finds its apply begun answers without finishing it.",
        LARGE,
        (Edit("usecases.apply:ApplyReview._answer", "self._roll_forward.finish(entry, document)", "pass"),),
    ),
    Mutant(
        "sweep skips applying",
        "A sweep does not ask that begun changes are finished.",
        ("sweep and closer",),
        (Edit("usecases.sweep:Sweep.__call__", 'self._tried("", self._closer.roll_forward)', ""),),
    ),
    Mutant(
        "reasons read in the wrong order",
        "The last objection to a transaction decides instead of the first.",
        LARGE,
        (
            Edit(
                "gateways.transactions:_raise_first_objection",
                "if other == _FAILED)) from error",
                "if other == _FAILED)[::-1]) from error",
            ),
            guards.TOKEN,
        ),
    ),
    Mutant(
        "plan anew after the intent",
        "A chunk moves what the plan's first chunk said, whichever is due.",
        LARGE,
        (Edit("domain.commits:next_chunk", "start = entry.next * CHUNK_ITEMS", "start = 0"), guards.MOVEMENT),
    ),
)
