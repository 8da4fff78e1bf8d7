"""All scenarios by name; each module holds those of one subject."""

from __future__ import annotations

from explorer.scenario import Scenario
from explorer.scenarios import applies, jobs, larges, queues, reversals

SCENARIOS: dict[str, Scenario] = {
    scenario.name: scenario for module in (jobs, queues, applies, larges, reversals) for scenario in module.SCENARIOS
}
