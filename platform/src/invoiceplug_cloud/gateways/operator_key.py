"""The operator's key in the Parameter Store of AWS Systems Manager."""

from __future__ import annotations

from typing import Any


class SsmOperatorKey:
    """The port `OperatorKey` on a SecureString, which is decrypted for whoever may read it."""

    def __init__(self, client: Any, parameter: str) -> None:
        self._client = client
        self._parameter = parameter

    def read(self) -> str:
        """The key, without the line's end that it may have been stored with."""
        answer = self._client.get_parameter(Name=self._parameter, WithDecryption=True)
        return str(answer["Parameter"]["Value"]).strip()
