"""Years in which an English original and its translations move on together, commit by commit."""

from __future__ import annotations

import random
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.figures import Figure
from tests.repository import Repository, cloned
from transpipe.editions.project import opened
from transpipe.engines.opencc import OpenCC
from transpipe.markdown import segments
from transpipe.model import Carry, Catalogue, Maker, Standing, Unit, UnitId, standing
from transpipe.repository import Workspace
from transpipe.source_edits.merge import merge
from transpipe.text.han import count_han, is_han
from transpipe.text.sentences import paragraphs
from transpipe.units.placement import bare, spoken
from transpipe.workflows.align import align_articles
from transpipe.workflows.sync import sync

ENGLISH, CHINESE = "docs/en/docs/", ("docs/zh/docs/", "docs/zh-hant/docs/")
ARTICLES, UNRELATED = 60, 500
_EACH, _SLIPS = 12, 2  # paragraphs of a step that are edited by chance, and how often each
_COMMON = "的了是在和有这个我们可以使用一种时候进行通过对于如果因为所以"


@dataclass(frozen=True)
class Row:
    """A unit whose source and whose words in the file changed in one step."""

    article: str
    before: tuple[str, str]
    after: tuple[str, str]
    now: Unit


@dataclass
class Tally:
    """What the steps did."""

    steps: int = 0
    together: list[Row] = field(default_factory=list)
    conflicts: list[Unit] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    foreign: list[Unit] = field(default_factory=list)
    unrelated: list[tuple[str, Unit]] = field(default_factory=list)

    @property
    def stale(self) -> list[Row]:
        """The updates that a person is asked about all the same."""
        return [row for row in self.together if standing(row.now) is Standing.STALE]

    @property
    def unseen(self) -> list[tuple[str, Unit]]:
        """The edits that have nothing to do with the source's, and pass for an update."""
        return [(t, u) for t, u in self.unrelated if standing(u) is not Standing.STALE]


@dataclass(frozen=True)
class Version:
    """Both texts of an article as a commit has them."""

    commit: str
    source: str
    target: str


@dataclass(frozen=True)
class Past:
    """The articles of an original that have a translation, and their versions."""

    repository: Repository
    english: str = ENGLISH
    chinese: tuple[str, ...] = CHINESE

    def commits(self) -> list[tuple[str, list[str]]]:
        """Every commit with the paths that it changed, the oldest first."""
        out = self.repository.git(
            "log", "--first-parent", "--reverse", "--format=%x00%H", "--name-only", "-m",
            "--no-renames", "--", self.english, *self.chinese,
        )  # fmt: skip
        parts = ([line for line in part.split("\n") if line] for part in out.split("\x00")[1:])
        return [(lines[0], lines[1:]) for lines in parts]

    def articles(self, commits: Sequence[tuple[str, list[str]]]) -> list[tuple[str, str]]:
        """English and Chinese path where both changed, the most changed translations first."""
        count: Counter[str] = Counter(path for _commit, paths in commits for path in set(paths))
        pairs = [
            (self.english + path.removeprefix(folder), path)
            for folder in self.chinese
            for path in count
            if path.startswith(folder) and path.endswith(".md")
        ]
        both = [(en, zh) for en, zh in pairs if count[en] > 1 and count[zh] > 1]
        return sorted(both, key=lambda pair: (-count[pair[1]], pair))

    def versions(
        self, commits: Sequence[tuple[str, list[str]]], english: str, chinese: str
    ) -> Iterator[Version]:
        """The versions since both sides were there."""
        last: tuple[str, str] | None = None
        for commit, paths in commits:
            if not {english, chinese} & set(paths):
                continue
            texts = self._text(commit, english), self._text(commit, chinese)
            if all(texts) and texts != last and count_han(texts[1]):
                last = texts
                yield Version(commit, *texts)

    def _text(self, commit: str, path: str) -> str:
        command = ["git", "-C", str(self.repository.root), "show", f"{commit}:{path}"]
        shown = subprocess.run(command, capture_output=True, check=False)
        return shown.stdout.decode("utf-8", "replace") if shown.returncode == 0 else ""


def played(
    past: Past, folder: Path, articles: slice = slice(ARTICLES), unrelated: int = UNRELATED
) -> Tally:
    """Adopts the first version of each article, then follows both sides to the end, one by one."""
    tally, commits = Tally(), past.commits()
    here = Repository(folder / "here")
    here.write("transpipe.toml", "")
    histories: dict[str, list[Version]] = {}
    for english, chinese in past.articles(commits)[articles]:
        versions = list(past.versions(commits, english, chinese))
        name = chinese.removeprefix("docs/").replace("/", "-")
        if len(versions) > 1:
            histories[name] = versions
            _put(here, name, versions[0].source, versions[0].target)
    workspace = Workspace(here.root)
    align_articles(opened(workspace, workspace.config()), None, OpenCC())
    rng = random.Random(13)
    for name, versions in histories.items():
        for before, after in pairwise(versions):
            if before.source != after.source and len(tally.unrelated) < unrelated:
                _edit_elsewhere(tally, here, name, (before, after), rng)
            _step(tally, here, name, before, after)
    return tally


def _put(here: Repository, name: str, source: str, target: str) -> None:
    here.write(f"原文/{name}", source)
    here.write(f"译文/{name}", target)


def _sync(here: Repository, name: str) -> Catalogue:
    workspace = Workspace(here.root)
    sync(opened(workspace, workspace.config()), f"原文/{name}", OpenCC())
    return here.catalogue(f"原文/{name}")


def _step(tally: Tally, here: Repository, name: str, before: Version, after: Version) -> None:
    old = here.catalogue(f"原文/{name}")
    _put(here, name, after.source, after.target)
    new = _sync(here, name)
    tally.steps += 1
    was, now = _said(before.target), _said(after.target)
    for unit, mine in _edited(before, after, old, new):
        if unit.words and _stood(unit.words, was) and not _stood(unit.words, now):
            row = Row(name, (unit.source, unit.target), (mine.source, mine.target), mine)
            tally.together.append(row)
    asked = {unit.id for unit in old.units if unit.conflict}
    tally.conflicts += [u for u in new.active() if u.conflict and u.id not in asked]
    known = {bare(part) for unit in new.units for part in _parts(unit)}
    tally.lost += [text for u in old.units for text in _left(u, known, now, was)]
    strangers = [u for u in new.active() if u.words and not _is_own(u, old, now | was)]
    tally.foreign += [u for u in strangers if not _stands_elsewhere(here, name, u)]


def _said(text: str) -> Counter[str]:
    return Counter(bare(said) for _kind, said in spoken(segments.parse(text, source=False)))


def _parts(unit: Unit) -> tuple[str, ...]:
    beside = unit.conflict.text if unit.conflict else ""
    return (*paragraphs(unit.target), *paragraphs(beside))


def _stood(words: str, there: Counter[str]) -> bool:
    return all(there[bare(part)] for part in paragraphs(words))


def _left(unit: Unit, known: set[str], now: Counter[str], was: Counter[str]) -> Iterator[str]:
    """Words of a unit that stand nowhere any more, though nobody took them out of the file."""
    patched = unit.origin is not None and unit.origin.maker is Maker.PATCH
    for part in map(bare, _parts(unit)):
        typed_over = was[part] and not now[part]
        if part not in known and not typed_over and not now[part] and not patched and was[part]:
            yield part


def _is_own(unit: Unit, old: Catalogue, there: Counter[str]) -> bool:
    """Whether words stood in the article's own catalogue or file, whole or in part."""
    had = {bare(part) for other in old.units for part in _parts(other)}
    whole = "".join((*had, *there))
    patched = unit.origin is not None and unit.origin.maker is Maker.PATCH
    return patched or all(bare(part) in whole for part in _parts(unit))


def _stands_elsewhere(here: Repository, name: str, unit: Unit) -> bool:
    """Whether another article has the very same text with these words."""
    others = (path.name for path in sorted((here.root / "原文").iterdir()) if path.name != name)
    catalogues = (here.catalogue(f"原文/{other}") for other in others)
    return any(u.source == unit.source and u.target == unit.target
               for catalogue in catalogues for u in catalogue.units)  # fmt: skip


def _edited(
    before: Version, after: Version, old: Catalogue, new: Catalogue
) -> Iterator[tuple[Unit, Unit]]:
    """The units whose source was edited, before and after."""
    units, found = old.find(), new.find()
    source = segments.parse(after.source, old.cut)
    merged = merge(source, old, before=segments.parse(before.source, old.cut))
    for step in merged.carried:
        if step.how is Carry.EDITED and step.old not in (None, step.source):
            unit = units.get(UnitId(step.old_context, step.old or ""))
            mine = found.get(UnitId(step.context, step.source))
            if unit is not None and mine is not None:
                yield unit, mine


# ── The guard: an edit that has nothing to do with that of the source ───────────────────────


def _edit_elsewhere(
    tally: Tally,
    here: Repository,
    name: str,
    versions: tuple[Version, Version],
    rng: random.Random,
) -> None:
    """Edits the Chinese of paragraphs whose English was edited, by chance, each in a copy."""
    before, after = versions
    old = here.catalogue(f"原文/{name}")
    new = _tried(here, name, after.source, before.target)
    asked = [
        (unit, mine)
        for unit, mine in _edited(before, after, old, new)
        if before.target.count(unit.words) == 1
        and len(unit.words) > 1
        and (standing(mine) is Standing.STALE or mine.target != unit.target)
        and standing(unit) is Standing.DONE
    ]
    for unit, mine in rng.sample(asked, min(len(asked), _EACH)) * _SLIPS:
        typed = typo(unit.words, rng)
        text = before.target.replace(unit.words, typed)
        found = _tried(here, name, after.source, text).find()
        if mine.id in found:
            tally.unrelated.append((typed, found[mine.id]))


def _tried(here: Repository, name: str, source: str, target: str) -> Catalogue:
    """The catalogue as it would be if both sides said these, in a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Repository(Path(folder) / "copy")
        shutil.copytree(here.root, copy.root)
        _put(copy, name, source, target)
        return _sync(copy, name)


def typo(text: str, rng: random.Random) -> str:
    """A text with a slip, or a slip less, somewhere among its Chinese characters."""
    places = [at for at, character in enumerate(text) if is_han(character)] or [0]
    at = rng.choice(places)
    kind = rng.randrange(7)
    if kind == 0:
        return text[:at] + rng.choice(_COMMON) + text[at + 1 :]
    if kind == 1:
        return text[:at] + rng.choice(_COMMON) + text[at:]
    if kind == 2:
        return text[:at] + text[at + 1 :] + "。"
    if kind == 3:
        return text[:at] + rng.choice(_COMMON) + rng.choice(_COMMON) + text[at:]
    if kind == 4:
        return text[:at] + "，" + text[at:]
    if kind == 5:
        return f"{text}（译注：此处与原文的语序略有不同。）"
    return text[:at] + text[at] + text[at:]


def figures(data: Path) -> list[Figure]:
    """Sixty articles of which both languages changed, all commits in their order."""
    with tempfile.TemporaryDirectory() as folder:
        past = Past(cloned(data / "corpus/fastapi-tutorial.bundle", Path(folder) / "past"))
        found = played(past, Path(folder))
    share = len(found.stale) / max(1, len(found.together))
    guarded = 1 - len(found.unseen) / max(1, len(found.unrelated))
    what = f"both sides, {found.steps} steps: "
    return [
        (what + "stale although updated together", "≤ .02",
         f"{len(found.stale)} of {len(found.together)}: {share:.3f}", share <= 0.02),
        (what + "conflicts where one person wrote", "0", str(len(found.conflicts)),
         not found.conflicts),
        (what + "words in no catalogue", "0", str(len(found.lost)), not found.lost),
        (what + "words of another article", "0", str(len(found.foreign)), not found.foreign),
        (f"both sides, {len(found.unrelated)} unrelated edits: stale", "≥ .99",
         f"{guarded:.4f}", guarded >= 0.99 and len(found.unrelated) > 0),
    ]  # fmt: skip
