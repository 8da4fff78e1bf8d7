"""Each role may do exactly what its code does: a walk through the product is held against the planned policies."""

from __future__ import annotations

from pathlib import Path

import pytest
from iam_policy import allows, covers, grants
from needed_rights import Right
from recorded_product import recorded_product
from whole_walk import queue_walk, walk

RIGHTS = Path(__file__).parent / "rights.txt"  # dispatch, role, action, resource
WALKS = {"run_task": walk, "queue": queue_walk}
DISPATCHES = pytest.mark.parametrize("dispatch", WALKS)

# Allowed, and not seen in a walk: by Sid, and who does it.
OTHERS_DO = {
    "Log": "Lambda and ECS write the log",
    "HearOfTasks": "Lambda takes messages from the queue by the function's role",
    "HearOfLostJobs": "Lambda takes messages from the queue by the function's role",
    "Login": "ECS pulls the image",
    "Pull": "ECS pulls the image",
    "InvokeTheSweep": "the scheduler invokes the function",
    "CallWorkers": "the services of ECS, which AWS in memory does not have",
    "NotToBeStoppedWhileReading": "the agent beside the container, which AWS in memory does not have",
}

# Everything in a policy that names more than one thing.
WILDCARDS = {
    "arn:aws:s3:::invoiceplug-test-documents-111122223333/raw/*": "objects below a prefix: jobs have ids",
    "arn:aws:s3:::invoiceplug-test-documents-111122223333/readings/*": "objects below a prefix",
    "arn:aws:s3:::invoiceplug-test-documents-111122223333/reviews/*": "objects below a prefix",
    "arn:aws:s3:::invoiceplug-test-documents-111122223333/plans/*": "objects below a prefix",
    "arn:aws:s3:::invoiceplug-test-documents-111122223333/errors/*": "objects below a prefix",
    "arn:aws:ecs:eu-central-1:111122223333:task/invoiceplug-test-task/*": "tasks have ids, and the cluster is ours",
    "arn:aws:ecs:eu-central-1:111122223333:task-definition/invoiceplug-test-task:*": "a deployment makes a revision",
    "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/invoiceplug-test-presign:*": "streams of the group",
    "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/invoiceplug-test-jobs:*": "streams of the group",
    "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/invoiceplug-test-apply:*": "streams of the group",
    "arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/invoiceplug-test-task:*": "streams of the group",
    "*": "ecr:GetAuthorizationToken, for which there is no narrower one",
}
WALKERS = {"presign", "jobs", "apply", "task"}
STOCK = ("table/invoiceplug-test-inventory", "table/invoiceplug-test-apply-ledger")
READING = {"dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"}


@pytest.fixture(scope="module")
def recorded(plans, tmp_path_factory) -> dict[str, dict[str, set[Right]]]:
    """What every role needed in each walk."""
    rights = {}
    for dispatch, walked in WALKS.items():
        with recorded_product(plans[dispatch], tmp_path_factory.mktemp(dispatch)) as product:
            walked(product)
            rights[dispatch] = product.rights
    return rights


@DISPATCHES
def test_every_call_of_the_walk_is_allowed_to_the_role_that_makes_it(plans, recorded, dispatch):
    policies = plans[dispatch].policies()
    assert recorded[dispatch].keys() == WALKERS
    refused = [
        (role, right)
        for role, rights in recorded[dispatch].items()
        for right in sorted(rights)
        if not allows(policies[role], right)
    ]
    assert refused == []


@DISPATCHES
def test_nothing_is_allowed_that_nobody_does(plans, recorded, dispatch):
    # The walk of the queue goes only where it is another way.
    done = {role: recorded["run_task"][role] | recorded[dispatch][role] for role in WALKERS}
    unused = [
        (role, statement["Sid"], action, resource)
        for role, statements in plans[dispatch].policies().items()
        for statement in statements
        if statement["Sid"] not in OTHERS_DO
        for action, resource in grants([statement])
        if not any(covers({**statement, "Action": action, "Resource": resource}, right) for right in done.get(role, ()))
    ]
    assert unused == []


def test_the_reasons_are_of_what_there_is(plans):
    sids = {statement["Sid"] for plan in plans.values() for each in plan.policies().values() for statement in each}
    assert OTHERS_DO.keys() <= sids


@DISPATCHES
def test_a_wildcard_has_a_reason(plans, dispatch):
    granted = [pair for statements in plans[dispatch].policies().values() for pair in grants(statements)]
    assert not [action for action, _ in granted if "*" in action or "?" in action]
    assert {resource for _, resource in granted if "*" in resource or "?" in resource} <= WILDCARDS.keys()
    assert [action for action, resource in granted if resource == "*"] == ["ecr:GetAuthorizationToken"]


@DISPATCHES
def test_apply_alone_writes_stock_and_ledger(plans, dispatch):
    writers = {
        role
        for role, statements in plans[dispatch].policies().items()
        for action, resource in grants(statements)
        if any(table in resource for table in STOCK) and action not in READING
    }
    assert writers == {"apply"}


@DISPATCHES
def test_nobody_deletes_a_row_or_an_object_or_reads_a_whole_table(plans, dispatch):
    actions = {action for each in plans[dispatch].policies().values() for action, _ in grants(each)}
    assert not {action for action in actions if action.startswith(("s3:Delete", "dynamodb:Delete", "dynamodb:Scan"))}


def test_a_right_that_is_missing_is_noticed(plan, recorded):
    statements = [each for each in plan.policies()["apply"] if each["Sid"] != "KeepReadings"]
    assert [right.action for right in recorded["run_task"]["apply"] if not allows(statements, right)]


def test_the_list_of_rights_is_the_one_that_was_agreed_on(plans):
    granted = {
        f"{dispatch:8} {role:14} {action:32} {_short(resource)}"
        for dispatch, plan in plans.items()
        for role, statements in plan.policies().items()
        for action, resource in grants(statements)
    }
    assert sorted(granted) == RIGHTS.read_text().splitlines()


def _short(arn: str) -> str:
    """A resource's own part of its ARN."""
    return arn if arn == "*" else arn.split(":", 5)[5].replace("invoiceplug-test-", "")
