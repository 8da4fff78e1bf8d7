"""The functions, and the task, on another day: the clock is off by the seconds that the file DATED_BY holds.

As a module its attributes are the functions' handlers, as a program it is the task: `dated_stack` runs both. Only the
product's own clock is moved, in the processes that import this; links and signatures are made by the real one.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from invoiceplug_cloud import task, wiring
from invoiceplug_cloud.handlers import apply as apply_function
from invoiceplug_cloud.handlers import jobs as jobs_function
from invoiceplug_cloud.handlers import presign as presign_function


class Dated(datetime):
    """The date and time, moved."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        return super().now(tz) + timedelta(seconds=float(Path(os.environ["DATED_BY"]).read_text()))


wiring.datetime = task.datetime = Dated
apply = apply_function.handler
jobs, presign = jobs_function.handler, presign_function.handler

if __name__ == "__main__":
    sys.exit(task.main())
