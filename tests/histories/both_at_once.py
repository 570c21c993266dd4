"""Edits of both sides in one step: the one answers the other, or has nothing to do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.histories.authors import Authors
from tests.histories.phrases import NOTE, Saying, rendered, sayings
from tests.histories.two_sides import Article, Files, Node
from tests.histories.wordings import (
    answered,
    insert,
    reworded,
)


class Both(Authors):
    """Two who write at once."""

    def b_answer(self) -> str:
        """One value is another, and the Chinese says so too."""
        return self._both(lambda _article, _node, text, new: answered(text, new))

    def b_elsewhere(self) -> str:
        """One value is another; in the Chinese, a slip is mended in another sentence."""
        return self._both(
            lambda article, node, text, new: self._mended(article, node, text, but=new)
        )

    def b_beside(self) -> str:
        """One value is another; in the Chinese, a slip is mended in the very sentence."""
        return self._both(lambda _article, _node, text, new: reworded(text, new.phrase))

    def b_note(self) -> str:
        """One value is another; the Chinese has a note more."""
        return self._both(lambda _a, _n, text, _new: "" if NOTE in text else text + NOTE)

    def b_extend(self) -> str:
        """A text has one sentence more on both sides."""
        for article, files, node in self._chosen(typed=True):
            for added in self._new_saying(article):
                new = replace(node, sayings=(*node.sayings, added))
                said = files.text(node.name) + added.in_chinese()
                if self._is_free(article, files, node):
                    return self._on_both_sides(article, files, new, said)
        return ""

    def b_shorten(self) -> str:
        """A text has one sentence less on both sides."""
        for article, files, node in self._chosen(typed=True):
            text = files.text(node.name)
            if len(node.sayings) < 2 or not self._is_free(article, files, node):
                continue
            left = self._without_one(node)
            (gone,) = {s.phrase for s in node.sayings} - {s.phrase for s in left}
            said = next((s for s in sayings(rendered(text)) or () if s.phrase == gone), None)
            shorter = text.replace(said.in_chinese(), "", 1) if said is not None else ""
            if shorter and shorter not in article.past[node.name]:
                new = replace(node, sayings=left)
                return self._on_both_sides(article, files, new, shorter)
        return ""

    def b_insert(self) -> str:
        """There is a new text on both sides, in the same place."""
        for article, files, node in self._chosen(typed=True):
            new = self._new_node(article)
            if new is None or not files.block(node.name):
                continue
            insert(article, node, new)
            self._typed_block(article, files, node, new)
            article.window.expected[new.name] = "insert"
            article.window.fresh.add(new.name)
            return self._written(article, files, new)
        return ""

    def b_remove(self) -> str:
        """A text is gone from both sides."""
        for article, files, node in self._chosen(typed=True, least=4):
            if not files.block(node.name) or not self._is_free(article, files, node):
                continue
            article.remove(node)
            files.change(lambda blocks, node=node: [b for b in blocks if node.name not in b])
            article.typed.pop(node.name)
            article.window.target.add(node.name)
            article.window.expected.pop(node.name, None)
            return self._written(article, files, node)
        return ""

    def _both(self, change: Callable[[Article, Node, str, Saying], str]) -> str:
        for article, files, node in self._chosen(typed=True):
            text, new = files.text(node.name), self._other_value(node)
            if not text or new is None or not self._is_free(article, files, node):
                continue
            said = change(article, node, text, new[1])
            if said and said not in article.past[node.name]:
                return self._on_both_sides(article, files, new[0], said)
        return ""

    def _on_both_sides(self, article: Article, files: Files, new: Node, said: str) -> str:
        text = files.text(new.name)
        if not text:
            return ""  # nobody extends what no build has published
        self._both_known(article, new, said)
        files.replace(new.name, text, said)
        article.window.target.add(new.name)
        return self._written(article, files, new)
