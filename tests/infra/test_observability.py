"""Alarms and dashboard name what the code measures, and every alarm has its entry in the runbook."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from invoiceplug_cloud.domain.metrics import METRICS, STAGES
from invoiceplug_cloud.gateways.meter import NAMESPACE

RUNBOOK = (Path(__file__).resolve().parents[2] / "docs/how-to/runbook.md").read_text()
SERIES = {(metric.name, frozenset(("environment", *names))) for metric in METRICS for names in metric.series}
OTHERS = {"AWS/ApiGateway", "AWS/Lambda", "AWS/DynamoDB", "AWS/SQS", "AWS/Billing"}
BUDGET = "budget"  # its mails cannot carry a word of ours
DISPATCHES = pytest.mark.parametrize("dispatch", ["run_task", "queue"])


def alarms(plan) -> dict[str, dict]:
    """The alarms that tell somebody; the one that sends workers home is none."""
    found = plan.resources("aws_cloudwatch_metric_alarm")
    return {address: alarm for address, alarm in found.items() if address.startswith("module.observability.")}


def dashboard_metrics(plan) -> list[list]:
    (dashboard,) = plan.resources("aws_cloudwatch_dashboard").values()
    widgets = json.loads(dashboard["dashboard_body"])["widgets"]
    metrics = [metric for widget in widgets for metric in widget["properties"]["metrics"]]
    assert all(isinstance(metric[0], str) or metric[0].keys() == {"expression", "label"} for metric in metrics)
    return [metric for metric in metrics if isinstance(metric[0], str)]


def named(plan) -> list[tuple[str, str, dict[str, str]]]:
    """Namespace, name and dimensions of every metric that an alarm or the dashboard looks at."""
    queries = [query for alarm in alarms(plan).values() for query in alarm["metric_query"]]
    asked = [metric for query in queries for metric in query["metric"] or []]
    found = [(metric["namespace"], metric["metric_name"], metric["dimensions"]) for metric in asked]
    for namespace, name, *rest in dashboard_metrics(plan):
        words = [word for word in rest if isinstance(word, str)]
        found.append((namespace, name, dict(zip(words[::2], words[1::2], strict=True))))
    return found


def anchor(alarm: dict) -> str:
    return re.fullmatch(r".*docs/how-to/runbook\.md#([a-z-]+)", alarm["alarm_description"], re.DOTALL)[1]


def entries() -> dict[str, str]:
    """The runbook's entries for alarms, by their anchors."""
    part = RUNBOOK.partition("\n## Alarms\n")[2].partition("\n## ")[0]
    texts = re.split(r"^### (.+)$", part, flags=re.MULTILINE)[1:]
    return {title.lower().replace(" ", "-"): text for title, text in zip(texts[::2], texts[1::2], strict=True)}


@DISPATCHES
def test_alarms_and_dashboard_look_only_at_what_is_measured(plans, dispatch):
    asked = named(plans[dispatch])
    assert {namespace for namespace, _, _ in asked} <= {NAMESPACE, *OTHERS}
    ours = {(name, frozenset(dimensions)) for namespace, name, dimensions in asked if namespace == NAMESPACE}
    assert ours <= SERIES
    assert {name for name, _ in SERIES} == {name for name, _ in ours}, "what is measured is looked at"


def test_the_figures_are_those_of_this_environment_and_of_stages_that_there_are(plan):
    ours = [dimensions for namespace, _, dimensions in named(plan) if namespace == NAMESPACE]
    assert {dimensions["environment"] for dimensions in ours} == {plan.environment("jobs")["ENVIRONMENT"]}
    assert {each["stage"] for each in ours if "stage" in each} == {stage for stage, _, _ in STAGES.values()}


@DISPATCHES
def test_every_function_table_and_dead_queue_is_looked_at(plans, dispatch):
    plan = plans[dispatch]
    looked_at = {value for _, _, dimensions in named(plan) for value in dimensions.values()}
    functions = {function["function_name"] for function in plan.resources("aws_lambda_function").values()}
    tables = {table["name"] for table in plan.resources("aws_dynamodb_table").values()}
    queues = {queue["name"] for queue in plan.resources("aws_sqs_queue").values()}
    assert functions | tables | queues <= looked_at


@DISPATCHES
def test_every_alarm_has_its_entry_and_every_entry_its_alarm(plans, dispatch):
    assert {anchor(alarm) for alarm in alarms(plans[dispatch]).values()} | {BUDGET} == entries().keys()


@pytest.mark.parametrize("entry", entries())
def test_an_entry_says_all_that_somebody_needs_at_night(entry):
    parts = re.findall(r"^\*\*(.+?)\*\*", entries()[entry], re.MULTILINE)
    assert parts == ["What it means.", "What people see.", "Look.", "Do.", "Over."]


@DISPATCHES
def test_the_limit_of_live_tasks_is_the_one_that_is_in_force(plans, dispatch):
    environment = plans[dispatch].environment("jobs")
    limit = environment["MAX_LIVE_TASKS"] if dispatch == "run_task" else "2"  # as many workers as the plan allows
    alarm = alarms(plans[dispatch])['module.observability.aws_cloudwatch_metric_alarm.this["live-tasks-at-the-limit"]']
    assert f"live >= {limit}," in str(alarm["metric_query"])
