"""What Terraform plans for a first apply of an environment called "test", as plain data."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]


class Plan:
    """The resources of one plan, by their addresses."""

    def __init__(self, changes: list[Json]) -> None:
        self._after: dict[str, Json] = {change["address"]: change["change"]["after"] for change in changes}

    def resource(self, address: str) -> Json:
        """What one resource will be."""
        return self._after[address]

    def resources(self, kind: str) -> dict[str, Json]:
        """Every resource of a type, by its address."""
        return {address: after for address, after in self._after.items() if _kind(address) == kind}

    def environment(self, role: str) -> dict[str, str]:
        """The variables that a function or the task finds."""
        if role == "task":
            return {pair["name"]: pair["value"] for pair in self.container()["environment"]}
        variables: dict[str, str] = self.resource(f"module.{role}.aws_lambda_function.this")["environment"][0][
            "variables"
        ]
        return variables

    def container(self) -> Json:
        """The definition of the task's one container."""
        (container,) = json.loads(self.resource("module.task.aws_ecs_task_definition.this")["container_definitions"])
        return dict(container)

    def policies(self) -> dict[str, list[Json]]:
        """The statements of every role, by the role's name: presign, jobs, apply, task, task-execution, sweep."""
        return {
            policy["role"].removeprefix("invoiceplug-test-"): json.loads(policy["policy"])["Statement"]
            for policy in self.resources("aws_iam_role_policy").values()
        }


def _kind(address: str) -> str:
    return next(part for part in address.split(".") if part.startswith(("aws_", "terraform_")))
