"""How long a gateway waits before it tries again, and for how often."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

TRIES = 10
FIRST_SECONDS, LONGEST_SECONDS = 0.02, 0.8

Pause = Callable[[int], None]  # called with the number of the try that failed, from 0


def full_jitter(failed: int) -> None:
    """Sleeps a random time up to a bound that doubles with every try; ten tries take two seconds on average.

    Everything up to the bound is equally likely, which spreads those who collided better than any other choice:
    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    """
    longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2**failed)
    time.sleep(random.uniform(0, longest))  # noqa: S311 - no secret
