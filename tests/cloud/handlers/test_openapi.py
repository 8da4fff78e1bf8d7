"""The OpenAPI document, the table of routes and the functions tell the same story."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from invoiceplug.errors import CODES
from invoiceplug_cloud import openapi
from invoiceplug_cloud.handlers import access, apply, jobs, presign
from invoiceplug_cloud.operations import OPERATIONS

ROUTES = json.loads((files("invoiceplug_cloud") / "routes.json").read_text())
APPS = {"presign": presign.app, "jobs": jobs.app, "apply": apply.app}


def test_the_committed_document_is_current():
    assert openapi.DOCUMENT.read_text(encoding="utf-8") == openapi.text(), "run `make openapi`"


def test_the_document_is_valid_openapi():
    assert [str(error) for error in OpenAPIV31SpecValidator(openapi.document()).iter_errors()] == []


def test_every_reference_points_into_the_document():
    document = openapi.document()
    names = set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(document)))
    assert names <= set(document["components"]["schemas"])
    assert "urn:invoiceplug" not in json.dumps(document)


@pytest.mark.parametrize("function", APPS)
def test_a_function_serves_exactly_the_routes_of_the_table(function):
    resolver = APPS[function]
    served = {f"{route.method} {route.path}" for route in [*resolver._static_routes, *resolver._dynamic_routes]}
    assert {re.sub(r"<(\w+)>", r"{\1}", route) for route in served} == set(ROUTES[function])


def test_every_route_is_described_once():
    routes = [route for some in ROUTES.values() for route in some]
    assert len(routes) == len(set(routes))
    assert set(OPERATIONS) == set(routes)


def test_every_route_but_the_keyless_ones_asks_for_the_operator_s_key():
    document = openapi.document()
    assert document["security"] == [{openapi.OPERATOR_KEY: []}]
    assert {route for route, operation in OPERATIONS.items() if operation.keyless} == set(access.KEYLESS)
    for route in (route for some in ROUTES.values() for route in some):
        method, path = route.split(" ")
        described = document["paths"][path][method.lower()]
        assert ("security" in described) == (route in access.KEYLESS)
        assert ("401" in described["responses"]) == (route not in access.KEYLESS)


def test_every_error_that_is_named_exists():
    assert {code for operation in OPERATIONS.values() for code in operation.errors} <= set(CODES)
