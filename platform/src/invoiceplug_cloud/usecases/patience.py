"""How often a use case tries again when others are faster, and how long it waits in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

FIRST_SECONDS = 0.02
LONGEST_SECONDS = 0.8


@dataclass(frozen=True, slots=True)
class Patience:
    """A bounded number of tries with full jitter between them; `rng` gives numbers from 0 up to 1.

    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    """

    rng: Callable[[], float]
    sleep: Callable[[float], None]
    most: int = 12

    def tries(self) -> Iterator[int]:
        """The numbers of the tries from 0, after a wait for each but the first."""
        for number in range(self.most):
            if number:
                self.sleep(self.rng() * min(LONGEST_SECONDS, FIRST_SECONDS * 2**number))
            yield number
