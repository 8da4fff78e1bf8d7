"""Reads the invoices of Meridian Industrial Supply, Inc. as template.yaml says."""

from invoiceplug.template import template_plugin

register_extractors = template_plugin(__file__)
