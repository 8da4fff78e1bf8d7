"""How much is done at once, in a day and for how long; numbers of the house, each with the reason it has."""

from __future__ import annotations

from dataclasses import dataclass

MOST_TRIES = 3  # attempts and refused starts since a person last asked

# RunTask finds a task again by its token for as long as the task lives and an hour more.
# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ECS_Idempotency.html
TOKEN_SECONDS = 50 * 60
MISSING_SECONDS = 2 * 60  # DescribeTasks may not know a new task yet
TASK_SECONDS = 10 * 60  # longer than any reading: the reader's own limit is a minute
SLOT_SECONDS = 20 * 60  # a task is stopped before, by a sweep every five minutes
START_SECONDS = 60  # from taking a place to running a task in it: twice as long as a function may take
LOOK_SECONDS = 15  # how often one process looks after one job when it is polled
UPLOAD_SECONDS = 5 * 60  # after it the upload's link has expired, and a file that is there was not started
ABANDONED_SECONDS = 24 * 60 * 60

# Workers at the dispatch queue; local stack and Terraform make the queue so.
HIDDEN_SECONDS = 2 * 60  # for how long a message that a worker has is hidden from others; prolonged while it lives
MOST_RECEIVES = 3  # workers that a message may fail with before it is a dead letter
MESSAGE_SECONDS = 14 * 24 * 60 * 60  # the longest that SQS keeps a message: a backlog may outlast days without pages
WORK_SECONDS = 3 * 60  # a child that reads for longer than this hangs; most take seconds
LONGEST_READING_SECONDS = WORK_SECONDS - 30  # what the reader's own limit may be set to; start and storing come on top


@dataclass(frozen=True, slots=True)
class Limits:
    """What the operator of the house sets."""

    live_tasks: int = 5  # without places: the most workers that the service may have, which alone bounds them
    places: bool = True  # whether a task takes a place; a message in the dispatch queue takes none, it only waits
    jobs_a_day: int = 500
    pages_a_day: int = 5000
    task_memory_mib: int = 2048  # what the task definition asks for
    hidden_seconds: int = HIDDEN_SECONDS
    retry_seconds: int = 60  # bound of the first wait before another try; a task's doubles, a message's quadruples
