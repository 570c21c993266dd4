"""Edits of one side: the English, the Chinese file, or the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.histories.authors import Authors
from tests.histories.phrases import NOTE, rendered
from tests.histories.two_sides import Article, Node
from tests.histories.wordings import (
    answered,
    behind,
    caught_up,
    insert,
    translated,
    with_one,
)


class English(Authors):
    """Who writes the English alone."""

    def s_value(self) -> str:
        """One number, name, address or word is another."""
        for article, files, node in self._chosen():
            if (new := self._other_value(node)) is not None:
                article.change(new[0])
                return self._written(article, files, node)
        return ""

    def s_extend(self) -> str:
        """A text has one sentence more."""
        for article, files, node in self._chosen():
            for added in self._new_saying(article):
                article.change(replace(node, sayings=(*node.sayings, added)))
                return self._written(article, files, node)
        return ""

    def s_shorten(self) -> str:
        """A text has one sentence less."""
        for article, files, node in self._chosen():
            if len(node.sayings) > 1:
                article.change(replace(node, sayings=self._without_one(node)))
                return self._written(article, files, node)
        return ""

    def s_emphasis(self) -> str:
        """A word is emphasised, or is no longer: the translation is as right as it was."""
        for article, files, node in self._chosen():
            at = self.random.randrange(len(node.sayings))
            new = replace(node.sayings[at], style=1 - node.sayings[at].style)
            article.change(replace(node, sayings=with_one(node.sayings, at, new)))
            return self._written(article, files, node)
        return ""

    def s_wrap(self) -> str:
        """The lines of a text end elsewhere."""
        for article, files, node in self._chosen():
            article.change(replace(node, wrapped=not node.wrapped))
            return self._written(article, files, node)
        return ""

    def s_insert(self) -> str:
        """There is a new text, which nobody has translated."""
        for article, files, node in self._chosen():
            if (new := self._new_node(article)) is not None:
                insert(article, node, new)
                return self._written(article, files, node)
        return ""

    def s_remove(self) -> str:
        """A text is gone; its Chinese is not."""
        for article, files, node in self._chosen(least=4):
            article.remove(node)
            return self._written(article, files, node)
        return ""

    def s_move(self) -> str:
        """A text stands somewhere else."""
        for article, files, node in self._chosen(least=3):
            others = [one for one in article.nodes if one.prose and one is not node]
            article.nodes.remove(node)
            insert(article, self.random.choice(others), node)
            article.window.source.add(node.name)
            return self._written(article, files, node)
        return ""


class Chinese(Authors):
    """Who writes the Chinese alone, in its file or in a PO editor."""

    def t_slip(self) -> str:
        """A slip of the Chinese is mended, which says what it said."""
        return self._in_chinese(self._mended)

    def t_note(self) -> str:
        """The translator adds a note to a text."""
        return self._in_chinese(lambda _article, _node, text: "" if NOTE in text else text + NOTE)

    def t_addition(self) -> str:
        """The translator adds a note in a paragraph of its own."""
        for article, files, node in self._chosen(typed=True):
            if not files.block(node.name):
                continue
            name = self.token()
            text = f"（译注：此处另有说明。{name}）"
            files.change(lambda blocks, node=node, text=text: behind(blocks, node.name, text))
            article.notes[name] = text
            return f"{article.name}{node.name}"
        return ""

    def t_catch_up(self) -> str:
        """The translator brings a text up to date that is behind its source."""
        return self._in_chinese(caught_up)

    def t_fill(self) -> str:
        """The translator writes the Chinese of a new text, in its place in the file."""
        for article, files, node in self._chosen():
            before = self._before(article, node)
            if node.name in article.typed or before is None or not files.own:
                continue
            if not files.block(before.name) or node.name in article.window.source:
                continue
            self._typed_block(article, files, before, node)
            return f"{article.name}{node.name}"
        return ""

    # ── the catalogue ───────────────────────────────────────────────────────────────────────

    def p_slip(self) -> str:
        """A slip is mended in a PO editor, which takes the fuzzy flag away."""
        return self._in_catalogue(self._mended)

    def p_catch_up(self) -> str:
        """A text that is behind its source is brought up to date in a PO editor."""
        return self._in_catalogue(caught_up)

    def p_clear(self) -> str:
        """Somebody takes the fuzzy flag of a text away: the words stand."""
        return self._in_catalogue(lambda _article, _node, text: text, fuzzy=True)

    def p_answer(self) -> str:
        """One value is another, and somebody says so in the catalogue, before any command ran."""
        for article, files, node in self._chosen(typed=True):
            entry, new = files.entry(node.name), self._other_value(node)
            if new is None or entry is None or not self._is_free(article, files, node):
                continue
            said = answered(entry.target, new[1])
            if said and not entry.fuzzy and said not in article.past[node.name]:
                files.type_in(entry, entry.said(said))
                self._both_known(article, new[0], said)
                article.window.catalogue.add(node.name)
                return self._written(article, files, node)
        return ""

    def p_fill(self) -> str:
        """A new text is translated in a PO editor."""
        for article, files, node in self._chosen():
            wanted = rendered(node.markdown)
            live = (entry for entry in files.entries() if entry.live)
            entry = next((e for e in live if rendered(e.source) == wanted), None)
            if node.name in article.typed or entry is None or entry.target:
                continue
            said = translated(node)
            files.type_in(entry, entry.said(said))
            article.says(node.name, said)
            article.window.catalogue.add(node.name)
            return f"{article.name}{node.name}"
        return ""

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def _in_chinese(self, change: Callable[[Article, Node, str], str]) -> str:
        for article, files, node in self._chosen(typed=True):
            text = files.text(node.name)
            new = change(article, node, text) if text else ""
            if not new or new in article.past[node.name] or not self._is_free(article, files, node):
                continue
            files.replace(node.name, text, new)
            article.says(node.name, new)
            if self._is_known(article, files, node):
                article.excuse(node.markdown, new)
            article.window.target.add(node.name)
            article.window.expected.pop(node.name, None)
            return f"{article.name}{node.name}"
        return ""

    def _in_catalogue(
        self, change: Callable[[Article, Node, str], str], fuzzy: bool = False
    ) -> str:
        for article, files, node in self._chosen(typed=True):
            entry = files.entry(node.name)
            if entry is None or (fuzzy and not entry.fuzzy):
                continue
            new = change(article, node, entry.target)
            same = new in article.past[node.name] and not fuzzy
            if not new or same or not self._is_free(article, files, node):
                continue
            files.type_in(entry, entry.said(new))
            article.says(node.name, new)
            article.excuse(entry.source, new)  # they saw the two side by side
            article.window.catalogue.add(node.name)
            article.window.expected.pop(node.name, None)
            return f"{article.name}{node.name}"
        return ""
