"""The distribution sends the headers that the local stack sends."""

from __future__ import annotations

import json
from pathlib import Path

from invoiceplug_cloud.local.site import security_headers

HEADERS = Path(__file__).resolve().parents[2] / "infra/modules/site/headers.json"


def test_both_send_the_same_headers() -> None:
    assert list(json.loads(HEADERS.read_text()).items()) == security_headers("{documents}")
