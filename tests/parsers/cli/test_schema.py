"""`invoiceplug schema`: what goes in and comes out, for programs and for people."""

import json

import pytest
from shell import Run

from invoiceplug.errors import CODES


@pytest.mark.parametrize("kind", ["invoice", "reading", "template"])
def test_a_schema_is_printed_as_it_is_packaged(run: Run, kind: str) -> None:
    assert json.loads(run("schema", kind).stdout)["$id"].endswith(f"{kind}.v1")


def test_a_table_tells_key_meaning_and_example(run: Run) -> None:
    rows = run("schema", "template", "--format", "md").stdout.splitlines()
    [grouping] = [row for row in rows if row.startswith("| `locale.grouping` |")]
    assert "required" in grouping and "thousands" in grouping and '`"."`' in grouping


def test_what_stands_in_several_places_has_a_table_of_its_own(run: Run) -> None:
    table = run("schema", "template", "--format", "md").stdout
    assert "| `fields.invoice_number` | [rule](#rule)" in table
    assert "\n## rule\n" in table and "\n| `right_of` | " in table


def test_every_key_of_the_invoice_is_in_its_table(run: Run) -> None:
    schema = json.loads(run("schema", "invoice").stdout)
    table = run("schema", "invoice", "--format", "md").stdout
    for key in schema["properties"]:
        assert f"| `{key}` |" in table


def test_every_code_is_listed_with_status_and_remedy(run: Run) -> None:
    listed = json.loads(run("schema", "errors").stdout)
    assert {each["code"]: each["exit"] for each in listed} == {code: each.exit for code, each in CODES.items()}
    table = run("schema", "errors", "--format", "md").stdout
    assert f"| `NOT_A_PDF` | 4 | 422 | {CODES['NOT_A_PDF'].title} | {CODES['NOT_A_PDF'].hint} |" in table
