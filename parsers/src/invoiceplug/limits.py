"""Limits: what reading one PDF may cost at most, and what a PDF may hold; one place for every number and its reason."""

from __future__ import annotations

from dataclasses import dataclass

KIB, MIB, GIB = 1024, 1024**2, 1024**3


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the guarded profile, by the names under which they can be set and that messages call them by."""

    # what the PDF may be
    pdf_bytes: int = 20 * MIB
    pages: int = 200

    # what the process that reads it may use; no honest file of 1,880 public ones took over 7.2 s and 303 MB
    wall_seconds: float = 60.0
    cpu_seconds: int = 50  # below the wall, so that a loop is told from a process that waits
    memory_bytes: int = 1 * GIB  # resident
    address_bytes: int = 2 * GIB  # half a gigabyte of it is taken by the libraries alone
    written_bytes: int = 16 * MIB  # the longest file; nothing may be written at all where the kernel can be told so
    open_files: int = 64
    output_bytes: int = 16 * MIB  # the reading as JSON; one of 3,000 lines takes 4 MB
