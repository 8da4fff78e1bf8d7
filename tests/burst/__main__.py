"""python -m burst simulate | real: bursts of uploads, and what they have shown as a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from burst import real
from burst.outcome import Outcome
from burst.profile import Burst
from burst.simulation import Simulation

from invoiceplug_cloud.settings import QUEUE, RUN_TASK


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 when all is as it must be, else 1."""
    parser = argparse.ArgumentParser(prog="python -m burst", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    simulate_ = commands.add_parser("simulate", help="over AWS in memory, in virtual time, with all that goes wrong")
    simulate_.add_argument("--uploads", type=int, default=Burst().uploads)
    simulate_.add_argument("--seed", type=int, default=Burst().seed)
    real_ = commands.add_parser("real", help="on a local stack of its own, over HTTP")
    real_.add_argument("--uploads", type=int, default=1000)
    real_.add_argument("--dispatch", choices=[QUEUE, RUN_TASK], default=QUEUE)
    given = parser.parse_args(arguments)
    return COMMANDS[given.command](given)


def simulate(given: argparse.Namespace) -> int:
    """The simulation."""
    simulation = Simulation(Burst(uploads=given.uploads, seed=given.seed))
    simulation.run()
    outcome = Outcome(simulation)
    _tell(f"A simulated burst, seed {given.seed}", outcome.lines())
    wrong = list(outcome.wrong())
    sys.stdout.write("".join(f"WRONG: {each}\n" for each in wrong))
    return 1 if wrong else 0


def real_run(given: argparse.Namespace) -> int:
    """The real run."""
    with tempfile.TemporaryDirectory(prefix="burst-") as folder:
        figures = real.run(Path(folder), given.uploads, given.dispatch)
    _tell(f"{given.uploads} uploads on this machine, dispatch = {given.dispatch}", figures.lines())
    return 1 if figures.lost else 0


def _tell(title: str, lines: Iterable[tuple[str, str]]) -> None:
    sys.stdout.write(f"{title}\n")
    for name, value in lines:
        sys.stdout.write(f"  {name:<36} {value}\n")


COMMANDS = {"simulate": simulate, "real": real_run}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
