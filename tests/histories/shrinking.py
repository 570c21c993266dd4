"""The smallest history that still breaks what a long one broke, and failures by what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tests.histories.other_tools import Plan, Played, plan, played


@dataclass(frozen=True)
class Failure:
    """A history that broke something, as short as it could be made."""

    plan: Plan
    played: Played

    @property
    def group(self) -> str:
        """What failures have in common that come from one fault, as far as names can tell."""
        names = [step.name for step in self.plan.steps]
        tools = [word for word in self.played.done if "(zh_" in word]
        return f"{self.played.kind}: {' · '.join(names)} {' '.join(t.split('(')[0] for t in tools)}"


Play = Callable[[Plan], Played]


def smallest(plan: Plan, found: Played, play: Play = played) -> Failure:
    """Steps are left out, many at once and then one by one, as long as the same kind breaks."""
    best = Failure(plan, found)
    size = max(1, len(plan.steps) // 2)
    while True:
        shorter = _without(best, size, play)
        if shorter is not None:
            best = shorter
        elif size == 1:
            return best
        else:
            size //= 2


def _without(failure: Failure, size: int, play: Play) -> Failure | None:
    """The history without so many steps in a row, the first such that still breaks."""
    steps = failure.plan.steps
    for end in range(len(steps), 0, -size):
        fewer = replace(failure.plan, steps=(*steps[: max(0, end - size)], *steps[end:]))
        now = play(fewer)
        if now.kind == failure.played.kind:
            return Failure(fewer, now)
    return None


def failure(seed: int, make: Callable[[int], Plan] = plan, play: Play = played) -> Failure | None:
    """The history of a seed at its smallest, None where nothing breaks."""
    made = make(seed)
    found = play(made)
    return smallest(made, found, play) if found.kind else None


def grouped(failures: Iterable[Failure]) -> dict[str, list[Failure]]:
    """By group, the largest first; in each the shortest history first."""
    found: dict[str, list[Failure]] = {}
    for one in failures:
        found.setdefault(one.group, []).append(one)
    for members in found.values():
        members.sort(key=lambda one: (len(one.played.done), one.plan.seed))
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))
