"""What must hold after a command of the fourth game, judged by what texts say when rendered.

Nothing of the code that is tried is asked: the English and the Chinese of a unit say the same, or
the unit is stale, or a person has said that they may differ.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.histories import phrases
from tests.histories.po_text import Entry
from tests.histories.rules import Broken
from tests.histories.two_sides import OPAQUE, Article, Files, bare, cut, read
from tests.repository import Ran

PATCHED = "patched by machine: "


@dataclass
class Override:
    """What somebody wrote in the derived file, and the words and the source it stood beside."""

    text: str
    beside: str
    source: str


@dataclass
class Oracle:
    """Compares what stands on disk with what people typed.

    `listed` are the patches that commands have told of, `right` those that said what the source
    said then, by text: another edit may have made them stale since. `answered` counts the texts
    of which both sides were edited alike, `needless` those of them that a person has to look at
    all the same.
    """

    root: Path
    articles: dict[str, Article]
    listed: set[str] = field(default_factory=set)
    right: set[tuple[str, str]] = field(default_factory=set)
    overrides: dict[str, dict[str, Override]] = field(default_factory=dict)
    answered: Counter[str] = field(default_factory=Counter)
    needless: list[tuple[str, str]] = field(default_factory=list)

    # ── after any command ───────────────────────────────────────────────────────────────────

    def heard(self, ran: Ran) -> None:
        """What a command told of patches."""
        for finding in findings(ran):
            if finding["code"] == "patched":
                self.listed.add(str(finding["message"]).rpartition(" → ")[2])

    def heard_nothing(self) -> None:
        """A command was killed before it could tell of the patches that it had written."""
        for article in self.articles.values():
            entries = Files(self.root, article.name).entries()
            self.listed |= {e.target for e in entries if any("by=patch" in x for x in e.lines)}

    def words_stand(self) -> None:
        """Every text that a person typed stands in a catalogue or in the Chinese file, as typed."""
        for article in self.articles.values():
            files = Files(self.root, article.name)
            entries, blocks = files.entries(), list(map(bare, files.blocks()))
            for name, text in article.typed.items():
                patched = self._patched(article, name, entries)
                if not self._stands(text, entries, blocks):
                    if patched:
                        article.says(name, patched)
                        continue
                    there = [e.target for e in entries if name in e.target]
                    there += [block for block in blocks if name in block]
                    kind = "changed" if there else "lost"
                    raise Broken(kind, f"{article.name}: {text!r} is {there or 'nowhere'}")
            for text in article.notes.values():
                if not self._stands(text, entries, blocks):
                    raise Broken("lost", f"{article.name}: the note {text}")
            self._overrides_stand(article, files)

    def _stands(self, text: str, entries: list[Entry], blocks: list[str]) -> bool:
        return (
            any(text in e.target.strip("\n").split("\n\n") or text == e.target for e in entries)
            or text in blocks
            or any(text in line for e in entries for line in e.lines if line.startswith("# >"))
        )

    def _patched(self, article: Article, name: str, entries: list[Entry]) -> str:
        """A text that was changed by a patch alone, as it is by now; '' where it was not."""
        for entry in (entry for entry in entries if name in entry.target):
            old = phrases.sayings(phrases.rendered(article.typed[name])) or []
            new = phrases.sayings(phrases.rendered(entry.target)) or []
            due = phrases.english(phrases.rendered(entry.source)) or {}
            same = [(s.phrase, s.style) for s in old] == [(s.phrase, s.style) for s in new]
            right = all(
                a == b or due.get(b.phrase) == b.value for a, b in zip(old, new, strict=False)
            )
            marked = any("by=patch" in line for line in entry.lines)
            told = entry.target in self.listed and entry.target != article.typed[name]
            if same and right and (marked or entry.fuzzy or entry.obsolete) and told:
                self.right.add((name, entry.target))
            if (name, entry.target) in self.right:
                return entry.target
        return ""

    def _overrides_stand(self, article: Article, files: Files) -> None:
        blocks, entries = list(map(bare, cut(files.derived))), read(files.overrides)
        for over in self.overrides.get(article.name, {}).values():
            if not self._stands(over.text, entries, blocks):
                raise Broken("lost", f"{article.name}: the override {over.text}")

    # ── after a command that looked at an article ───────────────────────────────────────────

    def followed(self, article: Article) -> None:
        """The catalogue follows both sides; whatever says two things is stale, or excused."""
        files = Files(self.root, article.name)
        live = [entry for entry in files.entries() if entry.live]
        self._no_conflict(article, files.entries())
        self._follows(article, live)
        for entry in live:
            if entry.target and not entry.fuzzy:
                self._says_the_same(article, entry)
        self._needless(article, files)
        self._overrides_follow(article, files)

    def _no_conflict(self, article: Article, entries: list[Entry]) -> None:
        """Nobody here changed one text in two places, so nothing is a conflict."""
        for entry in entries:
            if any(line.startswith("# transpipe: conflict") for line in entry.lines):
                raise Broken("conflict", f"{article.name}: {' / '.join(entry.lines)}")

    def _follows(self, article: Article, live: list[Entry]) -> None:
        wanted = set(phrases.blocks(article.english))
        there = {phrases.rendered(entry.source) for entry in live}
        if wanted != there:
            raise Broken("behind", f"{article.name}: {sorted(wanted ^ there)}")

    def _says_the_same(self, article: Article, entry: Entry) -> None:
        source, target = phrases.rendered(entry.source), phrases.rendered(entry.target)
        if (source, target) in article.excused:
            return
        node = next((n for n in article.nodes if phrases.rendered(n.markdown) == source), None)
        if node is not None and node.name in article.typed and node.name not in entry.target:
            raise Broken("paired", f"{article.name}: {source!r} with {target!r}")
        ours, theirs = phrases.english(source), phrases.chinese(target)
        if ours is None or (node is not None and not node.prose):
            return
        if theirs is None:
            raise Broken("changed", f"{article.name}: {target!r}")
        apart = [
            (phrase, ours.get(phrase), theirs.get(phrase))
            for phrase in sorted({*ours, *theirs})
            if ours.get(phrase) != theirs.get(phrase)
        ]
        silent = [one for one in apart if one not in article.excused]
        if silent:
            said = f"{article.name}: {source!r} is {target!r}"
            raise Broken("silent", f"{said} {[line for line in entry.lines if line[0] == '#']}")

    def _needless(self, article: Article, files: Files) -> None:
        for name, how in sorted(article.window.expected.items()):
            self.answered[how] += 1
            entry = files.entry(name)
            if entry is None or entry.fuzzy:
                said = "not paired" if entry is None else f"{entry.source} | {entry.target}"
                self.needless.append((how, f"{article.name}: {said}"))

    def _overrides_follow(self, article: Article, files: Files) -> None:
        entries, authored = read(files.overrides), {e.source: e for e in files.entries() if e.live}
        for name, over in self.overrides.get(article.name, {}).items():
            for entry in entries:
                if not entry.live or name not in entry.target or entry.fuzzy:
                    continue
                beside = authored.get(entry.source)
                now = beside.target if beside is not None else ""
                if now != over.beside:
                    raise Broken("silent", f"zh_TW {entry.target!r} beside {now!r}")

    # ── what nobody translates ──────────────────────────────────────────────────────────────

    def copies_follow(self, article: Article, found: list[dict[str, object]]) -> None:
        """Each copy of code is what the English has, or is listed, or is the translator's own.

        Code of a text that nobody has translated is missing with it, and that is told.
        """
        files = Files(self.root, article.name)
        if not files.target.exists():
            return
        theirs = self._copies(article, files)
        ours = {node.name: node.said for node in article.nodes if node.kind in OPAQUE}
        listed = " ".join(
            f"{f['source']} {f['target']} {f['message']}"
            for f in found
            if str(f["code"]).startswith("opaque")
        )
        for name in sorted({*ours, *theirs}):
            pair = (name, ours.get(name), theirs.get(name))
            told = name in listed or (name not in theirs and self._is_of_a_gap(article, name))
            if pair[1] != pair[2] and pair not in article.excused and not told:
                raise Broken("opaque", f"{article.name}: {pair[1]!r} is {pair[2]!r}")

    def _is_of_a_gap(self, article: Article, name: str) -> bool:
        """Whether the text that a block of code stands behind has no translation yet."""
        at = next(n for n, node in enumerate(article.nodes) if node.name == name)
        above = [node for node in article.nodes[:at] if node.kind not in OPAQUE]
        return bool(above) and above[-1].name not in article.typed

    def copies_stand(self, article: Article) -> None:
        """No command has changed a copy into anything but what the English has."""
        files = Files(self.root, article.name)
        theirs = self._copies(article, files)
        ours = {node.name: node.said for node in article.nodes}
        for name, said in list(article.copies.items()):
            now = theirs.get(name)
            if now != said and files.target.exists():
                if now != ours.get(name):
                    raise Broken("changed", f"{article.name}: {said!r} is {now!r}")
                article.copies[name] = now or ""
                if now is None:
                    article.copies.pop(name)

    def _copies(self, article: Article, files: Files) -> dict[str, str]:
        """The opaque blocks of the Chinese file by name."""
        names = {node.name for node in article.nodes if node.kind in OPAQUE} | {*article.copies}
        return {name: text for name in names if (text := files.block(name))}

    # ── what is published ───────────────────────────────────────────────────────────────────

    def published(self, article: Article) -> None:
        """The Chinese file says what the catalogue says, wherever it says it."""
        files = Files(self.root, article.name)
        blocks = files.blocks()
        for entry in files.entries():
            name = next((n for n in article.typed if n in entry.target), None)
            block = next((b for b in blocks if name and name in b), "")
            if entry.live and block and bare(block) != entry.target:
                raise Broken("published", f"{article.name}: {entry.target!r} is {block!r}")


def findings(ran: Ran) -> Iterator[dict[str, object]]:
    """The findings of a command with --json, whichever way it writes them."""
    for line in ran.out.splitlines():
        row = json.loads(line)
        yield from row.get("findings", [row])
