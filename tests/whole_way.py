"""The way of one article through parse, align, sync and check, with the time that each takes."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from transpipe.config import Config
from transpipe.editions.project import Project, opened
from transpipe.editions.reading import aligned
from transpipe.engines.opencc import OpenCC
from transpipe.markdown import segments
from transpipe.repository import Workspace
from transpipe.workflows.align import align_articles
from transpipe.workflows.check import check
from transpipe.workflows.init import init
from transpipe.workflows.sync import sync

SOURCE, TARGET = "原文/a.md", "译文/a.md"
_EN = "# Title of it\n\nSome opening words are here.\n\n{}\n\nThe closing words are here.\n"
_ZH = "# 它的标题\n\n开头的几句话在这里。\n\n{}\n\n结尾的几句话在这里。\n"


@dataclass
class Times:
    """Seconds of processor time by step."""

    steps: dict[str, float] = field(default_factory=dict)

    def take(self, step: str, act: Callable[[], object]) -> None:
        """Does a step with nothing remembered of the ones before, and takes its time."""
        forget()
        started = time.process_time()
        act()
        self.steps[step] = time.process_time() - started


def forget() -> None:
    """Empties every cache of the package."""
    for name, module in list(sys.modules.items()):
        for held in vars(module).values() if name.startswith("transpipe") else ():
            clear = getattr(held, "cache_clear", None)
            if clear is not None and getattr(held, "__name__", "") not in ("starter", "_parser"):
                clear()
    gc.collect()


def walk(place: Path, text: str, *, pair: bool) -> Times:
    """The way of an article that holds this text; with `pair` its translation holds it too."""
    _write(place, SOURCE, _EN.format(text))
    if pair:
        _write(place, TARGET, _ZH.format(text))
    init(opened(Workspace(place), Config()))
    times, converter = Times(), OpenCC()
    times.take("parse", lambda: segments.parse(_EN.format(text)))
    if pair:
        left, right = segments.parse(_EN.format(text)), segments.parse(_ZH.format(text))
        times.take("beads", lambda: aligned(left, right, converter))
    times.take("align", lambda: align_articles(_project(place), None, converter))
    times.take("sync", lambda: sync(_project(place), None, converter))
    _edit(place, text, pair=pair)
    times.take("sync, edited", lambda: sync(_project(place), None, converter))
    times.take("check", lambda: check(_project(place), None))
    return times


def _edit(place: Path, text: str, *, pair: bool) -> None:
    """Changes words on both sides, in the text and around it."""
    middle, third = len(text) // 2, len(text) // 3
    edited = f"{text[:middle]} edited words {text[middle:]}"
    more = _EN.format(edited).replace("opening", "first") + "\nNew words at the end.\n"
    _write(place, SOURCE, more)
    if pair:
        edited = f"{text[:third]}修改{text[third:]}"
        _write(place, TARGET, _ZH.format(edited).replace("结尾的", "最后的"))


def _project(place: Path) -> Project:
    workspace = Workspace(place)
    return opened(workspace, workspace.config())


def _write(place: Path, path: str, text: str) -> None:
    file = place / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
