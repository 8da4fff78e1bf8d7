"""Bugs of reviews and of what applies teach."""

from __future__ import annotations

from explorer.mutants import guards
from explorer.mutation import Edit, Mutant

MUTANTS = (
    Mutant(
        "review without If-Match",
        "A review is saved over one that its writer never saw.",
        ("reviews and an apply",),
        (
            guards.BASE_VERSION,
            Edit("gateways.jobs:DynamoJobs.save_review", ', "review_version": expected_version', ""),
        ),
    ),
    Mutant(
        "mutable review key",
        "All reviews of a job lie under one key.",
        ("reviews and an apply",),
        (
            Edit("domain.keys:review", "{version}-{_part(sha256)}.json", "newest.json"),
            guards.WRITE_ONCE,
        ),
    ),
    Mutant(
        "a move takes a review back",
        "A move of the job writes the review's members as they were read before it.",
        ("others move the job",),
        (Edit("gateways.jobs:DynamoJobs.move", "if name not in REVIEW", "if name"),),
    ),
    Mutant(
        "lesson overwrites a newer one",
        "Of two lessons the one that is written last wins, not the later one.",
        ("lessons",),
        (Edit("gateways.mappings:_put", '"<=" if over_equal else "<"', '"<>"'),),
    ),
    Mutant(
        "lesson overwrites a person",
        "A lesson wins over what a person said after it.",
        ("lessons",),
        (Edit("gateways.mappings:_put", '"<=" if over_equal else "<"', '"<="'),),
    ),
    Mutant(
        "lesson lost in a crash",
        "Who answers again from the ledger does not teach again.",
        ("lessons",),
        (
            Edit(
                "usecases.roll_forward:RollForward.finish", "if entry.kind == APPLY:", "if entry.kind == APPLY and job:"
            ),
        ),
    ),
    Mutant(
        "review of an earlier reading applied",
        "Nobody asks whether the job was read again since the review.",
        ("others move the job",),
        (
            Edit(
                "usecases.planning:Planning.check_reading",
                'if case.review["reading_sha256"] != job.reading_sha256:',
                "if False:",
            ),
        ),
    ),
)
