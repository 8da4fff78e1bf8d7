"""Reads the invoices of Voltamart Components B.V. as template.yaml says."""

from invoiceplug.template import template_plugin

register_extractors = template_plugin(__file__)
