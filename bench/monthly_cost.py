"""What a month costs in AWS, as the table of docs/explanation/cost.md: `python bench/monthly_cost.py`.

An estimate: public prices of us-east-1 without any free tier, times what an invoice is assumed to use. Nothing of it
was billed to anybody yet. A test holds the table to this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

D = Decimal

MONTHS_KEPT = 12
HOURS, DAYS = D(730), D(30)
MILLION, GB = D(10) ** 6, D(1024)  # GB in MB

# USD, us-east-1.
LAMBDA_GB_SECOND, LAMBDA_REQUEST = D("0.0000166667"), D("0.20") / MILLION
FARGATE_CPU_HOUR, FARGATE_GB_HOUR, ADDRESS_HOUR = D("0.04048"), D("0.004445"), D("0.005")
WRITE_UNIT, READ_UNIT, TABLE_GB = D("0.625") / MILLION, D("0.125") / MILLION, D("0.25") + D("0.20")  # with recovery
S3_PUT, S3_GET, S3_GB = D("0.005") / 1000, D("0.0004") / 1000, D("0.023")
API_REQUEST, QUEUE_REQUEST = D("1.00") / MILLION, D("0.40") / MILLION
EDGE_REQUEST, EDGE_GB, INTERNET_GB = D("0.0100") / 10_000, D("0.085"), D("0.09")
LOG_GB, METRIC, ALARM_METRIC, DASHBOARD, KEY = D("0.50"), D("0.30"), D("0.10"), D(3), D(1)
REGISTRY_GB = D("0.10")

# Of an invoice: two pages, ten lines, one review.
REQUESTS, REQUEST_SECONDS = 45, D("0.25")  # at 1 GB; cold starts are in the mean
TASK_SECONDS = 75  # from the pull of the image on; a minute is the least
WRITE_UNITS, READ_UNITS, TABLE_MB = 200, 250, D("0.06")
PUTS, GETS, STORED_MB = 12, 20, D("0.5")
EDGE_REQUESTS, EDGE_MB, INTERNET_MB = 60, 3, 1
LOG_MB = D("0.13")

# Of a month, with or without invoices.
SWEEPS, SWEEP_SECONDS, SWEEP_READS = 12 * 24 * DAYS, D("0.5"), 15
POLLS = 5 * 3 * 60 * 24 * DAYS  # Lambda's five long polls of the queue, 20 seconds each
BASE_LOG_MB = D(40)
ALARM_METRICS = 23
STEADY_SERIES, WORKING_SERIES = 4, 40  # metrics of every sweep; those that are paid for hours with work only
IMAGES_GB = D("1.2")  # four releases


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: what is paid for, and its cost by invoices a month and hours with work in it."""

    name: str
    counted: str
    cost: Callable[[D, D], D]


LINES = (
    Line("Fargate", f"{TASK_SECONDS} s of 1 vCPU, 2 GB and a public address an invoice",
         lambda n, _: n * TASK_SECONDS * (FARGATE_CPU_HOUR + 2 * FARGATE_GB_HOUR + ADDRESS_HOUR) / 3600),
    Line("Lambda", f"{REQUESTS} requests of {REQUEST_SECONDS} GB-s an invoice; {SWEEPS} sweeps of {SWEEP_SECONDS} GB-s",
         lambda n, _: (n * REQUESTS * REQUEST_SECONDS + SWEEPS * SWEEP_SECONDS) * LAMBDA_GB_SECOND
         + (n * REQUESTS + SWEEPS) * LAMBDA_REQUEST),
    Line("DynamoDB", f"{WRITE_UNITS} write and {READ_UNITS} read units an invoice; {SWEEP_READS} read units a sweep",
         lambda n, _: n * WRITE_UNITS * WRITE_UNIT + (n * READ_UNITS + SWEEPS * SWEEP_READS) * READ_UNIT
         + n * MONTHS_KEPT * TABLE_MB / GB * TABLE_GB),
    Line("S3", f"{STORED_MB} MB, {PUTS} writes and {GETS} reads an invoice, kept for a year; {INTERNET_MB} MB sent",
         lambda n, _: n * (PUTS * S3_PUT + GETS * S3_GET + INTERNET_MB / GB * INTERNET_GB)
         + n * MONTHS_KEPT * STORED_MB / GB * S3_GB),
    Line("API, CloudFront, SQS", f"{REQUESTS} and {EDGE_REQUESTS} requests, {EDGE_MB} MB an invoice; {POLLS} polls",
         lambda n, _: n * (REQUESTS * API_REQUEST + EDGE_REQUESTS * EDGE_REQUEST + EDGE_MB / GB * EDGE_GB)
         + POLLS * QUEUE_REQUEST),
    Line("Logs", f"{LOG_MB} MB an invoice, {BASE_LOG_MB} MB of sweeps",
         lambda n, _: (n * LOG_MB + BASE_LOG_MB) / GB * LOG_GB),
    Line("Alarms, dashboard", f"{ALARM_METRICS} metrics with alarms, one dashboard, the key of the alarms' topic",
         lambda *_: ALARM_METRICS * ALARM_METRIC + DASHBOARD + KEY),
    Line("Metrics", f"{STEADY_SERIES} all the time, {WORKING_SERIES} in hours with work (Container Insights too)",
         lambda _, hours: METRIC * (STEADY_SERIES + WORKING_SERIES * hours / HOURS)),
    Line("ECR", f"{IMAGES_GB} GB, four releases", lambda *_: IMAGES_GB * REGISTRY_GB),
)  # fmt: skip

MONTHS = ((100, 40), (10_000, 300))  # invoices, hours in which at least one is worked at


def table() -> str:
    """The table in Markdown."""
    heads = [f"{invoices:,} invoices" for invoices, _ in MONTHS]
    rows = [f"| USD a month | {' | '.join(heads)} | counted |", "|---|--:|--:|---|"]
    sums = [D(0) for _ in MONTHS]
    for line in LINES:
        costs = [line.cost(D(invoices), D(hours)) for invoices, hours in MONTHS]
        sums = [total + cost for total, cost in zip(sums, costs, strict=True)]
        rows.append(f"| {line.name} | {' | '.join(f'{cost:.2f}' for cost in costs)} | {line.counted} |")
    each = [f"{total / invoices:.3f} an invoice" for total, (invoices, _) in zip(sums, MONTHS, strict=True)]
    rows.append(f"| **all** | {' | '.join(f'**{total:.2f}**' for total in sums)} | {', '.join(each)} |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())
