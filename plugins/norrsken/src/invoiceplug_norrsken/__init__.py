"""Reads the invoices of Norrsken Café & Bageri Grossist AB as template.yaml says."""

from invoiceplug.template import template_plugin

register_extractors = template_plugin(__file__)
