"""Builds the two images and ends in what Terraform wants to know of them: `python scripts/images.py build|vendors`.

`build` takes from the environment BASE_IMAGE (a Debian with Python 3.11, by digest; needed), ARCH (x86_64 or arm64) and
REGISTRY (where to push to; without it the images stay on this machine, and there is no digest to deploy).
`vendors` compiles images/vendors.in, a shop's own vendors, into images/vendors.txt.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import wheels

ROOT = Path(__file__).resolve().parent.parent
OWN_WHEELS = ROOT / "images" / "dist"
SHOP_WHEELS = ROOT / "images" / "wheels"

IMAGES = ("functions", "task")
PLATFORMS = {"x86_64": "linux/amd64", "arm64": "linux/arm64"}  # as Terraform calls them: as Docker does
PINNED = re.compile(r"[^@\s]+@sha256:[0-9a-f]{64}")
# Left out, files with credentials for pip's and uv's index are no part of any image.
SECRETS = {"PIP_CONFIG_FILE": "pip_conf", "UV_CONFIG_FILE": "uv_toml"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: `base` by digest, `arch` in Terraform's words, `registry` to push to, options for secrets."""

    base: str
    arch: str
    registry: str
    secrets: tuple[str, ...]

    def name(self, image: str) -> str:
        """The repository of an image, as infra/bootstrap calls it."""
        return "/".join(part for part in (self.registry, "invoiceplug", image) if part)


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> None:
    if arguments == ["vendors"]:
        build_wheels(OWN_WHEELS)
        compile_vendors(ROOT / "images/vendors.in", ROOT / "images/vendors.txt")
    elif arguments == ["build"]:
        build(wanted(environment))
    else:
        raise SystemExit("usage: python scripts/images.py build|vendors")


def wanted(environment: Mapping[str, str]) -> Wanted:
    """What the environment asks for; exits with one sentence when that cannot be built."""
    base, arch = environment.get("BASE_IMAGE", ""), environment.get("ARCH") or "x86_64"
    if not PINNED.fullmatch(base):
        raise SystemExit(f"BASE_IMAGE must name an image by digest (NAME@sha256:…; images/README.md), not {base!r}.")
    if arch not in PLATFORMS:
        raise SystemExit(f"ARCH is x86_64 or arm64, as Lambda and Fargate have it, not {arch!r}.")
    files = {name: environment.get(variable) for variable, name in SECRETS.items()}
    secrets = tuple(f"--secret=id={name},src={file}" for name, file in files.items() if file)
    return Wanted(base, arch, environment.get("REGISTRY", ""), secrets)


def build(asked: Wanted) -> None:
    """Builds both images; prints the variables for Terraform when they were pushed."""
    if shutil.which("docker") is None:
        raise SystemExit("docker was not found: images are built by Docker with buildx.")
    build_wheels(OWN_WHEELS)
    pushed = {image: f"{asked.name(image)}@{build_image(image, asked)}" for image in IMAGES}
    print(tfvars(pushed, asked.arch) if asked.registry else "Nothing was pushed (no REGISTRY): no digest to deploy.")


def build_image(image: str, asked: Wanted) -> str:
    """The digest of the image, built now."""
    name = f"{asked.name(image)}:{tag(asked.base, asked.arch)}"
    print(f"images: {name}", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.json"
        if subprocess.run(
            build_command(image, name, facts, asked), check=False, cwd=ROOT, stdout=sys.stderr
        ).returncode:
            raise SystemExit(f"images: {image} was not built.")
        digest: str = json.loads(facts.read_text())["containerimage.digest"]
    return digest


def build_command(image: str, name: str, facts: Path, asked: Wanted) -> list[str]:
    """What builds one image. Lambda takes a plain manifest of one platform, no index with attestations."""
    return [
        "docker", "buildx", "build", "--file=images/Dockerfile", f"--target={image}",
        f"--platform={PLATFORMS[asked.arch]}", "--provenance=false", "--sbom=false",
        f"--build-arg=BASE_IMAGE={asked.base}", f"--build-arg=REVISION={wheels.git('rev-parse', 'HEAD')}",
        *asked.secrets, f"--tag={name}", f"--metadata-file={facts}", "--push" if asked.registry else "--load", ".",
    ]  # fmt: skip


def tfvars(images: Mapping[str, str], arch: str) -> str:
    """The lines of a .tfvars file that pin these images."""
    lines = "\n".join(f'  {image:<9} = "{reference}"' for image, reference in images.items())
    return f'images = {{\n{lines}\n}}\narchitecture = "{arch}"'


def tag(base: str, arch: str) -> str:
    """The revision, and what else an image of it depends on, by a hash: base, architecture, files that differ from it.

    A tag is pushed once: the same revision over a newer base must have another.
    """
    revision, changes = wheels.git("rev-parse", "--short=12", "HEAD"), wheels.git("diff", "HEAD")
    rest = "\0".join((base, arch, changes))
    return f"{revision}-{hashlib.sha256(rest.encode()).hexdigest()[:8]}"


def build_wheels(folder: Path) -> None:
    """Every package of this checkout as a wheel, those of the last time gone."""
    shutil.rmtree(folder, ignore_errors=True)
    wheels.build(folder)


def compile_vendors(wanted: Path, locked: Path, *, own: Path = OWN_WHEELS, shop: Path = SHOP_WHEELS) -> None:
    """The packages that a shop wants and what they need, with hashes, at the versions that the task has anyway."""
    links = [argument for folder in (own, shop) if folder.is_dir() for argument in ("--find-links", folder)]
    _uv("pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-header",
        "--no-emit-index-url", "--no-emit-package", "invoiceplug", "--constraint", "requirements/task.txt",
        *links, wanted, "-o", locked)  # fmt: skip


def _uv(*arguments: object) -> None:
    beside = shutil.which("uv", path=str(Path(sys.executable).parent))
    done = subprocess.run([beside or "uv", "--quiet", *map(str, arguments)], check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    main(sys.argv[1:])
