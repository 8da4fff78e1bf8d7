"""With which status a reading's process ends, and so what is next; the task says it, whoever started it reads it."""

from __future__ import annotations

DONE = 0  # the job says how it went, also when it failed with a code, or belongs to a newer attempt by now
USAGE = 64
BAD_PDF = 65  # the input itself cannot be read: never try it again
TRY_AGAIN = 75  # nothing was decided: storage or network failed
OUT_OF_MEMORY = 137  # what a container killed for its memory ends with
