"""What a function imports before it can answer: its cold start, and what its image must hold."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "camelot", "cv2", "lxml", "ministack", "numpy", "pandas", "pdfminer", "pdfplumber", "pikepdf", "playa", "PIL",
    "pypdfium2", "moto", "pydantic", "requests", "rfc3987_syntax", "ruamel", "click", "hypercorn",
}  # fmt: skip
# A count does not depend on the machine's mood as seconds do; 586 modules are 0.56 s of one core, most of it
# botocore's. Before this grows, see what came in: python -X importtime -c "import invoiceplug_cloud.handlers.jobs".
MOST_MODULES = 720


@pytest.mark.parametrize("function", ["presign", "jobs", "apply"])
def test_a_function_imports_no_pdf_library_and_little_else(function):
    modules = imported_by(f"invoiceplug_cloud.handlers.{function}")
    assert {name.partition(".")[0] for name in modules} & HEAVY == set()
    assert len(modules) < MOST_MODULES


def test_a_worker_leaves_the_pdf_engine_to_its_children():
    assert {name.partition(".")[0] for name in imported_by("invoiceplug_cloud.worker")} & HEAVY == set()


def test_the_task_loads_the_pdf_engine_only_with_its_first_pdf():
    assert {name.partition(".")[0] for name in imported_by("invoiceplug_cloud.task")} & HEAVY == set()


def imported_by(module: str) -> list[str]:
    code = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
