"""python -m explorer explore | mutants | enumerate | nightly | replay: how the product is explored from a shell."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from explorer import enumerations
from explorer.choosers import Replay
from explorer.exploration import Violation, exploring, failure, shrunk
from explorer.mutants import MUTANTS
from explorer.parts import hunted, in_parts
from explorer.scenarios import SCENARIOS
from explorer.trace import lines

MOST_TOLD = 3
ALL_SEEDS = 10


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 nothing is wrong, 1 an invariant was broken or a mutant was not found."""
    parser = argparse.ArgumentParser(prog="python -m explorer", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    explore_ = commands.add_parser("explore", help="runs by chance, from a seed")
    explore_.add_argument("--schedules", type=int, default=20_000)
    explore_.add_argument("--seed", type=int, default=1)
    explore_.add_argument("--only", action="append", choices=[*SCENARIOS], help="these scenarios only")
    hunt_ = commands.add_parser("mutants", help="looks for seeded bugs")
    hunt_.add_argument("--seeds", type=int, default=ALL_SEEDS)
    hunt_.add_argument("--only", action="append", choices=[each.name for each in MUTANTS])
    whole = commands.add_parser("enumerate", help="every schedule of the small units")
    whole.add_argument("--whole", action="store_true", help="also those that take minutes")
    nightly = commands.add_parser("nightly", help="a million runs, all mutants, every enumeration")
    nightly.add_argument("--schedules", type=int, default=1_000_000)
    nightly.add_argument("--seed", type=int, default=1)
    replay = commands.add_parser("replay", help="one run again, told step by step")
    replay.add_argument("scenario", choices=[*SCENARIOS])
    replay.add_argument("choices", help="as they were printed: 0,0,3,1")
    given = parser.parse_args(arguments)
    with exploring():
        return COMMANDS[given.command](given)


def explore(given: argparse.Namespace) -> int:
    """Runs by chance; ends in `explored N schedules, V violations`."""
    names = getattr(given, "only", None) or [*SCENARIOS]
    found, seconds = 0, 0.0
    for some, spent in in_parts(names, given.seed, given.schedules):
        seconds += spent
        for name, choices, error in some:
            found += 1
            if found <= MOST_TOLD:
                sys.stdout.write(f"{shrunk(Violation(SCENARIOS[name], choices, error)).told()}\n")
    sys.stdout.write(f"seed {given.seed}: {given.schedules / seconds:.0f} schedules a second of one processor's time\n")
    sys.stdout.write(f"explored {given.schedules} schedules, {found} violations\n")
    return 1 if found else 0


def mutants(given: argparse.Namespace) -> int:
    """Looks for every mutant from several seeds; ends in `found K of M`."""
    chosen = [each for each in MUTANTS if given.only is None or each.name in given.only]
    found = 0
    for told, was_found in hunted([each.name for each in chosen], given.seeds):
        found += was_found
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()
    sys.stdout.write(f"found {found} of {len(chosen)}\n")
    return 0 if found == len(chosen) else 1


def enumerate_(given: argparse.Namespace) -> int:
    """Every schedule of the small units; ends in `enumerated N schedules, V violations`."""
    total, wrong = 0, 0
    for unit in enumerations.UNITS:
        if unit.quick or given.whole:
            result = unit.run()
            sys.stdout.write(f"{result}\n")
            total, wrong = total + result.schedules, wrong + (result.violation is not None)
    sys.stdout.write(f"enumerated {total} schedules, {wrong} violations\n")
    return 1 if wrong else 0


def nightly(given: argparse.Namespace) -> int:
    """All of it."""
    statuses = [explore(given)]
    statuses.append(mutants(argparse.Namespace(only=None, seeds=ALL_SEEDS)))
    statuses.append(enumerate_(argparse.Namespace(whole=True)))
    return max(statuses)


def replay(given: argparse.Namespace) -> int:
    """One run again."""
    scenario = SCENARIOS[given.scenario]
    error = failure(scenario, Replay([int(each) for each in given.choices.split(",")]))
    sys.stdout.write("\n".join([*lines(scenario.schedule.trace), f"  {error or 'nothing is wrong'}", ""]))
    return 1 if error else 0


COMMANDS = {"explore": explore, "mutants": mutants, "enumerate": enumerate_, "nightly": nightly, "replay": replay}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
