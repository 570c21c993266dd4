"""The code of a commit and that of now play the same histories; what comes out otherwise?

    python -m tests.shadow REV [--seeds A-B] [--steps N] [--game first|other-tools]
                               [--expected FILE] [--pages]

Each group of differences is printed with its count and its smallest example. The exit code is 0
where there is none, or every group is named in FILE: one a line, `*` stands for anything.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from tests.conftest import ROOT
from tests.shadow.checkout import Code, Server, checked_out
from tests.shadow.differences import LINES, Difference, expected, grouped
from tests.shadow.play import GAMES, Extent, compared

Wish = tuple[str, int]
_SERVERS: list[Server] = []


def main(arguments: list[str]) -> int:
    """0 where the two do the same, but for what is expected."""
    options = _options().parse_args(arguments)
    games = [options.game] if options.game else list(GAMES)
    wishes = [(game, seed) for game in games for seed in options.seeds]
    extent = Extent(options.steps, options.pages)
    with checked_out(options.revision) as (old, said):
        sys.stdout.write(f"{options.revision}: {said}\n")
        found = differences(old, Code(ROOT / "src"), wishes, extent)
    return report(found, len(wishes), _patterns(options.expected))


def differences(old: Code, new: Code, wishes: Sequence[Wish], extent: Extent) -> list[Difference]:
    """All differences of these histories, each played until its trees differ."""
    with ProcessPoolExecutor(initializer=_serve, initargs=(old, new)) as pool:
        played = pool.map(_compared, wishes, repeat(extent), chunksize=1)
        return [one for found in played for one in found]


def report(found: Iterable[Difference], count: int, patterns: Sequence[str]) -> int:
    """Prints the groups; the exit code."""
    groups = grouped(found)
    unexpected = [reason for reason in groups if not expected(reason, patterns)]
    for reason, members in groups.items():
        mark = "" if reason in unexpected else " (expected)"
        sys.stdout.write(f"\n{len(members)} × {reason}{mark}\n  {members[0].place}\n")
        for line in members[0].shown[:LINES]:
            sys.stdout.write(f"  | {line}\n")
    histories = {(one.game, one.seed) for members in groups.values() for one in members}
    sys.stdout.write(
        f"\n{len(histories)} of {count} histories differ, in {len(groups)} groups, "
        f"{len(unexpected)} of them not expected\n"
    )
    return 1 if unexpected else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.shadow")
    parser.add_argument("revision", help="the commit whose code is the older one")
    parser.add_argument("--seeds", type=_range, default=range(100), help="A-B, both included")
    parser.add_argument("--steps", type=int, default=1000, help="at most so many commands each")
    parser.add_argument("--game", choices=GAMES, help="one of the games only")
    parser.add_argument("--pages", action="store_true", help="compare the pages too")
    parser.add_argument("--expected", type=Path, help="a file that names groups, one a line")
    return parser


def _range(text: str) -> range:
    first, _dash, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def _patterns(path: Path | None) -> list[str]:
    lines = path.read_text("utf-8").splitlines() if path else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _serve(old: Code, new: Code) -> None:
    """Each worker has its own pair of transpipes, which end with it."""
    _SERVERS[:] = [Server(old), Server(new)]


def _compared(wish: Wish, extent: Extent) -> list[Difference]:
    return compared(*wish, *_SERVERS, extent)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
