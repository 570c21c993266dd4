"""Seeded histories, played by hand or in continuous integration.

python -m tests.histories SEED [--other-tools | --together] [-v] [--smallest]
python -m tests.histories --seeds A-B [--together]           failures in groups
python -m tests.histories --count N [--other-tools | --together] [--seed-from-commit]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.histories import other_tools, play, shrinking, together, together_game
from tests.histories.trace import Trace


def main(arguments: list[str]) -> int:
    """0 where every history holds, 1 where one is broken."""
    options = _options().parse_args(arguments)
    if options.count:
        first = _of_commit() if options.seed_from_commit else 0
        game = other_tools.broken if options.other_tools else play.broken
        game = together.broken if options.together else game
        wanted = [n for n in range(first, first + options.count) if n != options.open]
        # What is known as open is told apart, and must be: once it holds it is one of the others.
        still = options.open is None or bool(game(options.open))
        found = _together(wanted) if options.together else _counted(game, wanted)
        return found or int(not still)
    if options.seeds:
        return _groups(options.seeds, _smallest_together if options.together else _smallest)
    if options.seed is None:
        _options().print_usage()
        return 2
    return _one(options)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.histories")
    parser.add_argument("seed", nargs="?", type=int)
    parser.add_argument("--other-tools", action="store_true", help="the second game")
    parser.add_argument("--together", action="store_true", help="the fourth game")
    parser.add_argument("--smallest", action="store_true", help="leave out what is not needed")
    parser.add_argument("-v", "--verbose", action="store_true", help="each step and what it wrote")
    parser.add_argument(
        "--seeds", type=_range, help="A-B of the second or the fourth game, failures in groups"
    )
    parser.add_argument("--count", type=int, help="so many, one after the other")
    parser.add_argument("--open", type=int, help="a seed that is known to be broken")
    parser.add_argument("--seed-from-commit", action="store_true", help="other ones each commit")
    return parser


def _range(text: str) -> range:
    first, _dash, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def _one(options: argparse.Namespace) -> int:
    if not options.other_tools and not options.together:
        said = play.broken(options.seed)
        sys.stdout.write(f"{said or 'holds'}\n")
        return 1 if said else 0
    made = (together if options.together else other_tools).plan(options.seed)
    if options.smallest:
        found = (_smallest_together if options.together else _smallest)(options.seed)
        made = found.plan if found else made
    trace: Callable[[other_tools.Game | together_game.Game], None]
    trace = Trace() if options.verbose else lambda _game: None
    what = (together if options.together else other_tools).played(made, trace)
    sys.stdout.write(f"{str(what) or 'holds'}\n")
    return 1 if what.kind else 0


def _smallest(seed: int) -> shrinking.Failure | None:
    return shrinking.failure(seed)


def _smallest_together(seed: int) -> shrinking.Failure | None:
    return shrinking.failure(seed, together.plan, together.played)


def _groups(seeds: range, smallest: Callable[[int], shrinking.Failure | None]) -> int:
    found: list[shrinking.Failure] = []
    with ProcessPoolExecutor() as pool:
        for one in pool.map(smallest, seeds):
            if one is not None:
                found.append(one)
                sys.stderr.write(f"{one.plan.seed}: {one.played}\n")
    for group, members in shrinking.grouped(found).items():
        listed = " ".join(str(one.plan.seed) for one in members[:12])
        sys.stdout.write(f"{len(members)} × {group}\n  seeds {listed}\n  {members[0].played}\n")
    sys.stdout.write(f"{len(found)} of {len(seeds)} histories are broken\n")
    return 1 if found else 0


def _counted(game: Callable[[int], str], seeds: Sequence[int]) -> int:
    found = _broken(game, seeds)
    for seed, said in found:
        sys.stdout.write(f"{seed}: {said}\n")
    sys.stdout.write(f"{len(found)} of {len(seeds)} histories from seed {seeds[0]} are broken\n")
    return 1 if found else 0


def _together(seeds: Sequence[int]) -> int:
    """The fourth game; who wrote on both sides alike should not be asked, and is counted."""
    answered, needless = Counter[str](), Counter[str]()
    count = 0
    with ProcessPoolExecutor() as pool:
        for seed, what in zip(seeds, pool.map(together.of_seed, seeds, chunksize=10), strict=True):
            answered.update(dict(what.answered))
            needless.update(how for how, _said in what.needless)
            if what.kind:
                count += 1
                sys.stdout.write(f"{seed}: {what}\n")
    shares = ", ".join(f"{how} {needless[how]} of {n}" for how, n in sorted(answered.items()))
    sys.stdout.write(f"answered, and asked about all the same: {shares}\n")
    sys.stdout.write(f"{count} of {len(seeds)} histories from seed {seeds[0]} are broken\n")
    return 1 if count else 0


def _broken(game: Callable[[int], str], seeds: Iterable[int]) -> list[tuple[int, str]]:
    with ProcessPoolExecutor() as pool:
        found = list(zip(seeds, pool.map(game, seeds, chunksize=10), strict=True))
    return [(seed, said) for seed, said in found if said]


def _of_commit() -> int:
    """A number that the present commit makes, so that each plays histories of its own."""
    command = ["git", "rev-parse", "HEAD"]
    done = subprocess.run(
        command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    return int(done.stdout[:7] or "0", 16)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
