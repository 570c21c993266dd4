"""People who work beside other tools: texts that repeat, many units at once, derived locales."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.histories import po_text
from tests.histories.people import People
from tests.histories.po_text import Entry
from tests.histories.standing import DERIVED, Standing, text_of, tokens
from tests.histories.words import TOKEN

Settled = set[tuple[Path, po_text.Key]]


class Crowd(People):
    """The people of the first game, in repositories with repeated texts and derived files.

    `settled` are the units whose words a person has confirmed since the last command.
    """

    def __init__(self, root: Path, random: Random, standing: Standing) -> None:
        super().__init__(root, random)
        self.standing = standing
        self.words = standing.words
        self.settled: Settled = set()

    # ── the source ──────────────────────────────────────────────────────────────────────────

    def repeat(self) -> bool:
        """A paragraph of the source stands a second time."""
        to = self.random.randrange(1, 9)

        def repeated(blocks: list[str], at: int) -> list[str]:
            return [*blocks[:to], blocks[at], *blocks[to:]]

        return self._blocks("原文", repeated)

    def alike(self) -> bool:
        """Every place of a text that repeats changes in the same way."""
        return self._repeated(lambda block, _number: _said_more(block))

    def apart(self) -> bool:
        """One place of a text that repeats changes, the others stay."""
        return self._repeated(lambda block, number: block if number else _said_more(block))

    def each(self) -> bool:
        """Every place of a text that repeats changes in its own way."""
        return self._repeated(lambda block, number: _said_more(block, f" of part {number + 1}"))

    # ── the Chinese Markdown ────────────────────────────────────────────────────────────────

    def correct(self) -> bool:
        """A translator writes one text anew, at one of its places."""
        return self._correct(lambda text, old, new: text.replace(old, new, 1))

    def correct_alike(self) -> bool:
        """A translator writes one text anew, at all of its places."""
        return self._correct(lambda text, old, new: text.replace(old, new))

    def repeat_chinese(self) -> bool:
        """A Chinese paragraph stands a second time, as it is."""
        to = self.random.randrange(1, 9)
        return self._blocks("译文", lambda blocks, at: [*blocks[:to], blocks[at], *blocks[to:]])

    def drop(self) -> bool:
        """A translator takes a paragraph out, and no longer stands by it where it was the last."""
        gone: list[str] = []

        def dropped(blocks: list[str], at: int) -> list[str]:
            gone.extend(TOKEN.findall(blocks[at]))
            return blocks[:at] + blocks[at + 1 :]

        done = self._blocks("译文", dropped)
        self._no_longer(gone)
        return done

    def anew(self) -> bool:
        """A translator has typed the whole of a file anew, every text of it.

        What the file said when a command last looked is written over too, whatever git did between.
        """
        path = self._one("译文")
        old = TOKEN.findall(path.read_text("utf-8")) if path else []
        if path is None or not old:
            return False
        path.write_text(self._renewed(path.read_text("utf-8")), "utf-8")
        self._no_longer([*old, *TOKEN.findall(self.standing.read.get(path, ""))])
        return True

    # ── the derived files ───────────────────────────────────────────────────────────────────

    def override(self) -> bool:
        """Somebody writes a paragraph of the derived file anew; the authored one stays."""
        files = [p for p in self.standing.files(derived=True) if tokens(p)]
        if not files:
            return False
        path = self.random.choice(files)
        old = self.random.choice(sorted(tokens(path)))
        text = path.read_text("utf-8")
        path.write_text(text.replace(old, "改" + self._derived_token()), "utf-8")
        self._no_longer_derived([old])
        return True

    # ── the catalogues ──────────────────────────────────────────────────────────────────────

    def edit(self) -> bool:
        """A translator writes the words of a unit in a PO editor, or clears its fuzzy mark."""
        found = [(p, e) for p, e in self.standing.entries() if e.live and p.exists()]
        if not found:
            return False
        path, unit = self.random.choice(found)
        stays = self.random.random() < 0.2
        retyped = not unit.target or self.random.random() < 0.7
        said = self._retyped(path, unit) if retyped else unit.target
        changed = unit.said(said, previous=stays)
        self._replace(path, lambda entry: changed if entry == unit else entry)
        if not retyped:
            self._not_said(path, unit, unit.quoted)  # they have seen both texts of a conflict
            self.settled.add((path, unit.key))
        return True

    def fill(self) -> bool:
        """A translator fills all units of a catalogue that have no words yet."""
        return self._fill(lambda _entry, number: f"译{self._token()}" if number < 9 else "")

    def fill_alike(self) -> bool:
        """A translator fills all empty units of a catalogue with one text."""
        said = f"同{self._token()}"
        done = self._fill(lambda _entry, _number: said)
        if not done:
            self.words.difference_update(TOKEN.findall(said))
        return done

    def retype(self) -> bool:
        """A translator writes the words of every unit of a catalogue anew, from a list."""
        path = self._catalogue("zh_CN")
        if path is None:
            return False
        old = [e for e in po_text.read(text_of(path)) if e.live and TOKEN.search(e.target)]
        new = {entry: entry.said(self._renewed(entry.target)) for entry in old}
        self._replace(path, lambda entry: new.get(entry, entry))
        for entry in old:
            self._not_said(path, entry, entry.target + entry.quoted)
        return bool(old)

    def quarrel(self) -> bool:
        """Two translators change the words of one unit, one here and one there."""
        for path, unit in self._shuffled():
            found = TOKEN.findall(unit.target)
            file = self.root / "译文" / (path.stem + ".md")
            if len(found) != 1 or not file.exists() or not _paired(self.root, file):
                continue
            text, said = file.read_text("utf-8"), text_of(path)
            if text.count(found[0]) == 1 == po_text.unfolded(said).count(found[0]):
                mine, theirs = self._token(), self._token()
                file.write_text(text.replace(found[0], mine), "utf-8")
                changed = unit.said(unit.target.replace(found[0], theirs), fuzzy=unit.fuzzy)
                self._replace(path, lambda e, new=changed, old=unit: new if e == old else e)
                self.words.discard(found[0])
                self.both.append((mine, theirs))
                return True
        return False

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _files(self, folder: str) -> list[Path]:
        """The files of a folder; a derived one is nobody's to write but by `override`."""
        return [path for path in super()._files(folder) if DERIVED not in path.parts]

    def _catalogue(self, locale: str) -> Path | None:
        found = self.standing.catalogues(locale)
        return self.random.choice(found) if found else None

    def _shuffled(self) -> list[tuple[Path, Entry]]:
        found = [(p, e) for p, e in self.standing.entries("zh_CN") if e.live and e.target]
        self.random.shuffle(found)
        return found

    def _replace(self, path: Path, change: Callable[[Entry], Entry]) -> None:
        new = po_text.changed(text_of(path), lambda _number, entry: change(entry))
        path.write_text(new, "utf-8")

    def _repeated(self, change: Callable[[str, int], str]) -> bool:
        """Changes the blocks of one source that stand there more than once."""
        path = self._one("原文")
        if path is None:
            return False
        blocks = path.read_text("utf-8").strip("\n").split("\n\n")
        several = [block for block in dict.fromkeys(blocks) if blocks.count(block) > 1]
        if not several:
            return False
        wanted = self.random.choice(several)
        number = iter(range(len(blocks)))
        new = [change(block, next(number)) if block == wanted else block for block in blocks]
        path.write_text("\n\n".join(new) + "\n", "utf-8")
        return new != blocks

    def _correct(self, change: Callable[[str, str, str], str]) -> bool:
        files = [path for path in self._files("译文") if tokens(path)]
        if not files:
            return False
        path = self.random.choice(files)
        old = self.random.choice(sorted(tokens(path)))
        text, new = path.read_text("utf-8"), self._token()
        typed = change(text, old, f"改{new}")
        path.write_text(typed, "utf-8")
        self._no_longer([old, *self._alone_before(path, typed, new)])
        return True

    def _alone_before(self, path: Path, typed: str, new: str) -> list[str]:
        """What stood in the place of a word when a command last looked, if all else is the same.

        git may have put the word there since; the file is as if it had been typed over what stood
        there then.
        """
        before, now = self.standing.read.get(path, "").split("\n"), typed.split("\n")
        rows = list(zip(before, now, strict=False))
        there = [
            set(TOKEN.findall(was)) - set(TOKEN.findall(line)) for was, line in rows if new in line
        ]
        alone = all(was == line or new in line for was, line in rows)
        if not alone or len(before) != len(now) or any(len(words) > 1 for words in there):
            return []
        return [word for words in there for word in words]

    def _fill(self, words: Callable[[Entry, int], str]) -> bool:
        path = self._catalogue("zh_CN")
        if path is None or not text_of(path).endswith("\n"):
            return False  # no editor opens a file that breaks off within a text
        empty = [e for e in po_text.read(text_of(path)) if e.live and not e.target]
        new = {entry: words(entry, number) for number, entry in enumerate(empty)}
        for entry in (entry for entry in empty if new[entry]):
            self._not_said(path, entry, entry.quoted)  # as in `edit`, the other text is before them
        self._replace(path, lambda e: e.said(new[e]) if new.get(e) else e)
        return bool(empty)

    def _retyped(self, path: Path, unit: Entry) -> str:
        """New words for a unit, and no stand any more by those it had or that were beside them."""
        made = self._derived_token() if DERIVED in path.parts else self._token()
        self._not_said(path, unit, unit.target + unit.quoted)
        return "编" + TOKEN.sub("", unit.target) + made

    def _not_said(self, path: Path, unit: Entry, gone: str) -> None:
        """Nobody stands any more by these words of a unit, where no other unit says them.

        Where a tool has emptied the unit, what is typed there takes the place of what it said.
        """
        if not unit.target:
            gone += self.standing.seen.get((path, *unit.key[:2]), "")
        locale = DERIVED if DERIVED in path.parts else "zh_CN"
        others = (e for _path, e in self.standing.entries(locale) if e.live and e != unit)
        elsewhere = {word for e in others for word in TOKEN.findall(e.target)}
        if locale == DERIVED:
            elsewhere |= self.words - self.standing.derived
        self.standing.aimed_at(TOKEN.findall(gone), elsewhere)

    def _renewed(self, text: str) -> str:
        return TOKEN.sub(lambda _match: self._token(), text)

    def _derived_token(self) -> str:
        made = self._token()
        self.standing.derived.add(made)
        return made

    def _no_longer(self, old: list[str]) -> None:
        """Nobody stands by words that were written over at the last place they had in a file."""
        left = {word for path in self.standing.files() for word in tokens(path)}
        self.standing.aimed_at(old, left | self.standing.derived)

    def _no_longer_derived(self, old: list[str]) -> None:
        left = {word for path in self.standing.files(derived=True) for word in tokens(path)}
        self.standing.aimed_at(old, left | (self.words - self.standing.derived))


def _said_more(block: str, where: str = "") -> str:
    """A text with a change in its last sentence."""
    return re.sub(r"([.!]?)$", rf"{where or ' once more'}\1", block, count=1)


def _paired(root: Path, file: Path) -> bool:
    return (root / "原文" / file.name).exists()
