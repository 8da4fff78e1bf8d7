"""What the guides to AWS tell a stranger to type is there (targets, commands, outputs), and their sums are right."""

from __future__ import annotations

import re
from pathlib import Path

import botocore.session
import monthly_cost
import pytest
from botocore import xform_name

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ("how-to/deploy.md", "how-to/upgrade.md", "how-to/back-up.md", "explanation/cost.md")
TEXT = "\n".join((ROOT / "docs" / guide).read_text() for guide in GUIDES)
INFRA = "\n".join(file.read_text() for file in sorted((ROOT / "infra").rglob("*.tf")))
OF_THE_COMMAND_LINE = {"region", "profile"}
MODELS = botocore.session.get_session()
CUSTOM = {("ecr", "get-login-password"), ("configure", "sso")}  # the command line's own, in no service's model


def found(pattern: str) -> list[str]:
    """Every different match in the guides, in order."""
    return list(dict.fromkeys(re.findall(pattern, TEXT)))


def aws_commands() -> list[str]:
    return found(r"aws [a-z0-9-]+ [a-z0-9-]+[^`|;\n]*")


@pytest.mark.parametrize("target", found(r"make ([a-z]+)"))
def test_a_target_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


@pytest.mark.parametrize("command", aws_commands())
def test_a_command_of_aws_has_that_name_and_those_options(command: str) -> None:
    _, service, operation, *rest = command.split()
    if (service, operation) in CUSTOM:
        return
    model = MODELS.get_service_model({"s3api": "s3"}.get(service, service))
    names = {xform_name(name, "-"): name for name in model.operation_names}
    assert operation in names
    given = {word.removeprefix("--").split("=")[0] for word in rest if word.startswith("--")} - OF_THE_COMMAND_LINE
    taken = {xform_name(name, "-") for name in model.operation_model(names[operation]).input_shape.members}
    assert given <= taken


@pytest.mark.parametrize("name", found(r"output -raw (\w+)"))
def test_an_output_is_there(name: str) -> None:
    assert f'output "{name}"' in (ROOT / "infra/outputs.tf").read_text()


@pytest.mark.parametrize("address", found(r"(?:-replace=|import [^\n]*?)((?:module\.\w+\.)?[a-z]+_\w+\.\w+)"))
def test_a_resource_is_there(address: str) -> None:
    kind, name = address.split(".")[-2:]
    assert f'resource "{kind}" "{name}"' in INFRA


@pytest.mark.parametrize("name", found(r"`(\w+)(?: = [^`]*)?`"))
def test_a_variable_is_there_if_it_looks_like_one(name: str) -> None:
    known = {*re.findall(r'variable "(\w+)"', (ROOT / "infra/variables.tf").read_text())}
    assert name in known or name in {"ok", "warn", "fail"}


@pytest.mark.parametrize("path", found(r"`((?:infra|images|bench)/[\w./-]+)`"))
def test_a_file_is_there(path: str) -> None:
    assert (ROOT / path).exists() or path == "infra/images.tfvars"  # that one is made by the release


def test_the_table_of_costs_is_what_the_prices_come_to() -> None:
    assert monthly_cost.table() in TEXT


def test_a_day_at_its_guardrail_costs_what_is_said() -> None:
    fargate = next(line for line in monthly_cost.LINES if line.name == "Fargate")
    assert f"500 tasks, {fargate.cost(monthly_cost.D(500), 0):.2f} USD" in TEXT
