"""The fourth game: in each step one person or two write on either side, or on both at once.

Nothing that is typed may be lost, and nothing that the English says may become another thing in
silence: the oracle reads both sides as they are rendered.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from unittest.mock import patch

from tests.histories.commands import parsed_once
from tests.histories.other_tools import Plan, Played, Step
from tests.histories.places import a_place
from tests.histories.rules import Broken
from tests.histories.together_game import Game

SOURCE = ("s_value", "s_value", "s_value", "s_extend", "s_shorten", "s_emphasis", "s_wrap",
          "s_insert", "s_remove", "s_move")  # fmt: skip
TARGET = ("t_slip", "t_slip", "t_note", "t_addition", "t_catch_up", "t_fill")
BOTH = ("b_answer", "b_answer", "b_answer", "b_elsewhere", "b_elsewhere", "b_beside", "b_note",
        "b_extend", "b_shorten", "b_insert", "b_remove", "b_section")  # fmt: skip
CODE = ("o_source", "o_source", "o_both", "o_follow", "o_comment", "o_new_source", "o_new_both",
        "o_new_target", "o_gone_source", "o_gone_both")  # fmt: skip
IN_PO = ("p_slip", "p_catch_up", "p_clear", "p_answer", "p_fill")
OTHER = ("accept_article", "accept_line", "accept_line", "tool", "tool", "branch", "override",
         "commit", "commit")  # fmt: skip
COMMANDS = (*("sync",) * 4, *("run",) * 3, *("build",) * 2, "check", "status", "killed sync",
            "killed build", "killed run")  # fmt: skip


@dataclass(frozen=True)
class Outcome(Played):
    """What became of a history; how many texts were answered, and which of them in vain."""

    answered: tuple[tuple[str, int], ...] = ()
    needless: tuple[tuple[str, str], ...] = ()


def plan(seed: int) -> Plan:
    """The history of a seed; the same wherever it is made."""
    random = Random(f"together {seed}")
    steps: list[Step] = []
    for _ in range(random.randint(3, 6)):
        pools = random.choices((SOURCE, TARGET, BOTH, CODE, IN_PO, OTHER), (3, 2, 5, 2, 2, 2),
                               k=random.randint(1, 3))  # fmt: skip
        names = [*(random.choice(pool) for pool in pools), random.choice(COMMANDS)]
        steps += [Step(name, random.randrange(1 << 30)) for name in names]
    return Plan(seed, True, tuple(steps))


def broken(seed: int) -> str:
    """What a history breaks, '' if nothing. The same for the same seed, wherever it runs."""
    return str(played(plan(seed)))


def played(plan: Plan, say: Callable[[Game], None] = lambda _game: None) -> Outcome:
    """Plays a history; `say` is told after each step."""
    with a_place() as place:
        return _lived(Game(place / "work", plan), plan, say)


def _lived(game: Game, plan: Plan, say: Callable[[Game], None]) -> Outcome:
    fault = Broken("", "")
    try:
        with patch.object(os, "fsync", lambda _descriptor: None), parsed_once():
            game.begin()
            say(game)
            for step in plan.steps:
                game.step(step)
                say(game)
            game.end()
    except Broken as found:
        say(game)
        fault = found
    counted = tuple(sorted(game.oracle.answered.items())), tuple(game.oracle.needless)
    return Outcome(fault.kind, fault.said, tuple(game.done), game.refused, *counted)


def of_seed(seed: int) -> Outcome:
    """What becomes of the history of a seed."""
    return played(plan(seed))
