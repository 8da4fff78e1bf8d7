"""Reads the invoices of Ferramenta Valdoro S.r.l. as template.yaml says."""

from invoiceplug.template import template_plugin

register_extractors = template_plugin(__file__)
