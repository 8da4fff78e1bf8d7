"""Systems Manager: the Parameter Store, as far as a key is read from it."""

from __future__ import annotations

from typing import Any

from fake_aws.errors import refusal
from fake_aws.service import Answer, Given, Service, operation


class FakeSsm(Service):
    """The client of Systems Manager. `parameters` are SecureStrings by their names."""

    name = "ssm"

    def __init__(self, cloud: Any, parameters: dict[str, str]) -> None:
        super().__init__(cloud)
        self.parameters = parameters

    @operation("Name", "WithDecryption")
    def get_parameter(self, given: Given) -> Answer:
        name = given["Name"]
        if name not in self.parameters:
            raise refusal("get_parameter", "ParameterNotFound", f"No such parameter: {name}", status=400)
        value = self.parameters[name] if given.get("WithDecryption") else "AQICAHh…"
        return {"Parameter": {"Name": name, "Type": "SecureString", "Value": value}}
