"""What a Lambda cannot send at once is compressed, or told as what it is; never a bare 500."""

from __future__ import annotations

import base64
import gzip
import json
from types import SimpleNamespace

import pytest
from aws_lambda_powertools.event_handler import Response

from invoiceplug_cloud.domain.schemas import check_body
from invoiceplug_cloud.handlers import http
from invoiceplug_cloud.handlers.large_answers import LARGE, MOST

app = http.make_app()


@app.get("/text")
def text() -> Response[str]:
    return http.answer({"text": "é" * int(http.query(app, "length"))}, etag='"7"')


def asked(length: int, accept: str | None = None) -> dict:
    event = {
        "version": "2.0",
        "routeKey": "GET /text",
        "rawPath": "/text",
        "rawQueryString": f"length={length}",
        "queryStringParameters": {"length": str(length)},
        "headers": {} if accept is None else {"Accept-Encoding": accept},
        "requestContext": {"http": {"method": "GET", "path": "/text"}, "stage": "$default"},
    }
    return http.handle(app, event, SimpleNamespace(aws_request_id="r-1", function_name="text"))


@pytest.mark.parametrize("accept", ["gzip", "br, gzip;q=0.5", "deflate, GZIP"])
def test_a_large_answer_is_compressed_for_who_takes_that(accept):
    answer = asked(MOST, accept)
    assert (answer["statusCode"], answer["headers"]["content-encoding"], answer["headers"]["etag"]) == (
        200,
        "gzip",
        '"7"',
    )
    assert json.loads(gzip.decompress(base64.b64decode(answer["body"]))) == {"text": "é" * MOST}


@pytest.mark.parametrize("accept", [None, "identity", "gzip;q=0", "br, gzip;q=0.000", "x-gzip"])
def test_for_others_it_stays_as_it_is_while_it_fits(accept):
    answer = asked(LARGE // 2, accept)
    assert not answer["isBase64Encoded"]
    assert "content-encoding" not in answer["headers"]


def test_a_small_answer_is_never_compressed():
    assert not asked(10, "gzip")["isBase64Encoded"]


def test_what_is_too_large_even_so_is_told_with_its_size():
    answer = asked(MOST // 6 + 1)  # six characters each, once they are escaped
    told = json.loads(answer["body"])
    check_body("problem", told)
    assert (answer["statusCode"], told["code"], told["instance"]) == (422, "LIMIT_OUTPUT", "r-1")
    assert told["facts"]["size"] > told["facts"]["limit"] == MOST
    assert answer["headers"]["content-type"] == "application/problem+json"
