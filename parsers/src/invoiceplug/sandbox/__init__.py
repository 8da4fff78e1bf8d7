"""The guarded profile: a PDF is opened by a process that can do nothing but compute, and whose death has a code."""

from __future__ import annotations

from invoiceplug.sandbox.running import Ended
from invoiceplug.sandbox.seccomp import can_lock_down
from invoiceplug.sandbox.supervisor import guarded_read

__all__ = ["Ended", "can_lock_down", "guarded_read"]
