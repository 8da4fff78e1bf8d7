"""DynamoDB, S3 and SQS for the local stack: ministack behind a door that makes it durable, private and small.

`python -m invoiceplug_cloud.local.emulator --fd N --data DIR --origin URL…` serves on the listening socket it was
given, prints `ready`, and ends on SIGTERM. ministack's own ways in would bind every interface, open further ports and
keep its state only on a clean stop; here it is nothing but an ASGI application that is called.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

from invoiceplug_cloud.local.asgi import Application, Receive, Scope, Send
from invoiceplug_cloud.local.door import Door
from invoiceplug_cloud.local.durable_objects import DurableObjects, heal
from invoiceplug_cloud.local.durable_tables import SCHEMA_WRITES, DurableTables
from invoiceplug_cloud.local.wal import Entry, Log

# A log that has grown to this many entries beyond its snapshot is rewritten as a new snapshot at start.
REWRITE_ENTRIES = 5000


class Emulator:
    """The ASGI application: replays the log at start, then lets requests through the door."""

    def __init__(
        self, ministack: Application, data: Path, origins: frozenset[str], rewrite_after: int = REWRITE_ENTRIES
    ) -> None:
        self._ministack = ministack
        self._rewrite_after = rewrite_after
        self._log = Log(data / "dynamodb")
        self._tables = DurableTables(ministack, self._log)
        self._objects = DurableObjects(ministack, self._log, data / "objects")
        self._door = Door(ministack, self._tables, self._objects, origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or follows the server's start and stop."""
        if scope["type"] == "http":
            await self._door(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._ministack(scope, receive, self._started_by(send))

    def _started_by(self, send: Send) -> Send:
        async def send_after_replay(message: dict[str, object]) -> None:
            if message["type"] == "lifespan.startup.complete":
                await self._replay()
                print("ready", flush=True)
            await send(message)

        return send_after_replay

    async def _replay(self) -> None:
        schema: list[Entry] = []
        settings: dict[tuple[str, str], Entry] = {}
        for entry in self._log.replay():
            if entry["kind"] == "s3":
                settings[entry["path"], entry["query"]] = entry
                await self._objects.replay(entry)
            else:
                if entry["operation"] in SCHEMA_WRITES:
                    schema.append(entry)
                await self._tables.replay(entry)
        if self._log.sequence - self._log.snapshot_entries > self._rewrite_after:
            self._log.replace([*schema, *settings.values(), *await self._tables.snapshot()])


def main() -> None:
    """Serves until SIGTERM; exits 70 with the reason on standard error when it cannot start."""
    options = _parse_arguments()
    heal(options.data / "objects")
    _configure_ministack(options.data)
    try:
        asyncio.run(_serve(options))
    except Exception as problem:
        print(f"{type(problem).__name__}: {problem}", file=sys.stderr, flush=True)
        sys.exit(70)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m invoiceplug_cloud.local.emulator")
    parser.add_argument("--fd", type=int, required=True, help="a listening socket")
    parser.add_argument("--data", type=Path, required=True, help="the folder that everything is kept in")
    parser.add_argument("--origin", action="append", default=[], help="an origin whose page may use the bucket")
    parser.add_argument("--rewrite-after", type=int, default=REWRITE_ENTRIES, help="log entries beyond the snapshot")
    return parser.parse_args()


def _configure_ministack(data: Path) -> None:
    # Read by ministack when it is imported. The two listeners would bind 0.0.0.0; its own state files stay off, since
    # they are written on a clean stop only and would be replayed over.
    os.environ.update(
        PERSIST_STATE="0",
        S3_PERSIST="1",
        S3_DATA_DIR=str(data / "objects"),
        IOT_MTLS_ENABLED="0",
        SFTP_ENABLED="0",
        LOG_LEVEL="WARNING",
        MINISTACK_REGION=os.environ.get("AWS_REGION", "us-east-1"),
    )


async def _serve(options: argparse.Namespace) -> None:
    import hypercorn.asyncio
    import hypercorn.config
    import ministack.app

    config = hypercorn.config.Config()
    config.bind = [f"fd://{options.fd}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.2
    config.loglevel = "WARNING"
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    application = Emulator(ministack.app.app, options.data, frozenset(options.origin), options.rewrite_after)
    await hypercorn.asyncio.serve(application, config, shutdown_trigger=stop.wait)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
