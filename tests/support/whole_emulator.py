"""All of the emulator, as Terraform needs it: `python whole_emulator.py FD` serves on the socket it was given.

The local stack lets only DynamoDB, S3 and SQS through its door. ministack's own ways in would bind every interface and
open further ports; here it is nothing but an ASGI application, and forgets everything when it ends.
"""

from __future__ import annotations

import asyncio
import os
import sys

REGION = "eu-central-1"


async def serve(fd: int) -> None:
    """Serves until the process is ended."""
    import hypercorn.asyncio
    import hypercorn.config
    import ministack.app

    config = hypercorn.config.Config()
    config.bind = [f"fd://{fd}"]
    config.loglevel = "WARNING"
    await hypercorn.asyncio.serve(ministack.app.app, config)  # type: ignore[arg-type]


if __name__ == "__main__":
    # Read by ministack when it is imported.
    os.environ.update(
        PERSIST_STATE="0",
        S3_PERSIST="0",
        IOT_MTLS_ENABLED="0",
        SFTP_ENABLED="0",
        LOG_LEVEL="WARNING",
        MINISTACK_REGION=REGION,
    )
    asyncio.run(serve(int(sys.argv[1])))
