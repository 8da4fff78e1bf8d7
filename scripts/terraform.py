"""Checks infra/ without an account: format, validate, tests over a mocked provider, and checkov.

`make infra` runs it. `terraform.py plans` prints the file with the plans that tests/infra reads. The provider comes
from the folder TF_PLUGIN_DIR (the one that holds a registry's folder), else by the ordinary download.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INFRA = ROOT / "infra"
ROOTS = (INFRA, INFRA / "bootstrap")
READ = ("*.tf", "*.hcl", "*.js", "*.json")  # of infra/, what a plan depends on
ELSEWHERE = (ROOT / "platform/src/invoiceplug_cloud/routes.json",)
CHECKOV = ROOT / ".venv-checkov"

# Not the roots' own .terraform, which know the state of a real environment.
DATA = Path(os.environ.get("TF_DATA_DIR") or ROOT / ".terraform")


def main() -> None:
    if not shutil.which("terraform"):
        raise SystemExit("infra: Terraform 1.11 or newer must be on the PATH.")
    if sys.argv[1:] == ["plans"]:
        print(plans())
        return
    run(["terraform", "fmt", "-check", "-diff", "-recursive", INFRA])
    for root in ROOTS:
        init(root)
        terraform(root, "validate", "-no-color")
    terraform(INFRA, "test", "-no-color")
    plans()
    checkov()


def plans() -> Path:
    """A JSON file {name of a run of tests/plans: Terraform's plan}; made anew only after something has changed."""
    file = DATA / f"plans-{fingerprint()}.json"
    if file.exists():
        return file
    init(INFRA)
    told = terraform(INFRA, "test", "-test-directory=tests/plans", "-json", "-verbose", capture=True)
    lines = [json.loads(line) for line in told.splitlines()]
    found = {line["@testrun"]: line["test_plan"]["resource_changes"] for line in lines if line["type"] == "test_plan"}
    for old in DATA.glob("plans-*.json"):
        old.unlink()
    file.write_text(json.dumps(found))
    return file


def fingerprint() -> str:
    """A name for what a plan depends on."""
    files = sorted({file for pattern in READ for file in INFRA.rglob(pattern) if ".terraform" not in file.parts})
    digest = hashlib.sha256()
    for file in (*files, *ELSEWHERE):
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def init(root: Path) -> None:
    plugins = os.environ.get("TF_PLUGIN_DIR")
    source = [f"-plugin-dir={plugins}"] if plugins else []
    # Without a lock file's change: a mirror knows the hash of this platform only.
    terraform(root, "init", "-no-color", "-backend=false", "-input=false", "-lockfile=readonly", *source, capture=True)


def checkov() -> None:
    """Its own environment: it pins half the world. Reasons for what is skipped stand in .checkov.yaml."""
    stamp, wanted = CHECKOV / ".stamp", hashlib.sha256((ROOT / "requirements/checkov.txt").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print("infra: installing checkov", flush=True)
        uv = ROOT / ".venv/bin/uv"
        run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, CHECKOV])
        run(
            [uv, "pip", "install", "--quiet", "--python", CHECKOV, "--require-hashes", "-r", "requirements/checkov.txt"]
        )
        stamp.write_text(wanted)
    run([CHECKOV / "bin/checkov", "--config-file", ".checkov.yaml"])


def terraform(root: Path, *words: str, capture: bool = False) -> str:
    """What Terraform prints, if it is captured. Its failure is shown and ends the program."""
    data = DATA / root.name
    data.mkdir(parents=True, exist_ok=True)
    return run(["terraform", f"-chdir={root}", *words], capture=capture, TF_DATA_DIR=str(data), CHECKPOINT_DISABLE="1")


def run(command: list[object], *, capture: bool = False, **variables: str) -> str:
    words = [str(word) for word in command]
    pipe = subprocess.PIPE if capture else None
    environment = {**os.environ, **variables}
    done = subprocess.run(words, check=False, cwd=ROOT, env=environment, text=True, stdout=pipe, stderr=pipe)
    if done.returncode:
        raise SystemExit(f"{done.stdout or ''}{done.stderr or ''}infra: failed: {' '.join(words)}")
    return done.stdout or ""


if __name__ == "__main__":
    main()
