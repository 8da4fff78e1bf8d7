"""Terraform makes what the code works with: the same tables, bucket settings and variables."""

from __future__ import annotations

import dataclasses

import pytest

from invoiceplug.limits import Limits
from invoiceplug_cloud import settings
from invoiceplug_cloud.domain.tables import TABLES
from invoiceplug_cloud.gateways.transactions import MAX_ACTIONS
from invoiceplug_cloud.local.bootstrap import table_request

ADDRESSES = {"jobs": "jobs", "inventory": "inventory", "apply-ledger": "ledger"}
FUNCTION = [settings.AccessSettings, settings.MeterSettings]
READ = {
    "presign": [*FUNCTION, settings.PresignSettings],
    "jobs": [*FUNCTION, settings.JobsSettings, settings.RunnerSettings],
    "apply": [*FUNCTION, settings.ApplySettings],
    "task": [settings.MeterSettings, settings.TaskSettings, settings.ReadingSettings],
}
READ_IN_QUEUE_MODE = READ | {
    "jobs": [*READ["jobs"], settings.QueueSettings],
    "task": [*READ["task"], settings.WorkerSettings],
}
# What others than settings.py read.
OTHERS = {
    "POWERTOOLS_SERVICE_NAME": "the logger",
    "POWERTOOLS_TRACE_DISABLED": "the tracer, which is not used",
    "AWS_DEFAULT_REGION": "the SDK; Lambda sets it by itself",
}


def keys(table: dict) -> list[dict[str, str]]:
    """A table's or index's key schema as CreateTable takes it."""
    pairs = ((table["hash_key"], "HASH"), (table["range_key"], "RANGE"))
    return [{"AttributeName": name, "KeyType": kind} for name, kind in pairs]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_one_that_the_local_stack_makes(plan, name):
    table = plan.resource(f"module.tables.aws_dynamodb_table.{ADDRESSES[name]}")
    indexes = [
        {
            "IndexName": index["name"],
            "KeySchema": keys(index),
            "Projection": {"ProjectionType": index["projection_type"]},
        }
        for index in table["global_secondary_index"]
    ]
    made = {
        "TableName": table["name"],
        "BillingMode": table["billing_mode"],
        "KeySchema": keys(table),
        "AttributeDefinitions": sorted(
            ({"AttributeName": each["name"], "AttributeType": each["type"]} for each in table["attribute"]),
            key=lambda each: each["AttributeName"],
        ),
    }
    if indexes:
        made["GlobalSecondaryIndexes"] = sorted(indexes, key=lambda index: index["IndexName"])
    assert made == table_request(f"invoiceplug-test-{name}", TABLES[name])


def test_there_is_no_table_more(plan):
    assert len(plan.resources("aws_dynamodb_table")) == len(TABLES)


def test_a_table_takes_a_whole_transaction_at_once(plan):
    for table in plan.resources("aws_dynamodb_table").values():
        for each in (table, *table["global_secondary_index"]):
            # Transactional writes cost two units for each kilobyte.
            assert each["on_demand_throughput"][0]["max_write_request_units"] >= 2 * MAX_ACTIONS


def test_the_bucket_keeps_versions_as_the_local_stack_does(plan):
    versioning = plan.resource("module.storage.aws_s3_bucket_versioning.documents")
    assert versioning["versioning_configuration"][0]["status"] == "Enabled"


@pytest.mark.parametrize(("dispatch", "read"), [("run_task", READ), ("queue", READ_IN_QUEUE_MODE)])
@pytest.mark.parametrize("role", READ)
def test_every_variable_is_given_that_is_read_and_none_that_nobody_reads(plans, dispatch, read, role):
    fields = [field for kind in read[role] for field in dataclasses.fields(kind)]
    required = {field.metadata["variable"] for field in fields if "default" not in field.metadata}
    given = plans[dispatch].environment(role)
    assert required <= given.keys()
    assert given.keys() <= {field.metadata["variable"] for field in fields} | OTHERS.keys()
    for kind in read[role]:
        settings.read(kind, given)


def test_the_limits_of_a_reading_reach_the_task(plan):
    read = settings.read(settings.ReadingSettings, plan.environment("task"))
    assert read.limits == Limits(pages=300, page_side=14400.5)
