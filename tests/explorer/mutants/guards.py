"""Guards that are switched off: each as a bug of its own, or so that it does not hide another one."""

from __future__ import annotations

from explorer.mutation import Edit

LEDGER_ROW = Edit(
    "gateways.stock_changes:_put_entry",
    'terms.absent("job_id")',
    "f\"{terms.absent('job_id')} OR {terms.present('job_id')}\"",
)
COMMIT_STATUS = Edit("gateways.stock_changes:commit_actions", '"status": commit.expected_status,', "")
COMMIT_REVIEW = Edit("gateways.stock_changes:commit_actions", '"review_sha256": commit.expected_review_sha256,', "")
SEQUENCE = Edit(
    "gateways.stock_rows:raise_sequence",
    "f\"{unchanged} AND {terms.absent('holder')}\"",
    "f\"({unchanged} OR NOT ({unchanged})) AND {terms.absent('holder')}\"",
)
HOLDER = Edit(
    "gateways.stock_rows:raise_sequence",
    "f\"{unchanged} AND {terms.absent('holder')}\"",
    "f\"{unchanged} AND ({terms.absent('holder')} OR {terms.present('holder')})\"",
)
ITEM_TOTAL = Edit(
    "gateways.stock_rows:change_item",
    'terms.equal({"on_hand": change.before})',
    "f\"{terms.present('item_id')} OR \" + terms.equal({'on_hand': change.before})",
)
MOVEMENT = Edit(
    "gateways.stock_rows:_put_new",
    "terms.absent(partition)",
    'f"{terms.absent(partition)} OR {terms.present(partition)}"',
)
INVOICE_KEY = Edit(
    "gateways.stock_changes:_put_key",
    '"ConditionExpression": condition',
    '"ConditionExpression": f"({condition}) OR NOT ({condition})"',
)
STATUS_AT_PLANNING = Edit("usecases.planning:Planning.job", "if job.status != PARSED:", "if False:")
LEDGER_FIRST = Edit(
    "usecases.apply:ApplyReview.__call__",
    "if entry is not None:\n        return self._answer(entry, request)\n    try",
    "try",
)
PLAN_COMPARED = Edit("usecases.apply:_refuse", "if plan.sha256 != request.plan_sha256:", "if False:")
BASE_VERSION = Edit("usecases.review:_check_base", "if base_version != job.review_version:", "if False:")
WRITE_ONCE = Edit("gateways.objects:S3Objects._put_new", 'IfNoneMatch="*",', "")
TOKEN = Edit(
    "gateways.ledger:DynamoLedger._write",
    "self._transactions.write(actions, token=token)",
    "self._transactions.write(actions)",
)
MOVES = Edit("domain.job:check_move", "if to not in MOVES[status]:", "if False:")
