"""Reads the invoices of Bright Bean Coffee Roasters Ltd as template.yaml says."""

from invoiceplug.template import template_plugin

register_extractors = template_plugin(__file__)
