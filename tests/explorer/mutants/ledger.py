"""Bugs of the one transaction that changes stock, and of what is decided before it."""

from __future__ import annotations

from explorer.mutants import guards
from explorer.mutation import Edit, Mutant

TWO = ("two applies", "apply, again later")
JOBS = ("two jobs, one item", "duplicates")

MUTANTS = (
    Mutant(
        "ledger row without a condition",
        "A second apply of a job overwrites the first one's row and moves the stock again.",
        TWO,
        (guards.LEDGER_ROW, guards.COMMIT_STATUS, guards.SEQUENCE, guards.ITEM_TOTAL, guards.MOVEMENT),
    ),
    Mutant(
        "token as the only guard",
        "DynamoDB's token is what keeps an apply from being made twice; it lives for ten minutes.",
        ("apply, again later",),
        (
            Edit("domain.commits:_token", "{entry.plan_key}#{part}#{entry.seq}", "{entry.job_id}#{part}"),
            Edit("gateways.ledger:DynamoLedger._write", "self._transactions.write(actions)\n", "pass\n"),
            guards.LEDGER_FIRST, guards.STATUS_AT_PLANNING, guards.PLAN_COMPARED, guards.LEDGER_ROW,
            guards.COMMIT_STATUS, guards.SEQUENCE, guards.ITEM_TOTAL, guards.MOVES,
        ),
    ),
    Mutant(
        "ledger and stock in two transactions",
        "The ledger's row is written first, the items after it.",
        TWO,
        (
            Edit(
                "gateways.ledger:DynamoLedger.commit",
                "self._write([action for _, action in placed], commit.token)",
                "self._write([a for p, a in placed if p.row != 'item'], commit.token)\n"
                "        self._write([a for p, a in placed if p.row == 'item'], commit.token[::-1])",
            ),
        ),
    ),
    Mutant(
        "sequence not required", "Two changes of stock take the same place in the order.", JOBS, (guards.SEQUENCE,)
    ),
    Mutant(
        "sequence not raised",
        "The order of all changes stands still.",
        TWO,
        (Edit("gateways.stock_rows:raise_sequence", '"seq": stock.seq + 1', '"seq": stock.seq'),),
    ),
    Mutant(
        "totals from a stale read",
        "An item's new total is computed from what was read, and written whatever is there by now.",
        JOBS,
        (guards.SEQUENCE, guards.ITEM_TOTAL, guards.MOVEMENT),
    ),
    Mutant(
        "apply moves a job in any state",
        "The commit does not ask whether the job is still parsed.",
        ("others move the job",),
        (guards.COMMIT_STATUS,),
    ),
    Mutant(
        "apply of a review that is no longer the newest",
        "The commit does not ask whether another review was saved meanwhile.",
        ("reviews and an apply",),
        (guards.COMMIT_REVIEW,),
    ),
    Mutant(
        "apply the latest review",
        "The newest review is applied instead of the one that is named.",
        ("reviews and an apply",),
        (
            Edit("usecases.planning:Planning.job", "if job.review_sha256 != review_sha256:", "if False:"),
            guards.PLAN_COMPARED,
        ),
    ),
    Mutant(
        "plan not compared with the preview",
        "What is applied is not what was shown, when the stock moved in between.",
        ("two jobs, one item", "large apply"),
        (guards.PLAN_COMPARED,),
    ),
    Mutant(
        "negative stock not refused",
        "A plan may bring an item below zero.",
        ("two jobs, one item", "two reversals"),
        (Edit("domain.negative_stock:refuse_negative", "if row.after < 0", "if False"),),
    ),
    Mutant(
        "no duplicate guard",
        "The same invoice under another job is applied without a reason.",
        ("duplicates",),
        (Edit("usecases.apply:_refuse", "if other is not None and not request.duplicate_reason:", "if False:"),),
    ),
    Mutant(
        "business key taken without a condition",
        "Two jobs with the same invoice both read that nobody applied it, and both do.",
        ("duplicates",),
        (guards.INVOICE_KEY, guards.SEQUENCE, guards.MOVEMENT),
    ),
    Mutant(
        "overridden holder forgotten",
        "An override does not remember whom it overrode.",
        ("duplicates",),
        (Edit("domain.invoice_keys:after_apply", "also=(*before.also, _remembered(before))", "also=()"),),
    ),
    Mutant(
        "business key not freed by a reversal",
        "A reversed invoice can never be applied again.",
        ("apply and reverse", "duplicates"),
        (Edit("usecases.reverse:ReverseJob._key_change", "return None if after is None else", "return None and"),),
    ),
    Mutant(
        "reversal done twice",
        "The reversal's own row has no condition, and the job's state is not asked.",
        ("two reversals",),
        (guards.LEDGER_ROW, guards.COMMIT_STATUS, guards.SEQUENCE, guards.ITEM_TOTAL, guards.MOVEMENT),
    ),
    Mutant(
        "reversal of lines instead of movements",
        "What is taken back is computed from the items as they stand now, not from the stored movements.",
        ("two reversals", "apply and reverse"),
        (
            Edit(
                "domain.reversal:ReversalRow.change",
                "self.taken_back.delta",
                "min(self.item.on_hand, self.taken_back.delta * 3)",
            ),
        ),
    ),
    Mutant(
        "answer from memory",
        "When the commit was refused, the receipt of what was planned is answered all the same.",
        ("two applies", "duplicates"),
        (
            Edit(
                "usecases.apply:ApplyReview._apply",
                "continue  # the next plan says whether it still holds, or why it does not",
                "return receipt(document, already_applied=False)",
            ),
        ),
    ),
    Mutant(
        "a lost commit is planned anew",
        "After an unknown outcome the apply is planned and sent again, without a look at the ledger.",
        TWO,
        (
            Edit(
                "usecases.apply:ApplyReview._apply",
                "if error.code not in FOUGHT_OVER or self._ledger.entry(request.job_id) is not None:",
                "if False:",
            ),
            guards.STATUS_AT_PLANNING, guards.PLAN_COMPARED, guards.LEDGER_ROW, guards.COMMIT_STATUS, guards.MOVES,
        ),
    ),
    Mutant(
        "reading of an applied job expires",
        "The reading is not marked as one to keep.",
        TWO,
        (Edit("usecases.apply:ApplyReview._prepare", "self._planning.keep_reading(job)", "pass"),),
    ),
    Mutant(
        "retry of a failed condition",
        "A condition that does not hold is taken for a conflict that passes.",
        ("two applies", "two jobs, one item"),
        (
            Edit(
                "gateways.transactions:_raise_first_objection",
                "if code == _FAILED:",
                "if code == _FAILED:\n            return",
            ),
        ),
    ),
)  # fmt: skip
