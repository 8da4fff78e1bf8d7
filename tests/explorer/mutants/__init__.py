"""The seeded bugs, by subject; each must be found."""

from __future__ import annotations

from explorer.mutants import chunks, jobs, ledger, queues, reviews
from explorer.mutation import Mutant

MUTANTS: tuple[Mutant, ...] = (*ledger.MUTANTS, *chunks.MUTANTS, *reviews.MUTANTS, *jobs.MUTANTS, *queues.MUTANTS)
