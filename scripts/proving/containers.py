"""What only a real Fargate task shows: what it may do, how a token works, and how it dies of its memory."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from proving.deployment import Deployment, Json
from proving.outcome import Outcome, check, only_on_aws, warn

from invoiceplug_cloud.domain.exits import OUT_OF_MEMORY

TASK_SECONDS = 300
LOG_SECONDS = 90
USER = 10001
FILTERED = "2"  # /proc/self/status: 2 is a filter of system calls

# Run instead of the reader, by the same definition: prints one line.
PROBE = """
import json, os, pathlib
def writes(folder):
    try:
        file = pathlib.Path(folder, "smoke"); file.write_text("x"); file.unlink(); return True
    except OSError:
        return False
status = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
facts = {name: status.get(name, "").strip() for name in ("CapEff", "CapBnd", "Seccomp", "NoNewPrivs")}
print(json.dumps({"probe": "smoke", "uid": os.getuid(), "root": writes("/"), "work": writes("/work"), **facts}))
"""
EATER = "hoard = []\nwhile True: hoard.append(bytearray(64 << 20))"  # zeroed, so really taken


def containers(deployment: Deployment) -> Iterator[Outcome]:
    """The log line of the job that was read, and three tasks of our own."""
    if not deployment.on_aws:
        for what in (
            "the task logs one line of ids and codes",
            "the task is user 10001 without capabilities, calls are filtered, and only its work folder can be written",
            "the same client token starts one task",
            "a task that runs out of memory says so",
        ):
            yield only_on_aws(what)
        return
    if deployment.job_id:
        line = _log_line(deployment, deployment.job_id)
        parsed = line is not None and line.get("outcome") == "parsed"
        yield check(parsed, f"the task logs one line of ids and codes ({line})", "the rights of the execution role?")
    yield from _probe(deployment)
    yield _out_of_memory(deployment)


def _probe(deployment: Deployment) -> Iterator[Outcome]:
    token = f"smoke-{uuid.uuid4()}"
    arn = _run(deployment, PROBE, token)
    yield check(_run(deployment, PROBE, token) == arn, "the same client token starts one task")
    _stopped(deployment, arn)
    found = _log_line(deployment, '"probe"', task=arn.rsplit("/", 1)[-1])
    if found is None:
        yield check(False, "the task's log has the probe's line", f"look at task {arn}")
        return
    yield check(found["uid"] == USER, f"the task runs as user {USER} ({found['uid']})")
    yield check(not found["root"], "its root file system cannot be written")
    yield check(found["work"], "its work folder can be written", "VOLUME and owner of /work in images/Dockerfile")
    yield check(int(found["CapEff"], 16) == 0, f"it has no capabilities ({found['CapEff']})")
    filtered = found["Seccomp"] == FILTERED
    what = f"its system calls are filtered (Seccomp {found['Seccomp']})"
    yield check(True, what) if filtered else warn(what, "Fargate gives no filter here: the reader's own limits remain")


def _out_of_memory(deployment: Deployment) -> Outcome:
    task = _stopped(deployment, _run(deployment, EATER, f"smoke-{uuid.uuid4()}"))
    container = task["containers"][0]
    exit_code, reason = container.get("exitCode"), container.get("reason") or task.get("stoppedReason")
    what = f"a task that runs out of memory says so (exit {exit_code}: {reason})"
    return check(exit_code == OUT_OF_MEMORY, what, "domain/exits.py and domain/reconcile.py must know this")


def _run(deployment: Deployment, program: str, token: str) -> str:
    task = deployment.outputs["task"]
    network = {"subnets": task["subnets"], "securityGroups": task["security_groups"], "assignPublicIp": "ENABLED"}
    override = {"name": task["container"], "command": ["python", "-I", "-c", program]}
    answer = deployment.client("ecs").run_task(
        cluster=deployment.outputs["cluster"],
        taskDefinition=task["definition"],
        launchType="FARGATE",
        clientToken=token,
        startedBy="smoke",
        networkConfiguration={"awsvpcConfiguration": network},
        overrides={"containerOverrides": [override]},
    )
    if not answer["tasks"]:
        raise RuntimeError(f"no task was started: {answer['failures']}")
    return str(answer["tasks"][0]["taskArn"])


def _stopped(deployment: Deployment, arn: str) -> Json:
    ecs = deployment.client("ecs")

    def look() -> Json | None:
        task: Json = ecs.describe_tasks(cluster=deployment.outputs["cluster"], tasks=[arn])["tasks"][0]
        return task if task["lastStatus"] == "STOPPED" else None

    task = _within(TASK_SECONDS, look)
    if task is None:
        raise TimeoutError(f"task {arn} has not stopped within {TASK_SECONDS} seconds")
    return task


def _log_line(deployment: Deployment, text: str, task: str = "") -> Json | None:
    """The first JSON line of the task's log with that text; CloudWatch needs a while to show it."""
    logs, group = deployment.client("logs"), deployment.outputs["task"]["log_group"]
    container = deployment.outputs["task"]["container"]
    where: dict[str, Any] = {"logStreamNames": [f"{container}/{container}/{task}"]} if task else {}
    pattern = text if text.startswith('"') else f'"{text}"'

    def look() -> Json | None:
        try:
            found = logs.filter_log_events(logGroupName=group, filterPattern=pattern, **where)["events"]
        except logs.exceptions.ResourceNotFoundException:  # the stream is made with its first line
            return None
        lines = [json.loads(each["message"]) for each in found if each["message"].startswith("{")]
        return next((line for line in lines if "outcome" in line or "probe" in line), None)

    return _within(LOG_SECONDS, look)


def _within(seconds: float, look: Callable[[], Json | None]) -> Json | None:
    end = time.monotonic() + seconds
    while (found := look()) is None and time.monotonic() < end:
        time.sleep(3)
    return found
