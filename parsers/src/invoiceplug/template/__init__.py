"""Vendors as data: a YAML file that is checked when it is loaded and read by one engine."""

from invoiceplug.template.extractor import TemplateExtractor
from invoiceplug.template.loader import load_template, parse_template
from invoiceplug.template.plugin import template_plugin

__all__ = ["TemplateExtractor", "load_template", "parse_template", "template_plugin"]
