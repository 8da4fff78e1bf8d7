"""Plugins from a loose folder: modules, packages, templates and whole projects; each that fails, fails alone."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from acme import bill

from invoiceplug import read_invoice
from invoiceplug.plugins import Plugins, installed_vendors, load_plugins

MODULE = """
from invoiceplug import Invoice, Match, Vendor, hookimpl


class Shop:
    vendor = Vendor("{id}", "{id} Ltd")
    version = "3"

    def identify(self, document):
        return Match(("always",))

    def extract(self, document):
        return Invoice()


@hookimpl
def register_extractors(register):
    register(Shop())
"""


def load(folder: Path) -> Plugins:
    return load_plugins(folder, environ={})


def loose(plugins: Plugins, folder: Path) -> dict[str, str]:
    """Vendor id -> plugin name, of the plugins in that folder."""
    installed = {each.vendor.id for each in load_plugins(environ={}).extractors}
    return {each.vendor.id: each.plugin for each in plugins.extractors if each.vendor.id not in installed}


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_module_is_a_plugin_named_after_its_file(tmp_path: Path) -> None:
    write(tmp_path / "shop.py", MODULE.format(id="shop"))
    plugins = load(tmp_path)
    assert plugins.failures == ()
    assert loose(plugins, tmp_path) == {"shop": "shop"}
    assert {"id": "shop", "name": "shop Ltd", "plugin": "shop", "version": "3"} in installed_vendors(plugins)


def test_the_list_of_vendors_says_under_which_ids_one_was_known(tmp_path: Path) -> None:
    named = 'Vendor("{id}", "{id} Ltd", ("DE000417001",), ("old_shop",))'
    write(tmp_path / "shop.py", MODULE.replace('Vendor("{id}", "{id} Ltd")', named).format(id="shop"))
    (shop,) = [each for each in installed_vendors(load(tmp_path)) if each["id"] == "shop"]
    assert (shop["tax_ids"], shop["aliases"]) == (["DE000417001"], ["old_shop"])


def test_a_package_may_import_its_own_modules(tmp_path: Path) -> None:
    write(tmp_path / "loose_kit" / "shop.py", MODULE.format(id="kit"))
    write(tmp_path / "loose_kit" / "__init__.py", "from loose_kit.shop import register_extractors\n")
    assert loose(load(tmp_path), tmp_path) == {"kit": "loose_kit"}
    assert loose(load(tmp_path), tmp_path) == {"kit": "loose_kit"}, "loading anew must work"


def test_the_same_package_name_in_another_folder_is_read_from_there(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(tmp_path / name / "loose_kit" / "__init__.py", MODULE.format(id=name))
        assert loose(load(tmp_path / name), tmp_path) == {name: "loose_kit"}


def test_a_project_says_its_name_version_and_module(tmp_path: Path) -> None:
    project = (
        '[project]\nname = "invoiceplug-bar"\nversion = "4.5"\n[project.entry-points.invoiceplug]\nbar = "loose_bar"\n'
    )
    write(tmp_path / "bar" / "pyproject.toml", project)
    write(tmp_path / "bar" / "src" / "loose_bar" / "__init__.py", MODULE.format(id="bar"))
    for folder in (tmp_path, tmp_path / "bar"):
        (found,) = [each for each in load(folder).extractors if each.vendor.id == "bar"]
        assert (found.plugin, found.version) == ("bar", "4.5")


def test_a_package_under_src_needs_no_project_file(tmp_path: Path) -> None:
    write(tmp_path / "baz" / "src" / "invoiceplug_baz" / "__init__.py", MODULE.format(id="baz"))
    assert loose(load(tmp_path), tmp_path) == {"baz": "baz"}


def test_the_vendors_of_this_project_are_not_loaded_twice(fixtures: Path) -> None:
    here = fixtures.parents[1] / "plugins"
    plugins = load(here)
    assert plugins.failures == ()
    assert len(plugins.extractors) == len(load_plugins(environ={}).extractors) > 0


def test_a_broken_module_is_named_with_its_traceback_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path / "broken.py", "import nothing_of_that_name\n")
    write(tmp_path / "exits.py", "raise SystemExit(3)\n")
    write(tmp_path / "shop.py", MODULE.format(id="shop"))
    plugins = load(tmp_path)
    assert loose(plugins, tmp_path) == {"shop": "shop"}
    assert [failure.plugin for failure in plugins.failures] == ["broken", "exits"]
    assert plugins.failures[0].reason == "ModuleNotFoundError: No module named 'nothing_of_that_name'"
    assert "broken.py" in plugins.failures[0].traceback


def test_a_broken_template_is_named_with_its_line_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path / "paper.yaml", "vendor: 3\n")
    write(tmp_path / "paper2" / "template.yaml", "vendor: [\n")
    write(tmp_path / "shop.py", MODULE.format(id="shop"))
    plugins = load(tmp_path)
    assert loose(plugins, tmp_path) == {"shop": "shop"}
    assert [failure.plugin for failure in plugins.failures] == ["paper", "paper2"]
    assert all("TEMPLATE_INVALID" in failure.reason and ".yaml:" in failure.reason for failure in plugins.failures)


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        ("@hookimpl\ndef register_extractor(register): ...", "did you mean 'register_extractors'?"),
        ("def register_extractors(register): ...", "lacks @hookimpl"),
        ("def register_vendors(register): ...", "there is no hook 'register_vendors'"),
        ("@hookimpl\ndef read_pdf(register): ...", "there is no hook 'read_pdf'"),
        ("@hookimpl\ndef register_extractors(registry): ...", "registry"),
    ],
)
def test_a_misspelt_hook_is_a_failure(tmp_path: Path, function: str, reason: str) -> None:
    write(tmp_path / "shop.py", f"from invoiceplug import hookimpl\n{function}\n")
    (failure,) = load(tmp_path).failures
    assert failure.plugin == "shop"
    assert reason in failure.reason


def test_a_taken_vendor_id_or_alias_is_a_failure_and_the_first_stays(tmp_path: Path) -> None:
    write(tmp_path / "a.py", MODULE.format(id="shop"))
    write(tmp_path / "b.py", MODULE.format(id="shop"))
    plugins = load(tmp_path)
    assert loose(plugins, tmp_path) == {"shop": "a"}
    assert [(failure.plugin, failure.reason) for failure in plugins.failures] == [
        ("b", "the vendor id 'shop' is taken by the plugin 'a'")
    ]


def test_a_taken_plugin_name_is_a_failure(tmp_path: Path) -> None:
    write(tmp_path / "builtin.py", MODULE.format(id="shop"))
    (failure,) = load(tmp_path).failures
    assert failure.reason == "the plugin name 'builtin' is taken by another plugin"


def test_a_package_named_like_an_installed_one_is_a_failure_and_shadows_nothing(tmp_path: Path) -> None:
    write(tmp_path / "json" / "__init__.py", MODULE.format(id="shop"))
    (failure,) = load(tmp_path).failures
    assert "taken" in failure.reason
    import json

    assert json.loads("1") == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("register(object())", "is no extractor"),
        ('Shop.vendor = Vendor("Not An Id", "x"); register(Shop())', "is not made of"),
        ("register(Shop); raise ZeroDivisionError", "ZeroDivisionError"),
    ],
)
def test_an_offer_that_is_no_extractor_is_a_failure(tmp_path: Path, body: str, reason: str) -> None:
    write(tmp_path / "shop.py", MODULE.format(id="shop").replace("register(Shop())", body))
    plugins = load(tmp_path)
    assert reason in plugins.failures[0].reason
    assert loose(plugins, tmp_path) == {}


def test_the_environment_names_the_folder_where_no_flag_does(tmp_path: Path) -> None:
    write(tmp_path / "shop.py", MODULE.format(id="shop"))
    environ = {"INVOICEPLUG_PLUGINS": str(tmp_path)}
    assert "shop" in {each.vendor.id for each in load_plugins(environ=environ).extractors}
    (tmp_path / "empty").mkdir()
    assert "shop" not in {each.vendor.id for each in load_plugins(tmp_path / "empty", environ=environ).extractors}


def test_a_folder_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    (failure,) = load(tmp_path / "nowhere").failures
    assert "there is no folder" in failure.reason


def test_commands_are_added_and_none_takes_a_taken_name(tmp_path: Path) -> None:
    command = "import click\nfrom invoiceplug import hookimpl\n@hookimpl\ndef register_commands(cli):\n"
    write(tmp_path / "good.py", command + "    cli.add_command(click.Command('hello'))\n")
    write(tmp_path / "thief.py", command + "    cli.add_command(click.Command('read'))\n")
    write(tmp_path / "worse.py", command + "    cli.add_command(click.Command('bye')); raise KeyError('x')\n")
    own = click.Command("read")
    cli = click.Group(commands={"read": own})
    plugins = load(tmp_path)
    failures = plugins.add_commands(cli)
    assert {"read", "hello"} <= set(cli.commands)
    assert cli.commands["read"] is own
    assert "bye" not in cli.commands
    assert [(failure.plugin, failure.reason) for failure in failures] == [
        ("thief", "the command 'read' is taken"),
        ("worse", "KeyError: 'x'"),
    ]


def test_a_reader_of_embedded_invoices_is_kept_and_one_that_cannot_read_is_a_failure(tmp_path: Path) -> None:
    reader = "from invoiceplug import hookimpl\nclass Reader:\n    name, version = 'xml', '1'\n    {read} = print\n"
    hook = "@hookimpl\ndef register_embedded(register):\n    register(Reader())\n"
    write(tmp_path / "good.py", reader.format(read="read") + hook)
    write(tmp_path / "mute.py", reader.format(read="say") + hook)
    plugins = load(tmp_path)
    assert [(each.plugin, each.reader.name) for each in plugins.readers if each.plugin == "good"] == [("good", "xml")]
    assert [failure.plugin for failure in plugins.failures] == ["mute"]


def test_checks_of_a_plugin_run_on_every_reading(tmp_path: Path) -> None:
    write(
        tmp_path / "strict.py",
        "from invoiceplug import Finding, hookimpl\n"
        "def check(invoice):\n    yield Finding('TOO_CHEAP', 'warning', 'Nobody sells that cheap.')\n"
        "@hookimpl\ndef register_checks(register):\n    register(check)\n",
    )
    acme = "from acme import Acme\nfrom invoiceplug import hookimpl\n"
    acme += "@hookimpl\ndef register_extractors(register):\n    register(Acme())\n"
    write(tmp_path / "acme_shop.py", acme)
    reading = read_invoice(bill(), plugins=load(tmp_path))
    assert [finding.code for finding in reading.findings] == ["TOO_CHEAP"]
    assert (reading.reader.plugin, reading.reader.version) == ("acme_shop", "1.2")
