"""Reads the invoices of Ottavia Catering Supplies (Pty) Ltd as template.yaml says."""

from invoiceplug.template import template_plugin

register_extractors = template_plugin(__file__)
