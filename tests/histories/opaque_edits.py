"""Edits of what nobody translates: code, images, link definitions; of whole sections, too."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.histories.authors import Authors
from tests.histories.two_sides import OPAQUE, Article, Files, Node

# Programs that have little in common; each has a number that may change, and a comment.
_CODE = (
    ("run_{} --retries 3", "wait  # until it is done"),
    ("import {}", "client.call(3)", "print(answer)  # until 200"),
    ("[server.{}]", "listen = 3", "log = true  # until stopped"),
    ("SELECT * FROM {}", "LIMIT 3;", "-- # until empty"),
    ("cp a.tar /srv/{}/3", "tar xf a.tar  # until full"),
    ("fn {}(x: u8) -> u8 {{", "    x + 3", "}}  # until overflow"),
    ("docker pull {}:3", "docker ps  # until up"),
)
_DIGITS = re.compile(r"\b\d+\b(?=\D*$)")


class Opaque(Authors):
    """Who keeps the code and the sections."""

    def o_source(self) -> str:
        """The code, image or address of the English is another."""
        for article, files, node in self._opaque(kept=True):
            article.change(_renewed(node))
            return self._written(article, files, node)
        return ""

    def o_both(self) -> str:
        """It is another on both sides."""
        for article, files, node in self._opaque():
            new, old = _renewed(node), article.copies.get(node.name)
            if old is None or not files.block(node.name):
                continue
            copy = _as_new(old, node.said, new.said)
            if copy is None:
                continue
            files.replace(node.name, files.block(node.name), copy)
            if (node.name, node.said, old) in article.excused:  # the comment is still their own
                article.excused.add((node.name, new.said, copy))
            article.copies[node.name] = copy
            article.kept.discard(node.name)
            article.change(new)
            article.window.fresh.add(node.name)
            return self._written(article, files, node)
        return ""

    def o_follow(self) -> str:
        """The translator puts the code of the English of now into the Chinese file."""
        for article, files, node in self._opaque():
            block = files.block(node.name)
            if block and block != node.said:
                files.replace(node.name, block, node.said)
                article.copies[node.name] = node.said
                article.kept.discard(node.name)
                return f"{article.name}:{node.name}"
        return ""

    def o_comment(self) -> str:
        """The translator puts the comment in a block of code into Chinese."""
        for article, files, node in self._opaque():
            block = files.block(node.name)
            if block == node.said and "# until" in block and files.own:
                copy = re.sub("# until.*", "# 等到完成为止", block)
                files.replace(node.name, block, copy)
                article.copies[node.name] = copy
                article.excused.add((node.name, node.said, copy))
                return f"{article.name}:{node.name}"
        return ""

    def o_new_source(self) -> str:
        """The English has a block of code more."""
        for article, files, node in self._chosen(typed=True):
            if not _has_all_copies(article):
                continue
            _put(article, node, self._code())
            return self._written(article, files, node)
        return ""

    def o_new_both(self) -> str:
        """Both sides have a block of code more, in the same place."""
        for article, files, node in self._chosen(typed=True):
            if not files.block(node.name):
                continue
            new = self._code()
            _put(article, node, new)
            _put_block(files, node.name, new.said)
            article.copies[new.name] = new.said
            article.window.fresh.add(new.name)
            return self._written(article, files, node)
        return ""

    def o_new_target(self) -> str:
        """The Chinese has a block of code that is the translator's own."""
        for article, files, node in self._chosen(typed=True):
            if not files.block(node.name):
                continue
            if not _has_all_copies(article):
                continue  # their own would be taken for the copy of what is new
            new = self._code()
            _put_block(files, node.name, new.said)
            article.copies[new.name] = new.said
            article.excused.add((new.name, None, new.said))
            return f"{article.name}:{new.name}"
        return ""

    def o_gone_source(self) -> str:
        """A block of code or an image of the English is gone."""
        for article, files, node in self._opaque("code", "image", kept=True):
            article.remove(node)
            return self._written(article, files, node)
        return ""

    def o_gone_both(self) -> str:
        """It is gone from both sides."""
        for article, files, node in self._opaque("code", "image"):
            if not files.block(node.name):
                continue
            article.remove(node)
            article.copies.pop(node.name, None)
            files.change(lambda blocks, node=node: [b for b in blocks if node.name not in b])
            return self._written(article, files, node)
        return ""

    def b_section(self) -> str:
        """A section stands somewhere else on both sides."""
        for article in self._shuffled():
            files, heads = self.files(article), [n for n in article.nodes if n.kind == "section"]
            if len(heads) < 2 or not all(files.block(head.name) for head in heads):
                continue
            head, other = self.random.sample(heads, 2)
            article.nodes = _moved(
                article.nodes,
                head,
                other,
                lambda n: n.kind == "section",
                lambda n: n.kind == "link",
            )
            names = {one.name for one in heads}
            files.change(
                lambda blocks, h=head, o=other, names=names: _moved(
                    blocks,
                    next(b for b in blocks if h.name in b),
                    next(b for b in blocks if o.name in b),
                    lambda b: any(name in b for name in names),
                    lambda b: b.startswith("["),
                )
            )
            article.window.source.add(head.name)
            return self._written(article, files, head)
        return ""

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _shuffled(self) -> list[Article]:
        found = list(self.articles.values())
        self.random.shuffle(found)
        return found

    def _opaque(self, *kinds: str, kept: bool = False) -> list[tuple[Article, Files, Node]]:
        found = [
            (article, self.files(article), node)
            for article in self.articles.values()
            for node in article.nodes
            if node.kind in (kinds or OPAQUE) and self.only is None
            if node.name not in article.window.fresh
            if node.name in article.kept or not kept
        ]
        self.random.shuffle(found)
        return found

    def _code(self) -> Node:
        return code(self.name("c"))


def code(name: str) -> Node:
    """A block of code in which a name is found."""
    return Node(
        "code",
        name,
        said="\n".join(("```", *_CODE[int(name[1:-1]) % len(_CODE)], "```")).format(name),
    )


def _renewed(node: Node) -> Node:
    """With the last number before its comment one higher."""
    body, sign, comment = node.said.partition("  #")
    body, dash, rest = (body, "", "") if "-- #" not in body else body.partition("-- #")
    said = _DIGITS.sub(lambda m: str(int(m[0]) + 1), body, count=1)
    return replace(node, said=said + dash + rest + sign + comment)


def _as_new(copy: str, old: str, new: str) -> str | None:
    """A copy in which what was changed in the source is changed too; None where it was not so."""
    for before, after in zip(old.split("\n"), new.split("\n"), strict=True):
        if before != after:
            return copy.replace(before, after) if before in copy else None
    return None


def _has_all_copies(article: Article) -> bool:
    """Whether both sides have the same blocks that nobody translates."""
    ours = {node.name for node in article.nodes if node.kind in OPAQUE}
    return ours == {*article.copies}


def _put(article: Article, before: Node, new: Node) -> None:
    article.nodes.insert(article.nodes.index(before) + 1, new)
    article.window.source.add(new.name)


def _put_block(files: Files, name: str, said: str) -> None:
    def put(blocks: list[str]) -> list[str]:
        at = next(n for n, block in enumerate(blocks) if name in block)
        return [*blocks[: at + 1], said, *blocks[at + 1 :]]

    files.change(put)


def _moved(items, head, other, starts, ends):
    """The items with one section behind another."""
    at = items.index(head)
    to = next(
        (n for n in range(at + 1, len(items)) if starts(items[n]) or ends(items[n])), len(items)
    )
    part, rest = items[at:to], items[:at] + items[to:]
    begin = rest.index(other)
    end = next(
        (n for n in range(begin + 1, len(rest)) if starts(rest[n]) or ends(rest[n])), len(rest)
    )
    return [*rest[:end], *part, *rest[end:]]
