"""The operator's key is read decrypted, and without the end of the line that it was stored with."""

from __future__ import annotations

from aws_worlds import CREDENTIALS
from botocore.stub import Stubber

from invoiceplug_cloud.gateways.operator_key import SsmOperatorKey
from invoiceplug_cloud.wiring import make_client


def test_the_parameter_is_read_and_decrypted():
    client = make_client("ssm", **CREDENTIALS)
    asked = {"Name": "/invoiceplug/prod/operator-key", "WithDecryption": True}
    with Stubber(client) as stubber:
        stubber.add_response("get_parameter", {"Parameter": {"Type": "SecureString", "Value": "abc=\n"}}, asked)
        assert SsmOperatorKey(client, "/invoiceplug/prod/operator-key").read() == "abc="
        stubber.assert_no_pending_responses()
    client.close()
