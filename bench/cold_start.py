"""What a cold start of each function costs, and how large the images' packages are.

    python bench/cold_start.py [FOLDER]

Installs both images' packages into the folder (by default a temporary one) and prints a table: seconds and CPU seconds
of importing a function with Lambda's runtime client, the best of five; modules; megabytes of each image's packages.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
FUNCTIONS = ("presign", "jobs", "apply")
TRIES = 5

# The use cases make their clients at the first request; it is part of what a cold start makes somebody wait for.
MEASURE = """
import json, sys, time
wall, cpu = time.perf_counter(), time.process_time()
import awslambdaric.bootstrap
import invoiceplug_cloud.handlers.{function}
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu, len(sys.modules)]))
wall, cpu = time.perf_counter(), time.process_time()
from invoiceplug_cloud import wiring
wiring.{function}_cases()
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu, len(sys.modules)]))
"""
NAMES = (
    "JOBS_TABLE", "INVENTORY_TABLE", "LEDGER_TABLE", "DOCUMENTS_BUCKET", "VENDORS_FILE", "APPLY_FUNCTION",
    "ECS_CLUSTER", "TASK_DEFINITION", "TASK_CONTAINER",
)  # fmt: skip


def main() -> None:
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder))


def measure(folder: Path) -> None:
    installer, builder = script("images/install.py"), script("scripts/images.py")
    builder.build_wheels(folder / "wheels")
    for image in ("functions", "task"):
        installer.install(image, folder / image, own=folder / "wheels")
    print("| function | import s | CPU s | modules | clients s | CPU s | modules |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for function in FUNCTIONS:
        (wall, cpu, modules), (wall_2, cpu_2, modules_2) = cold_start(folder / "functions/bin/python", function)
        print(f"| {function} | {wall:.2f} | {cpu:.2f} | {modules} | {wall_2:.2f} | {cpu_2:.2f} | {modules_2} |")
    print("\n| image | packages | MB | of it compiled |\n|---|--:|--:|--:|")
    for image in ("functions", "task"):
        print(f"| {image} | {' | '.join(size(folder / image))} |")


def cold_start(python: Path, function: str) -> tuple[list[float], list[float]]:
    """Importing the function, and making what its first request needs: seconds, CPU seconds, modules."""
    environment = {"AWS_DEFAULT_REGION": "us-east-1", **dict.fromkeys(NAMES, "x")}
    command = [python, "-I", "-B", "-c", MEASURE.format(function=function)]
    runs = []
    for _ in range(TRIES):
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        runs.append([json.loads(line) for line in done.stdout.splitlines()])
    imported, made = min(runs, key=lambda run: run[0][1] + run[1][1])
    return imported, made


def size(folder: Path) -> tuple[str, str, str]:
    """Installed packages, their megabytes, and how much of it are compiled files."""
    [packages] = folder.glob("lib/python3.*/site-packages")
    files = [(path.suffix, path.stat().st_size) for path in packages.rglob("*") if path.is_file()]
    compiled = sum(count for suffix, count in files if suffix == ".pyc")
    names = len(list(packages.glob("*.dist-info")))
    return str(names), f"{sum(count for _, count in files) / 1e6:.1f}", f"{compiled / 1e6:.1f}"


def script(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"script_{Path(path).stem}", ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
