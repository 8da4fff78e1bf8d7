"""The whole of infra/, applied to an emulator of AWS on this machine and destroyed again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
from whole_emulator import REGION

from invoiceplug_cloud.local.children import Children, end
from invoiceplug_cloud.local.environment import ACCOUNT, process_environment, sdk_variables
from invoiceplug_cloud.local.server import listen

ROOT = Path(__file__).resolve().parents[2]
EMULATOR = Path(__file__).parent / "whole_emulator.py"
KEY_PARAMETER = "/invoiceplug/night/operator-key"

Json = dict[str, Any]

# The state stays in the folder; the main root's own backend is a bucket that bootstrap makes.
LOCAL_STATE = 'terraform {\n  backend "local" {}\n}\n'


def variables(endpoint: str) -> Json:
    """An environment that asks for an operator's key and may be destroyed; the images' digests are made up."""
    registry = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/invoiceplug"
    return {
        "environment": "night",
        "region": REGION,
        "emulator": {"endpoint": endpoint},
        "deletion_protection": False,
        "operator_key_parameter": KEY_PARAMETER,
        "alarm_email": "night@example.com",
        "images": {
            "functions": f"{registry}/functions@sha256:{'1' * 64}",
            "task": f"{registry}/task@sha256:{'2' * 64}",
        },
        "guardrails": {
            "jobs_a_day": 500,
            "pages_a_day": 5000,
            "live_tasks": 5,
            "workers": 2,
            "throttles": {"default": {"rate": 100, "burst": 200}, "POST /jobs": {"rate": 50, "burst": 50}},
        },
    }


class AppliedInfra:
    """What Terraform made of a copy of infra/ (`folder`), the emulator it is in (`endpoint`), the provider's `log`."""

    def __init__(self, folder: Path, endpoint: str) -> None:
        self.endpoint, self.log = endpoint, folder / "provider.log"
        self.folder, self._data = folder / "infra", folder / "data"
        shutil.copytree(ROOT / "infra", self.folder, ignore=shutil.ignore_patterns(".terraform", "tests"))
        (folder / "platform").symlink_to(ROOT / "platform")  # the routes
        (self.folder / "backend_override.tf").write_text(LOCAL_STATE)
        (self.folder / "night.auto.tfvars.json").write_text(json.dumps(variables(endpoint)))

    def apply(self) -> None:
        """Makes everything."""
        plugins = os.environ.get("TF_PLUGIN_DIR")
        self._terraform("init", "-input=false", *([f"-plugin-dir={plugins}"] if plugins else []))
        self._terraform("apply", "-auto-approve", "-input=false")

    def destroy(self) -> None:
        """Removes everything."""
        self._terraform("destroy", "-auto-approve", "-input=false")

    def changes(self) -> dict[str, Json]:
        """What Terraform would change now, by address: before and after."""
        self._terraform("plan", "-input=false", "-out=again.plan")
        plan = json.loads(self._terraform("show", "-json", "again.plan"))
        changes = {each["address"]: each["change"] for each in plan.get("resource_changes", [])}
        return {address: change for address, change in changes.items() if change["actions"] != ["no-op"]}

    def resources(self) -> list[str]:
        """The addresses of all that Terraform made."""
        return [address for address in self._terraform("state", "list").splitlines() if "data." not in address]

    def outputs(self) -> Json:
        """What `terraform output -json` prints."""
        found: Json = json.loads(self._terraform("output", "-json"))
        return found

    def client(self, service: str) -> Any:
        """A client of the emulator."""
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="local",
            aws_secret_access_key="local",
        )

    def _terraform(self, *words: str) -> str:
        log = {"TF_LOG_PROVIDER": "DEBUG", "TF_LOG_PATH": str(self.log)}
        environment = process_environment({"TF_DATA_DIR": str(self._data), "CHECKPOINT_DISABLE": "1", **log})
        command = ["terraform", f"-chdir={self.folder}", *words]
        done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-4000:]}\n{done.stderr}"
        return done.stdout


@contextmanager
def applied_infra(folder: Path) -> Iterator[AppliedInfra]:
    """Everything, made; the emulator ends with the context, and with it whatever was not destroyed."""
    children, listener = Children(), listen(0)
    endpoint = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with (folder / "emulator.log").open("ab") as log:
        process = children.spawn(
            [sys.executable, str(EMULATOR), str(listener.fileno())],
            env=process_environment(sdk_variables(endpoint)),  # the one key whose signatures it takes
            stdout=log, stderr=subprocess.STDOUT, pass_fds=[listener.fileno()],
        )  # fmt: skip
    listener.close()
    try:
        infra = AppliedInfra(folder, endpoint)
        infra.apply()
        yield infra
    finally:
        end(process, 2)
        children.close()
