"""Whether the stock is still exactly what was approved."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from proving.deployment import Deployment
from proving.outcome import Outcome, check


def audit(deployment: Deployment) -> Iterator[Outcome]:
    """`invoiceplug audit --cloud` finds nothing."""
    tables = deployment.outputs["tables"]
    names = {
        "JOBS_TABLE": tables["jobs"],
        "INVENTORY_TABLE": tables["inventory"],
        "LEDGER_TABLE": tables["ledger"],
        "DOCUMENTS_BUCKET": deployment.outputs["documents_bucket"],
        "AWS_DEFAULT_REGION": deployment.outputs["region"],
        "AWS_REGION": deployment.outputs["region"],
    }
    command = [str(Path(sys.executable).parent / "invoiceplug"), "audit", "--cloud"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env={**os.environ, **names})
    yield check(done.returncode == 0, "the audit finds nothing", (done.stdout + done.stderr).strip())
