"""Reads the invoices and credit notes of Quinta Fresca Hortalizas S.L. as template.yaml says."""

from invoiceplug.template import template_plugin

register_extractors = template_plugin(__file__)
