"""Figures of the first hour: what `next:` says leads to the end, and every screen fits."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from tests.figures import Figure, foreign, main_job
from tests.repository import Repository, cloned, small
from tests.score import width
from transpipe import po
from transpipe.model import Catalogue, Locale, Standing, State, Unit, standing

WIDTHS = (60, 80, 120)
LANGUAGES = ("en", "zh_CN")
STEPS = 12  # so many lead to the end at most
LINES = 25  # so many fit a screen
_PATIENCE = 20

_EN = "# Caches\n\nA cache keeps answers.\n\nIt must be small.\n\n* One item\n* Another item\n"
_ZH = "# 缓存\n\n缓存保存答案。\n\n它必须小。\n\n* 一项\n* 另一项\n"
_ROW = "# 目录\n\n* [Caches](https://example.org/c) | [原文](原文/a.md) | [译文](译文/甲.md)\n"


# ── What `next:` says ───────────────────────────────────────────────────────────────────────


@dataclass
class Followed:
    """The steps that were taken, as they were said, and how it ended."""

    steps: list[str] = field(default_factory=list)
    end: str = ""

    @property
    def wrong(self) -> str:
        """What is wrong about it, '' for nothing."""
        twice = [a for a, b in zip(self.steps, self.steps[1:], strict=False) if a == b]
        if twice:
            return f"twice: {twice[0]}"
        if "nothing to do" not in self.end:
            return f"it does not end: {self.end or self.steps[-1:]}"
        return f"{len(self.steps)} steps" if len(self.steps) > STEPS else ""


def follow(made: Repository) -> Followed:
    """Does what `next:` says, word by word, until there is nothing to do."""
    followed = Followed()
    said = made.transpipe()
    for _ in range(_PATIENCE):
        assert said.code in (0, 1), said.out + said.err
        step = _next(said.out)
        if "nothing to do" in step:
            followed.end = step
            break
        followed.steps.append(step)
        said = made.transpipe(*_carried_out(made, step))
    return followed


def _next(out: str) -> str:
    """What stands after the last `next: `, its lines joined."""
    found = re.search(r"^next: ((?:.*\n)(?:  .*\n)*)", out, re.MULTILINE)
    assert found, f"no next step: {out}"
    return re.sub(r"\s*\n\s*", " ", found[1]).strip()


def _carried_out(made: Repository, step: str) -> list[str]:
    """A step, done as far as a person does it; the command that comes then."""
    commands = re.findall(r"`transpipe ([^`]*)`", step)
    if step.startswith("transpipe "):
        return step.removeprefix("transpipe ").split()
    drafts = [command for command in commands if command.startswith("draft")]
    if drafts:
        return ["draft", "--engine", "echo"]
    if "put an English article" in step:
        made.write("原文/a.md", _EN)
    else:
        assert "edit " in step, step
        _edit(made, step)
    return commands[-1].split()


def _edit(made: Repository, step: str) -> None:
    """What a person does about the units that a step is about: what is there is confirmed."""
    how = next(how for word, how in _KINDS.items() if word in step)
    for locale in Locale:
        folder = made.root / "locales" / locale.value / "LC_MESSAGES"
        for file in sorted(folder.rglob("*.po")):
            article = f"{file.relative_to(folder).with_suffix('')}.md"
            path = str(file.relative_to(made.root))
            catalogue = po.parse(file.read_text("utf-8"), path, article, locale)
            made.write(path, po.render(_confirmed(catalogue, how)))


_KINDS = {
    " conflict": Standing.CONFLICT,
    " stale": Standing.STALE,
    " doubtful": Standing.DOUBTFUL,
    " draft": Standing.DRAFT,
    " to translate": Standing.MISSING,
}


def _confirmed(catalogue: Catalogue, how: Standing) -> Catalogue:
    def confirmed(unit: Unit) -> Unit:
        if standing(unit) is not how or not unit.active:
            return unit
        words = unit.target or f"译文：{unit.source}"
        return replace(unit, target=words, state=State.TRANSLATED, conflict=None)

    return replace(catalogue, units=tuple(map(confirmed, catalogue.units)))


# ── Repositories to begin in ────────────────────────────────────────────────────────────────


def _plain(files: Mapping[str, str]) -> Callable[[Path], Repository]:
    return lambda place: small(place, files)


def _stale(place: Path) -> Repository:
    made = small(place, {"README.md": _ROW, "原文/a.md": _EN, "译文/甲.md": _ZH})
    made.steps("init", "align", "convert --add zh_TW", "build")
    made.write("原文/a.md", _EN.replace("must be", "must not be") + "\nA new paragraph is here.\n")
    return made


def _conflict(place: Path) -> Repository:
    made = small(place, {"README.md": _ROW, "原文/a.md": _EN, "译文/甲.md": _ZH})
    made.steps("init", "align")
    made.write("译文/甲.md", _ZH.replace("必须小", "应当小"))
    made.translate("原文/a.md", {"It must be small.": "它要小。"})
    return made


def _random(seed: int) -> Callable[[Path], Repository]:
    return lambda place: foreign.random_repository(place, Random(seed))


SMALL: dict[str, Callable[[Path], Repository]] = {
    "one new article": _plain({"原文/a.md": _EN}),
    "an empty repository": _plain({"LICENSE": "MIT\n"}),
    "a pair in an index": _plain({"README.md": _ROW, "原文/a.md": _EN, "译文/甲.md": _ZH}),
    "folders of languages": _plain(
        {"docs/en/a.md": _EN, "docs/zh/a.md": _ZH, "docs/en/b.md": _EN, "docs/zh/b.md": ""}
    ),
    "a README and its English": _plain({"README_EN.md": _EN, "README.md": _ZH}),
    "a source that moved on": _stale,
    "a conflict": _conflict,
    "half of it in Chinese": _plain(
        {"原文/a.md": _EN, "译文/a.md": _ZH.replace("它必须小。", "It must be small.")}
    ),
    "all of it in English": _plain({"原文/a.md": _EN, "译文/a.md": _EN}),
    "no English": _plain({"译文/a.md": _ZH}),
    **{f"all kinds of units, {seed}": _random(seed) for seed in (3, 4)},
}


def wrong_at_the_end(made: Repository) -> str:
    """What is wrong where there is said to be nothing to do, '' for nothing."""
    before = {path: data for path, (data, _time) in made.state().items()}
    for command in ("sync", "build"):
        made.transpipe(command)
    after = {path: data for path, (data, _time) in made.state().items()}
    if before != after:
        return "a further sync or build writes something"
    folder = made.root / "locales" / Locale.ZH_CN.value / "LC_MESSAGES"
    for file in sorted(folder.rglob("*.po")):
        article = f"{file.relative_to(folder).with_suffix('')}.md"
        left = [u.source for u in made.catalogue(article).active() if not u.confirmed]
        if left:
            return f"not confirmed: {left[0]}"
    return ""


def _followed(begin: Callable[[Path], Repository]) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as folder:
        made = begin(Path(folder) / "work")
        followed = follow(made)
        return len(followed.steps), followed.wrong or wrong_at_the_end(made)


# ── Screens ─────────────────────────────────────────────────────────────────────────────────

SCREENS = (
    "", "init", "init --dry-run", "", "status", "align", "status", "status README_EN.md",
    "status 译文/12-factor应用.md", "align --doubtful", "check", "sync --dry-run", "sync", "status",
    "build", "draft --engine echo", "status", "check", "run", "convert --add zh_TW", "build",
    "status", "check --baseline", "check",
)  # fmt: skip
_ADDED = "status --all", "check --all --no-baseline", "align --doubtful --all"


def unfit(made: Repository, columns: int, language: str) -> Iterator[str]:
    """The lines that are too wide, and the screens that are too long."""
    screen = replace(made, environment={"COLUMNS": str(columns), "LANGUAGE": language})
    for command in (*SCREENS, *_ADDED):
        said = screen.transpipe(*command.split())
        assert said.code in (0, 1), said.err
        lines = said.out.splitlines()
        yield from (f"{command}: {line}" for line in lines if width(line) > columns)
        if len(lines) > LINES and command not in _ADDED:
            yield f"{command}: {len(lines)} lines"


# ── The figures ─────────────────────────────────────────────────────────────────────────────


def figures(data: Path) -> list[Figure]:
    """How `next:` leads on from ten beginnings, and whether the screens fit."""
    bundle = data / main_job.BUNDLE
    begins = {**SMALL, "the real repository": lambda place: cloned(bundle, place)}
    found = {name: _followed(begin) for name, begin in begins.items()}
    wrong = [f"{name}: {said}" for name, (_steps, said) in found.items() if said]
    most = max(steps for steps, _said in found.values())
    rows = [
        (f"`next:` followed from {len(found)} repositories: not at the end, twice, not at rest",
         "0", f"{len(wrong)} {'; '.join(wrong[:3])}".strip(), not wrong),
        ("the most steps that takes", f"≤ {STEPS}", str(most), most <= STEPS),
    ]  # fmt: skip
    for language in LANGUAGES:
        for columns in WIDTHS:
            with tempfile.TemporaryDirectory() as folder:
                bad = list(unfit(cloned(bundle, Path(folder) / "clone"), columns, language))
            rows.append((f"screens at {columns} columns in {language}: too wide or too long",
                         "0", f"{len(bad)} {'; '.join(bad[:2])}".strip(), not bad))  # fmt: skip
    return rows


__all__ = ["SMALL", "figures", "follow", "unfit", "wrong_at_the_end"]
