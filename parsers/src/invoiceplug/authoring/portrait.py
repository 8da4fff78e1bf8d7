"""All that is known of one vendor's plugin before it has seen a PDF."""

from __future__ import annotations

from typing import Any

from invoiceplug.authoring.samples import home_of, vendor_samples
from invoiceplug.errors import InvoiceplugError
from invoiceplug.plugins import InstalledExtractor, Plugins
from invoiceplug.template.yaml_source import shown_path


def portrait(vendor: str, plugins: Plugins) -> dict[str, Any]:
    """Vendor, plugin, file, samples and, for a template, its marks, fields, columns and totals with their lines.

    REQUEST_INVALID when nobody reads a vendor of that id or alias.
    """
    for each in plugins.extractors:
        if vendor in (each.vendor.id, *each.vendor.aliases):
            return _portrait(each)
    known = ", ".join(sorted(each.vendor.id for each in plugins.extractors)) or "none"
    raise InvoiceplugError("REQUEST_INVALID", f"no plugin reads the vendor {vendor!r} (known: {known}).", vendor=vendor)


def _portrait(installed: InstalledExtractor) -> dict[str, Any]:
    vendor, home, samples = installed.vendor, home_of(installed), vendor_samples(installed)
    data: dict[str, Any] = {"id": vendor.id, "name": vendor.name}
    data |= {"tax_ids": list(vendor.tax_ids), "aliases": list(vendor.aliases)}
    data |= {"plugin": installed.plugin, "version": installed.version, "file": shown_path(home) if home else None}
    data |= {"kind": "template" if installed.template else "code", **_rules(installed)}
    data["samples"] = [
        {"name": each.name, "file": shown_path(each.pdf), "expected": each.expected.is_file()}
        for each in samples.samples
    ]
    return data


def _rules(installed: InstalledExtractor) -> dict[str, Any]:
    template = getattr(installed.extractor, "template", None)
    if template is None:
        return {}
    from invoiceplug.authoring.template_rules import template_rules

    return {"template": installed.template, **template_rules(template)}
