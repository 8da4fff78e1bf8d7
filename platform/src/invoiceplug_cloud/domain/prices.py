"""What a plan's prices say against the last ones: warnings for the preview, never a refusal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from invoiceplug.reading import Finding
from invoiceplug_cloud.domain.apply import unit_cost
from invoiceplug_cloud.domain.plan import Plan, PlanLine, short

JUMP = Decimal("0.25")  # of the last cost, up or down
NEAR = Decimal("0.03")  # of a whole number, for a ratio that smells of another pack size


def price_findings(plan: Plan) -> list[dict[str, Any]]:
    """PRICE_JUMP for each line whose stock unit cost far more or less than its mapping's last cost."""
    findings = (_jump(line) for row in plan.rows for line in row.lines)
    return [finding.to_json() for finding in findings if finding is not None]


def _jump(line: PlanLine) -> Finding | None:
    last = line.mapping.last_unit_cost if line.mapping else None
    cost = unit_cost([line.line.get("line_total")], line.effect.change) if line.effect.change > 0 else None
    if not last or not cost or abs(cost - last) <= JUMP * last:
        return None
    hint = " Has the pack size changed?" if _near_whole(max(cost / last, last / cost)) else ""
    message = f"Line {line.effect.line_id}: a stock unit costs {short(cost)}, last time {short(last)}.{hint}"
    expected, actual = short(last), short(cost)
    return Finding("PRICE_JUMP", "warning", message, (line.effect.line_id,), None, expected, actual)


def _near_whole(ratio: Decimal) -> bool:
    whole = ratio.to_integral_value()
    return whole >= 2 and abs(ratio - whole) <= NEAR * whole
