"""scripts/publish_page.py against the local stack's S3: types, how long a file may be kept, and the order."""

from __future__ import annotations

import importlib.util
import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from aws_worlds import CREDENTIALS

from invoiceplug_cloud.local.stack import LocalStack
from invoiceplug_cloud.wiring import make_client

ROOT = Path(__file__).resolve().parents[2]
SIGNED_IN_NOWHERE = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_SHARED_CREDENTIALS_FILE": "/none",
    "AWS_CONFIG_FILE": "/none",
}
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("publish_page", ROOT / "scripts/publish_page.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def s3(stack: LocalStack) -> Iterator[Any]:
    client = make_client("s3", endpoint_url=stack.s3_endpoint, **CREDENTIALS)
    yield client
    client.close()


@pytest.fixture
def bucket(s3: Any) -> str:
    name = f"page-{uuid.uuid4().hex[:12]}"
    s3.create_bucket(Bucket=name)
    return name


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A built page, in small."""
    files = [
        "index.html",
        "favicon.svg",
        "assets/start-Ab12Cd34.js",
        "assets/start-Ab12Cd34.css",
        "pdfjs/wasm/jbig2.wasm",
    ]
    for name in [*files, ".stamp", "config.json"]:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"content of {name}")
    return tmp_path


def test_each_file_has_its_type_and_the_time_it_may_be_kept(
    script: ModuleType, s3: Any, bucket: str, build: Path
) -> None:
    script.publish(s3, bucket, build)
    stored = {
        found["Key"]: s3.head_object(Bucket=bucket, Key=found["Key"])
        for found in s3.list_objects_v2(Bucket=bucket)["Contents"]
    }
    assert {key: (head["ContentType"], head["CacheControl"]) for key, head in stored.items()} == {
        "assets/start-Ab12Cd34.css": ("text/css; charset=utf-8", FOR_EVER),
        "assets/start-Ab12Cd34.js": ("text/javascript; charset=utf-8", FOR_EVER),
        "favicon.svg": ("image/svg+xml", "no-cache"),
        "index.html": ("text/html; charset=utf-8", "no-cache"),
        "pdfjs/wasm/jbig2.wasm": ("application/wasm", "no-cache"),
    }


def test_the_page_comes_last_when_everything_it_names_is_there(
    script: ModuleType, s3: Any, bucket: str, build: Path
) -> None:
    sent = script.publish(s3, bucket, build)
    assert [key.split("/")[0] for key in sent] == ["assets", "assets", "favicon.svg", "pdfjs", "index.html"]


def test_only_what_has_changed_is_sent_and_former_files_stay(
    script: ModuleType, s3: Any, bucket: str, build: Path
) -> None:
    script.publish(s3, bucket, build)
    assert script.publish(s3, bucket, build) == []
    (build / "assets/start-Ab12Cd34.js").rename(build / "assets/start-Zz98Yy76.js")
    (build / "index.html").write_text("names the new file")
    assert script.publish(s3, bucket, build) == ["assets/start-Zz98Yy76.js", "index.html"]
    assert s3.get_object(Bucket=bucket, Key="assets/start-Ab12Cd34.js")["ContentLength"] > 0


def test_terraforms_file_is_left_alone(script: ModuleType, s3: Any, bucket: str, build: Path) -> None:
    s3.put_object(Bucket=bucket, Key="config.json", Body=b'{"api":"/api"}')
    script.publish(s3, bucket, build)
    assert s3.get_object(Bucket=bucket, Key="config.json")["Body"].read() == b'{"api":"/api"}'


@pytest.mark.parametrize(
    ("bucket_name", "said"),
    [
        ("", "page: Terraform names no bucket: "),
        ("a-bucket", "page: a-bucket could not be reached, or not be written to: Unable to locate credentials"),
    ],
)
def test_who_has_no_bucket_or_is_signed_in_nowhere_is_told_so(
    script: ModuleType, build: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    bucket_name: str, said: str,
) -> None:  # fmt: skip
    for name in [each for each in os.environ if each.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in SIGNED_IN_NOWHERE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(script, "BUILD", build)
    monkeypatch.setattr(sys, "argv", ["publish_page.py", bucket_name])
    with pytest.raises(SystemExit):
        script.main()
    assert capsys.readouterr().err.startswith(said)
