"""Puts the built page into its bucket, each file with its type and with how long it may be kept.

`python scripts/publish_page.py BUCKET` sends what has changed. Files of former builds stay, for whoever still has
their page open; index.html goes last, when everything that it names is there.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from invoiceplug_cloud.local.site import content_headers

BUILD = Path(__file__).resolve().parent.parent / "web" / "dist"
CONFIG = "config.json"  # Terraform's


def publish(client: Any, bucket: str, folder: Path) -> list[str]:
    """The keys that were sent, in order."""
    there = _digests(client, bucket)
    sent = []
    for file in sorted(_files(folder), key=lambda file: _turn(file, folder)):
        key, body = file.relative_to(folder).as_posix(), file.read_bytes()
        if there.get(key) == hashlib.md5(body, usedforsecurity=False).hexdigest():
            continue
        kind, caching = content_headers(f"/{key}")
        client.put_object(Bucket=bucket, Key=key, Body=body, ContentType=kind, CacheControl=caching)
        sent.append(key)
    return sent


def _files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and not name.startswith(".") and name != CONFIG:
            yield file


def _turn(file: Path, folder: Path) -> tuple[bool, bool, str]:
    name = file.relative_to(folder).as_posix()
    return name == "index.html", not name.startswith("assets/"), name


def _digests(client: Any, bucket: str) -> dict[str, str]:
    # The ETag of an object that was put in one piece is its MD5.
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {found["Key"]: found["ETag"].strip('"') for page in pages for found in page.get("Contents", [])}


def main() -> None:
    parser = argparse.ArgumentParser(description="Puts the built page into its bucket.")
    parser.add_argument("bucket", help="terraform output page_bucket")
    bucket = parser.parse_args().bucket
    if not bucket:
        parser.exit(1, "page: Terraform names no bucket: docs/how-to/deploy.md has the steps before this one.\n")
    if not (BUILD / "index.html").is_file():
        parser.exit(1, "The page has not been built: make page\n")
    try:
        sent = publish(boto3.client("s3"), bucket, BUILD)
    except (BotoCoreError, ClientError) as fault:
        parser.exit(1, f"page: {bucket} could not be reached, or not be written to: {fault}\n")
    print(f"page: {len(sent)} files sent to {bucket}" if sent else f"page: {bucket} has this build already")


if __name__ == "__main__":
    main()
