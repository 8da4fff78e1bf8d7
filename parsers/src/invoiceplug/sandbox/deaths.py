"""Every way in which the child can end but with an answer, as a code."""

from __future__ import annotations

import signal
from typing import Any

from invoiceplug.errors import InvoiceplugError
from invoiceplug.limits import MIB, Limits
from invoiceplug.sandbox.running import Run


def death(run: Run, limits: Limits) -> InvoiceplugError | None:
    """The error that a dead child stands for; None when it ended as it should, and its answer is to be looked at."""
    if run.killed == "time":
        return _time("wall_seconds", limits.wall_seconds)
    if run.killed == "output":
        detail = f"The reading has more than {limits.output_bytes} bytes, the limit output_bytes."
        return InvoiceplugError("LIMIT_OUTPUT", detail, limit="output_bytes", most=limits.output_bytes)
    if run.killed == "memory" or run.status == -signal.SIGKILL:  # which is how the kernel ends one that takes too much
        return memory(limits)
    if run.status == -signal.SIGXCPU:
        return _time("cpu_seconds", limits.cpu_seconds)
    if run.status < 0:
        name = _name(-run.status)
        return InvoiceplugError("PARSER_CRASHED", f"The PDF made the reader crash ({name}).", signal=name)
    if run.status > 0:
        return InvoiceplugError("PARSER_CRASHED", f"The reader ended with status {run.status}.", status=run.status)
    return None


def memory(limits: Limits) -> InvoiceplugError:
    """LIMIT_MEMORY, with the limit."""
    detail = f"Reading needed more than {limits.memory_bytes // MIB} MiB of memory, the limit memory_bytes."
    return InvoiceplugError("LIMIT_MEMORY", detail, limit="memory_bytes", most=limits.memory_bytes)


def address_space(limits: Limits, **facts: Any) -> InvoiceplugError:
    """LIMIT_MEMORY of a child that was told that there is no more, and could still say so."""
    said = f"{limits.address_bytes // MIB} MiB of address space, the limit address_bytes"
    return InvoiceplugError(
        "LIMIT_MEMORY",
        f"Reading needed more than {said}.",
        **{"limit": "address_bytes", "most": limits.address_bytes, **facts},
    )


def _name(number: int) -> str:
    known = signal.Signals.__members__.values()
    return signal.Signals(number).name if number in known else f"signal {number}"


def _time(name: str, seconds: float) -> InvoiceplugError:
    detail = f"Reading took longer than {seconds:g} seconds, the limit {name}."
    return InvoiceplugError("LIMIT_TIME", detail, limit=name, most=seconds)
