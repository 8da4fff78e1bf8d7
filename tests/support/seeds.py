"""Many parsed jobs without many tasks: one real reading, stored again under other invoice numbers."""

from __future__ import annotations

import copy
import dataclasses
import json
import uuid
from collections.abc import Mapping
from typing import Any

from aws_worlds import patient_client

from invoiceplug.canonical import canonical_bytes, hash_without
from invoiceplug_cloud.domain import keys
from invoiceplug_cloud.domain.records import Job, JobEvent
from invoiceplug_cloud.gateways.jobs import DynamoJobs
from invoiceplug_cloud.gateways.objects import S3Objects


def seed_jobs(environment: Mapping[str, str], job_id: str, count: int, prefix: str) -> list[str]:
    """Ids of `count` jobs parsed like the given one, each with an invoice number of its own."""
    clients = [patient_client(name, environment["AWS_ENDPOINT_URL"]) for name in ("s3", "dynamodb")]
    objects = S3Objects(clients[0], environment["DOCUMENTS_BUCKET"])
    jobs = DynamoJobs(clients[1], environment["JOBS_TABLE"])
    job = jobs.get(job_id)
    assert job.reading_key and job.reading_version
    reading = json.loads(objects.get(job.reading_key, job.reading_version))
    ids = [_seed(objects, jobs, job, reading, f"{prefix}-{number}") for number in range(count)]
    for client in clients:
        client.close()
    return ids


def ledger_rows(environment: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every row of the ledger."""
    client = patient_client("dynamodb", environment["AWS_ENDPOINT_URL"])
    pages = client.get_paginator("scan").paginate(TableName=environment["LEDGER_TABLE"], ConsistentRead=True)
    rows = [row for page in pages for row in page["Items"]]
    client.close()
    return rows


def _seed(objects: S3Objects, jobs: DynamoJobs, job: Job, reading: dict[str, Any], number: str) -> str:
    job_id = str(uuid.uuid4())
    other = copy.deepcopy(reading)
    other["invoice"]["invoice_number"] = number
    other["reading_sha256"] = hash_without(other, "reading_sha256")
    stored = objects.put_once(keys.reading(job_id, 1), canonical_bytes(other))
    seeded = dataclasses.replace(
        job,
        job_id=job_id,
        reading_key=stored.key,
        reading_version=stored.version_id,
        reading_sha256=other["reading_sha256"],
        summary={**job.summary, "invoice_number": number},
    )
    jobs.create(seeded, JobEvent(1, job.created_at, "seeded"), day=job.created_at[:10], most=10**6)
    return job_id
