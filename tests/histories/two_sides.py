"""An article as its two writers know it: who writes the English, and who writes the Chinese.

The English is a list of nodes, of which the file is written. The Chinese is read from its file and
from the catalogue, where each paragraph is known by the token that it begins with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.histories import po_text
from tests.histories.phrases import Saying, chinese, english, rendered
from tests.histories.po_text import Entry

OPAQUE = ("code", "image", "link")
_MARKS = ("> ", "- ", "## ", "# ")


@dataclass(frozen=True)
class Node:
    """A block of the English; `name` is the token of its Chinese, or stands in both copies of it.

    `said` is the text of a heading, or of what is opaque.
    """

    kind: str
    name: str
    sayings: tuple[Saying, ...] = ()
    said: str = ""
    mark: str = ""
    wrapped: bool = False

    @property
    def prose(self) -> bool:
        return self.kind == "prose"

    @property
    def markdown(self) -> str:
        """The block as it stands in the file."""
        text = self.said or " ".join(saying.in_english() for saying in self.sayings)
        if self.wrapped:
            head, _blank, tail = text.partition(" ")
            first, _blank, rest = tail.partition(" ")
            text = f"{head} {first}\n{'  ' if self.mark == '- ' else self.mark}{rest}"
        return self.mark + text


@dataclass
class Window:
    """What was done to an article since a command last looked at it, by token.

    `expected` are the texts of which both sides were edited, the one answering the other, and how;
    `fresh` those that two wrote in at once: what the one answered the other does not write over.
    """

    source: set[str] = field(default_factory=set)
    target: set[str] = field(default_factory=set)
    catalogue: set[str] = field(default_factory=set)
    expected: dict[str, str] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)

    @property
    def touched(self) -> set[str]:
        return self.source | self.target | self.catalogue


@dataclass
class Article:
    """What is written on both sides, and by what a person stands though the sides say two things.

    `typed` is the Chinese by token as a person typed it last, and `past` all that they typed;
    `copies` is what the Chinese file has of opaque blocks, and those `kept` are so in a commit: an
    older text that no commit has nobody can know. `excused` are the differences that a person has
    accepted: the phrase and its values, or the name of an opaque block and its texts. Phrases that
    have `left` the English do not come again.
    """

    name: str
    nodes: list[Node] = field(default_factory=list)
    typed: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    excused: set[tuple[object, ...]] = field(default_factory=set)
    window: Window = field(default_factory=Window)
    kept: set[str] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    past: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def says(self, name: str, text: str) -> None:
        """A person has typed this. Nobody types again what they typed before: git may have."""
        self.typed[name] = text
        self.past[name].add(text)

    def commit(self) -> None:
        """What the Chinese was copied from stands in a commit."""
        same = {node.name for node in self.nodes if self.copies.get(node.name) == node.said}
        self.kept |= same

    def node(self, name: str) -> Node | None:
        return next((node for node in self.nodes if node.name == name), None)

    def remove(self, node: Node) -> None:
        """A node is gone."""
        self.nodes.remove(node)
        self.left |= {saying.phrase for saying in node.sayings}
        self.window.source.add(node.name)

    def change(self, new: Node) -> None:
        """Another node of the same name."""
        old = self.node(new.name)
        gone = {s.phrase for s in old.sayings} if old else set()
        self.left |= gone - {saying.phrase for saying in new.sayings}
        self.nodes = [new if node.name == new.name else node for node in self.nodes]
        self.window.source.add(new.name)
        self.window.expected.pop(new.name, None)

    def excuse(self, source: str, target: str) -> None:
        """Somebody says that these words stand for this source, whatever they say."""
        self.excused.add((rendered(source), rendered(target)))
        ours, theirs = english(rendered(source)) or {}, chinese(rendered(target)) or {}
        for phrase in {*ours, *theirs}:
            self.excused.add((phrase, ours.get(phrase), theirs.get(phrase)))

    def merge(self, theirs: Article, names: set[str]) -> None:
        """Takes in what was done on a branch to the texts of these names."""
        new = {node.name: node for node in theirs.nodes if node.name in names}
        self.nodes = [new.get(node.name, node) for node in self.nodes]
        self.typed |= {name: text for name, text in theirs.typed.items() if name in names}
        self.excused |= theirs.excused
        for name, texts in theirs.past.items():
            self.past[name] |= texts

    @property
    def english(self) -> str:
        """The source file; link definitions stand at its end."""
        blocks = [node.markdown for node in self.nodes if node.kind != "link"]
        links = [node.markdown for node in self.nodes if node.kind == "link"]
        return "\n\n".join([*blocks, *links]) + "\n"

    def unused(self, count: int) -> list[int]:
        """Phrases that no text of the English has or had: a text that comes again was moved."""
        used = {saying.phrase for node in self.nodes for saying in node.sayings} | self.left
        return [number for number in range(count) if number not in used]


class Files:
    """Where an article lies, and its Chinese block by block."""

    def __init__(self, root: Path, name: str) -> None:
        self.source = root / "原文" / f"{name}.md"
        self.target = root / "译文" / f"{name}.md"
        self.catalogue = root / f"locales/zh_CN/LC_MESSAGES/原文/{name}.po"
        self.derived = root / "译文/zh_TW" / f"{name}.md"
        self.overrides = root / f"locales/zh_TW/LC_MESSAGES/原文/{name}.po"

    def blocks(self) -> list[str]:
        return cut(self.target)

    def block(self, name: str) -> str:
        """The block of a name as it stands in the Chinese file, '' for none."""
        return next((block for block in self.blocks() if name in block), "")

    def text(self, name: str) -> str:
        """The same without the mark before it."""
        return bare(self.block(name))

    def change(self, change: Callable[[list[str]], list[str]]) -> None:
        """Changes the blocks of the Chinese file."""
        self.target.write_text("\n\n".join(change(self.blocks())) + "\n", "utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Changes a text within the one block of a name."""
        self.change(lambda blocks: [b.replace(old, new) if name in b else b for b in blocks])

    def entries(self) -> list[Entry]:
        return read(self.catalogue)

    def entry(self, name: str) -> Entry | None:
        """The live entry whose words are those of a name."""
        return next((e for e in self.entries() if e.live and name in e.target), None)

    def type_in(self, wanted: Entry, new: Entry) -> None:
        """Puts an entry in the place of another."""
        text = self.catalogue.read_text("utf-8")
        changed = po_text.changed(text, lambda _n, entry: new if entry == wanted else entry)
        self.catalogue.write_text(changed, "utf-8")

    @property
    def own(self) -> bool:
        """Whether the Chinese file has a layout of its own; only a catalogue says so."""
        said = self.catalogue.read_text("utf-8") if self.catalogue.exists() else ""
        return "X-Transpipe-Layout: own" in said


def cut(path: Path) -> list[str]:
    """The blocks of a file."""
    if not path.exists():
        return []
    return [block for block in path.read_text("utf-8").strip("\n").split("\n\n") if block]


def bare(block: str) -> str:
    """A block without the mark before it, in one line."""
    mark = next((mark for mark in _MARKS if block.startswith(mark)), "")
    return block[len(mark) :]


def read(path: Path) -> list[Entry]:
    """The entries of a catalogue, if there is one."""
    return po_text.read(path.read_text("utf-8")) if path.exists() else []
