"""Years of an English original moving on under its translations, commit by commit."""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from tests.figures import Figure
from tests.repository import Repository, cloned
from transpipe import po
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import opened
from transpipe.engines.opencc import OpenCC
from transpipe.markdown import segments
from transpipe.model import Catalogue, Layout, Locale, State, Unit
from transpipe.repository import Workspace
from transpipe.units.build import empty
from transpipe.workflows.align import align_articles
from transpipe.workflows.sync import sync

ENGLISH, CHINESE = "docs/en/docs/tutorial/", "docs/zh/docs/tutorial/"
ARTICLES = 30


@dataclass
class Tally:
    """What the steps of a history asked of people."""

    steps: int = 0
    changed: int = 0
    asked: int = 0
    msgmerge: int = 0
    patched: int = 0
    vanished: int = 0


def figures(data: Path) -> list[Figure]:
    """Every English commit since there were thirty translations, with one adoption at the start."""
    with tempfile.TemporaryDirectory() as folder:
        past = cloned(data / "corpus/fastapi-tutorial.bundle", Path(folder) / "past")
        found = Replay(past, Path(folder)).played()
    share = found.asked / max(1, found.msgmerge)
    what = f"replay of {found.steps} commits, {ARTICLES} articles: "
    return [
        (what + "confirmed targets that vanish", "0", str(found.vanished), not found.vanished),
        (what + "units to look at", "≤ .6 × msgmerge's",
         f"{found.asked} of {found.msgmerge}: {share:.2f} "
         f"({found.patched} patched; by date {found.changed} files)", share <= 0.6),
    ]  # fmt: skip


class Replay:
    """A repository that follows the English of another, and people who confirm at every step."""

    def __init__(self, past: Repository, folder: Path) -> None:
        self.past = past
        self.folder = folder
        self.here = Repository(folder / "here")
        self.tally = Tally()

    def played(self) -> Tally:
        """Adopts the translations once, then follows the English to its end."""
        commits = self.past.git("rev-list", "--reverse", "--first-parent", "HEAD").split()
        start = next(
            n for n, commit in enumerate(commits) if len(self._chinese(commit)) >= ARTICLES
        )
        names = self._chinese(commits[start])[:ARTICLES]
        self.here.write("transpipe.toml", "")
        for name in names:
            self.here.write(f"原文/{name}", self._text(commits[start], ENGLISH + name) or "")
            self.here.write(f"译文/{name}", self._text(commits[start], CHINESE + name) or "")
        workspace = Workspace(self.here.root)
        align_articles(opened(workspace, workspace.config()), None, OpenCC())
        for name in names:
            self._confirmed(name, self.here.catalogue(f"原文/{name}"))
        for before, commit in zip(commits[start:], commits[start + 1 :], strict=False):
            moved = [name for name in self._moved(before, commit) if name in names]
            self._step(moved, commit)
        return self.tally

    def _chinese(self, commit: str) -> list[str]:
        both = [set(self._names(commit, folder)) for folder in (ENGLISH, CHINESE)]
        return sorted(name for name in both[0] & both[1] if self._text(commit, CHINESE + name))

    def _names(self, commit: str, folder: str) -> list[str]:
        out = self.past.git("ls-tree", "-r", "--name-only", commit, folder)
        return [path.removeprefix(folder) for path in out.splitlines() if path.endswith(".md")]

    def _text(self, commit: str, path: str) -> str | None:
        known = self.past.git("ls-tree", "--name-only", commit, path)
        return self.past.git("show", f"{commit}:{path}") if known else None

    def _moved(self, before: str, commit: str) -> list[str]:
        out = self.past.git("diff", "--name-only", "--no-renames", before, commit, "--", ENGLISH)
        return [path.removeprefix(ENGLISH) for path in out.splitlines()]

    # ── one commit ──────────────────────────────────────────────────────────────────────────

    def _step(self, names: list[str], commit: str) -> None:
        texts = {name: self._text(commit, ENGLISH + name) for name in names}
        for name, text in texts.items():
            if text is None:  # gone from the original; its translation stays as it is
                continue
            before = self.here.catalogue(f"原文/{name}")
            self.here.write(f"原文/{name}", text)
            workspace = Workspace(self.here.root)
            outcome = sync(opened(workspace, workspace.config()), f"原文/{name}", OpenCC())
            after = self.here.catalogue(f"原文/{name}")
            self.tally.changed += 1
            self.tally.asked += len(_fuzzy(after))
            self.tally.vanished += _vanished(before, after, outcome)
            self.tally.patched += sum(finding.code == "patched" for finding in outcome.findings)
            self._merged(name)
            self._confirmed(name, after)
        self.tally.steps += bool(texts)

    def _confirmed(self, name: str, catalogue: Catalogue) -> None:
        # As a PO editor leaves them: the flags and previous texts go, our comments stay.
        done = {"state": State.TRANSLATED, "previous": None, "previous_context": None}
        asked = _fuzzy(catalogue)
        units = [replace(u, conflict=None, **done) if u in asked else u for u in catalogue.units]
        path = Workspace.catalogue_path(f"原文/{name}", Locale.ZH_CN)
        text = po.render(replace(catalogue, units=tuple(units)))
        self.here.write(path, text)
        if not (self.folder / self._po(name, "theirs")).exists():
            self._write(self._po(name, "theirs"), text)

    # ── msgmerge beside it ──────────────────────────────────────────────────────────────────

    def _po(self, name: str, kind: str) -> str:
        return f"{kind}/{name.replace('/', '-')}.po"

    def _write(self, path: str, text: str) -> Path:
        return Repository(self.folder).write(path, text)

    def _template(self, name: str) -> Path:
        article = f"原文/{name}"
        document = segments.parse(self.here.read(article))
        made = empty(document, article, Locale.ZH_CN, Layout.PARENT)
        return self._write(self._po(name, "template"), po.render(made))

    def _merged(self, name: str) -> None:
        old = self.folder / self._po(name, "theirs")
        template = self._template(name)
        command = ["msgmerge", "-q", "--no-wrap", "-o", str(old), str(old), str(template)]
        subprocess.run(command, check=True, capture_output=True)
        only = ["msgattrib", "--only-fuzzy", "--no-obsolete", "--no-wrap", str(old)]
        found = subprocess.run(only, check=True, capture_output=True).stdout.decode()
        self.tally.msgmerge += found.count("\n#, fuzzy")
        confirm = ["msgattrib", "--clear-fuzzy", "--clear-previous", "--no-wrap"]
        subprocess.run([*confirm, "-o", str(old), str(old)], check=True, capture_output=True)


def _fuzzy(catalogue: Catalogue) -> list[Unit]:
    return [unit for unit in catalogue.active() if unit.state is State.FUZZY and unit.target]


def _vanished(before: Catalogue, after: Catalogue, outcome: Outcome) -> int:
    """Confirmed targets that are nowhere after a step, but for those that were patched."""
    stood = Counter(unit.target for unit in before.active() if unit.state is State.TRANSLATED)
    stands = Counter(unit.target for unit in after.units)
    patched = [finding.message for finding in outcome.findings if finding.code == "patched"]
    gone = stood - stands
    return sum(
        count for text, count in gone.items() if not any(f" {text} → " in said for said in patched)
    )
