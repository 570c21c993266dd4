"""Two people on two branches, each in texts of their own, and the merge of what they did."""

from __future__ import annotations

import copy
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.histories.together_game import Game

_WHAT = ("s_value", "s_extend", "t_slip", "t_note", "b_answer", "b_elsewhere", "b_extend",
         "p_slip", "p_answer")  # fmt: skip


def branched(game: Game) -> None:
    """One works on a branch, the other meanwhile on main, and git merges the two."""
    game.done.append("branch[")
    if not _settled(game):
        game.done.append("]no")
        return
    game.committed()
    names = [node.name for a in game.articles.values() for node in a.nodes if node.prose]
    theirs, ours = {*names[0::4]}, {*names[2::4]}
    base = copy.deepcopy(game.articles)
    game.repository.git("switch", "-q", "-c", "theirs")
    _work(game, theirs)
    branch = copy.deepcopy(game.articles)
    game.done.append("|")
    game.repository.git("switch", "-q", "main")
    game.articles |= base
    _work(game, ours)
    game.done.append("]")
    if _merged(game):
        for name, article in game.articles.items():
            article.merge(branch[name], theirs)
    game.repository.git("branch", "-q", "-D", "theirs")


def _settled(game: Game) -> bool:
    return all(game.does(command).code == 0 for command in ("sync", "build", "sync"))


def _work(game: Game, names: set[str]) -> None:
    """One or two edits of these texts, which are brought up to date and committed."""
    game.editors.only = names
    for _ in range(game.random.randint(1, 2)):
        what = game.random.choice(_WHAT)
        game.said(what, getattr(game.editors, what)())
    game.editors.only = None
    _settled(game)
    game.committed()


def _merged(game: Game) -> bool:
    """Whether git could merge, with our driver; else what was done there stays in its commit."""
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    merging = replace(game.repository, environment=environment)
    try:
        merging.git("merge", "-q", "--no-edit", "theirs")
    except AssertionError:
        game.done.append("aborted")
        game.repository.git("merge", "--abort")
        return False
    return True
