"""Who writes the English and who writes the Chinese: one of them, or both in one step."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

from tests.histories.phrases import PHRASES, Saying, anything, rendered, sayings
from tests.histories.two_sides import Article, Files, Node
from tests.histories.wordings import agrees, behind, reworded, translated, with_one
from tests.histories.words import token

Chosen = tuple[Article, Files, Node]


class Authors:
    """What they do to one text of one article; each says what was done, '' for nothing.

    `only` are the texts that may be touched, None for all: on a branch each has their own.
    """

    def __init__(self, root: Path, articles: dict[str, Article]) -> None:
        self.root = root
        self.articles = articles
        self.random = Random(0)
        self.number = 0
        self.only: set[str] | None = None

    def files(self, article: Article) -> Files:
        return Files(self.root, article.name)

    def token(self) -> str:
        self.number += 1
        return token(self.number)

    def name(self, kind: str) -> str:
        """What stands in both copies of a block that nobody translates."""
        self.number += 1
        return f"{kind}{self.number}x"

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def _chosen(self, *, typed: bool = False, least: int = 0) -> list[Chosen]:
        """Texts in some order; `typed` that have Chinese, of articles with so many at `least`."""
        found = [
            (article, self.files(article), node)
            for article in self.articles.values()
            if sum(node.prose for node in article.nodes) >= least
            for node in article.nodes
            if node.prose and (not typed or node.name in article.typed)
            if self.only is None or node.name in self.only
            if node.name not in article.window.fresh
        ]
        self.random.shuffle(found)
        return found

    def _written(self, article: Article, files: Files, node: Node) -> str:
        files.source.write_text(article.english, "utf-8")
        return f"{article.name}{node.name}"

    def _other_value(self, node: Node) -> tuple[Node, Saying] | None:
        """The node with one value another, and the sentence as it is then."""
        open_ = [n for n, s in enumerate(node.sayings) if len(PHRASES[s.phrase].values) > 1]
        if not open_:
            return None
        at = self.random.choice(open_)
        old = node.sayings[at]
        new = replace(anything(self.random, old.phrase, old.value), style=old.style)
        return replace(node, sayings=with_one(node.sayings, at, new)), new

    def _without_one(self, node: Node) -> tuple[Saying, ...]:
        at = self.random.randrange(len(node.sayings))
        return node.sayings[:at] + node.sayings[at + 1 :]

    def _new_saying(self, article: Article) -> list[Saying]:
        free = article.unused(len(PHRASES))
        return [anything(self.random, self.random.choice(free))] if free else []

    def _new_node(self, article: Article) -> Node | None:
        said = self._new_saying(article)
        return Node("prose", self.token(), tuple(said)) if said else None

    def _before(self, article: Article, node: Node) -> Node | None:
        at = article.nodes.index(node)
        return next((n for n in reversed(article.nodes[:at]) if n.name in article.typed), None)

    def _typed_block(self, article: Article, files: Files, before: Node, node: Node) -> None:
        said = translated(node)
        files.change(lambda blocks: behind(blocks, before.name, node.mark + said))
        article.says(node.name, said)
        article.window.target.add(node.name)

    def _is_free(self, article: Article, files: Files, node: Node) -> bool:
        """Whether nobody has typed this text in the other place, in a way they cannot see here."""
        entry, window = files.entry(node.name), article.window
        if entry is None or node.name in window.target | window.catalogue:
            return False
        patched = any("by=patch" in line for line in entry.lines)
        return patched or files.text(node.name) in (entry.target, "")

    def _is_known(self, article: Article, files: Files, node: Node) -> bool:
        """Whether the English of now stands in the catalogue, which says what is stale."""
        entry = files.entry(node.name)
        seen = entry is not None and rendered(entry.source) == rendered(node.markdown)
        return seen or node.name not in article.window.source

    def _both_known(self, article: Article, new: Node, said: str) -> None:
        """Where the Chinese was right and says now what the English says now, it is current.

        The English that was answered is not edited again before a command has seen it.
        """
        files, first = self.files(article), new.name not in article.window.touched
        entry, old = files.entry(new.name), article.node(new.name)
        right = entry is not None and not entry.fuzzy and old is not None
        right = right and entry is not None and agrees(old, entry.target)
        article.change(new)
        article.says(new.name, said)
        article.window.fresh.add(new.name)
        if first and right and agrees(new, said):
            count = len(new.sayings) - len(old.sayings) if old else 0
            how = ("shorten", "answer", "extend")[count + 1]
            article.window.expected[new.name] = how

    def _mended(self, _article: Article, _node: Node, text: str, but: Saying | None = None) -> str:
        said = [s for s in sayings(rendered(text)) or () if but is None or s.phrase != but.phrase]
        return reworded(text, self.random.choice(said).phrase) if said else ""
