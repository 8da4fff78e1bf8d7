"""A template is checked when it is loaded, and every message names the file and line."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from kramer import EXAMPLE, line_of

from invoiceplug import InvoiceplugError
from invoiceplug.template import load_template, parse_template
from invoiceplug.template.names import LINE_NAMES


def problem(text: str) -> str:
    with pytest.raises(InvoiceplugError) as caught:
        parse_template(text, "vendor.yaml")
    assert caught.value.code == "TEMPLATE_INVALID"
    return caught.value.detail


def changed(before: str, after: str) -> str:
    assert before in EXAMPLE, before
    return EXAMPLE.replace(before, after, 1)


def test_the_example_loads() -> None:
    template = parse_template(EXAMPLE)
    assert template.vendor.id == "kramer"
    assert [column.name for column in template.lines.layouts[0].columns][:3] == [
        "line_number",
        "vendor_sku",
        "description",
    ]


def test_a_file_is_named_as_a_person_would_type_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "vendor.yaml").write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    template = load_template(Path("here/vendor.yaml"))
    assert template.fields["invoice_number"].at == f"here/vendor.yaml:{line_of('invoice_number:')}"


def test_an_unknown_key_names_its_line_and_the_nearest_known_one() -> None:
    said = problem(changed("right_of: Tour", "right_off: Tour"))
    assert said == (
        f"vendor.yaml:{line_of('extra.tour')}: unknown key `right_off` under `fields.extra.tour`"
        " (did you mean `right_of`?)."
    )


def test_an_unknown_column_names_the_nearest_known_one() -> None:
    said = problem(changed("qty_shipped: {header", "quantity_shipped: {header"))
    assert f"vendor.yaml:{line_of('qty_shipped: {header')}: unknown key `quantity_shipped`" in said
    assert "did you mean `qty_shipped`?" in said


def test_a_version_that_yaml_takes_for_a_number_must_be_quoted() -> None:
    assert problem(changed("version: 1.0.0", "version: 1.0")) == (
        f"vendor.yaml:{line_of('version:')}: `version` must be text: put 1.0 in quotes."
    )


def test_a_regex_that_does_not_compile_names_its_line() -> None:
    said = problem(changed("(?<amount>[\\d.,]+)$", "(?<amount>[\\d.,]+$"))
    assert said.startswith(f"vendor.yaml:{line_of('(?<description>')}: the regex ^(?<description>")
    assert "missing )" in said


def test_a_group_that_is_no_value_of_a_line_names_its_line() -> None:
    said = problem(changed("(?<lot>", "(?<batch>"))
    assert said.startswith(f"vendor.yaml:{line_of('(?<lot>')}: the group `batch` is no value of a line (known: ")


def test_a_charge_without_the_group_amount_is_refused() -> None:
    said = problem(changed("(?<amount>[\\d.,]+)$", "([\\d.,]+)$"))
    assert said == f"vendor.yaml:{line_of('(?<description>')}: the regex needs a group (?<amount>…)."


def test_two_ways_to_find_one_value_are_refused() -> None:
    said = problem(changed("{right_of: Tour}", "{right_of: Tour, between: [Tour, Seite]}"))
    assert said.startswith(f"vendor.yaml:{line_of('extra.tour')}: say one of right_of, below, between, region, ")


def test_a_needed_column_must_be_a_column() -> None:
    said = problem(changed("needs: [qty_shipped, line_total]", "needs: [qty_shipped, unit]"))
    assert said == f"vendor.yaml:{line_of('needs:')}: `unit` is no column of this table."


def test_a_date_format_needs_day_month_and_year() -> None:
    assert f"vendor.yaml:{line_of('dates:')}: a date format has one day" in problem(changed("DD.MM.YYYY", "DD.MM"))


def test_all_problems_are_said_at_once_from_top_to_bottom() -> None:
    text = changed("decimal:", "decmal:").replace("is: deposit", "is: deposits", 1)
    lines = problem(text).splitlines()
    assert [re.match(r"vendor.yaml:(\d+): ", line)[1] for line in lines] == [  # type: ignore[index]
        str(line_of("locale:")),
        str(line_of("decimal:")),
        str(line_of("is: deposit")),
    ]


def test_broken_yaml_names_its_line() -> None:
    assert problem("vendor:\n  id: kramer\n  name: [Kramer\nversion: 1").startswith("vendor.yaml:4: ")


def test_a_key_given_twice_names_its_line() -> None:
    assert 'vendor.yaml:2: found duplicate key "version"' in problem("version: 1.0.0\nversion: 2.0.0\n")


@pytest.mark.parametrize("text", ["", "- kramer\n", "kramer\n"])
def test_what_is_no_mapping_is_no_template(text: str) -> None:
    assert problem(text) == "vendor.yaml:1: a template is a mapping that begins with `vendor:`."


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "vendor.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvoiceplugError, match=r"TEMPLATE_INVALID: .*vendor\.yaml:1: cannot be read"):
        load_template(tmp_path / "vendor.yaml")


def test_every_key_of_the_schema_says_what_it_does_and_shows_an_example() -> None:
    schema = json.loads((files("invoiceplug") / "schema/template.v1.json").read_text(encoding="utf-8"))
    bare = [path for path, rule in keys(schema, schema) if not rule.get("description")]
    assert not bare
    without = [path for path, rule in keys(schema, schema) if not is_group(rule) and not rule.get("examples")]
    assert not without


def test_the_schema_and_the_engine_know_the_same_columns() -> None:
    schema = json.loads((files("invoiceplug") / "schema/template.v1.json").read_text(encoding="utf-8"))
    assert set(schema["$defs"]["columns"]["properties"]) == LINE_NAMES


def keys(rule: dict, schema: dict, path: str = "") -> list[tuple[str, dict]]:  # type: ignore[type-arg]
    """Every key of the schema with its rule, references followed."""
    found = []
    for name, each in rule.get("properties", {}).items():
        target = schema["$defs"][each["$ref"].rpartition("/")[2]] if "$ref" in each else {}
        merged = {**target, **each}
        found += [(f"{path}.{name}", merged), *keys(merged, schema, f"{path}.{name}")]
    return found


def is_group(rule: dict) -> bool:  # type: ignore[type-arg]
    return "properties" in rule
