"""The function apply is asked to finish what holds the stock, and not waited for."""

from __future__ import annotations

from aws_worlds import CREDENTIALS
from botocore.stub import Stubber

from invoiceplug_cloud.gateways.closer import LambdaCloser
from invoiceplug_cloud.wiring import make_client


def test_the_function_is_invoked_as_an_event():
    client = make_client("lambda", **CREDENTIALS)
    asked = {"FunctionName": "apply", "InvocationType": "Event", "Payload": b'{"invoiceplug": "roll_forward"}'}
    with Stubber(client) as stubber:
        stubber.add_response("invoke", {"StatusCode": 202}, asked)
        LambdaCloser(client, "apply").roll_forward()
        stubber.assert_no_pending_responses()
    client.close()
