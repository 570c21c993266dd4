"""How the fourth game begins: two articles, of which one was adopted with its Chinese."""

from __future__ import annotations

from random import Random

from tests.histories import po_text
from tests.histories.authors import Authors
from tests.histories.opaque_edits import code
from tests.histories.phrases import PHRASES, anything, rendered
from tests.histories.two_sides import Article, Files, Node

_HEADINGS = (("Caching", "缓存"), ("Sharding", "分片"), ("Recovery", "恢复"), ("Limits", "限制"),
             ("Security", "安全"), ("Backups", "备份"))  # fmt: skip


def compose(article: Article, authors: Authors, random: Random) -> None:
    """Writes an article in both languages: three headings, texts, code, an image, a definition."""
    phrases = random.sample(range(len(PHRASES)), len(PHRASES))
    for number, (english, chinese) in enumerate(random.sample(_HEADINGS, 3)):
        kind, mark = ("section", "## ") if number else ("title", "# ")
        name = authors.token()
        article.nodes.append(Node(kind, name, said=english, mark=mark))
        article.says(name, chinese + name)
        for _ in range(random.randint(2, 3)):
            chosen = [phrases.pop() for _ in range(random.choice((1, 2, 2, 3))) if phrases]
            if chosen:
                _paragraph(article, authors.token(), chosen, random)
        if number and random.random() < 0.7:
            article.nodes.append(code(authors.name("c")))
    name = authors.name("i")
    article.nodes.append(Node("image", name, said=f'<img src="{name}-1.png">'))
    article.nodes.append(Node("link", "[more]:", said="[more]: https://example.org/list/1"))
    opaque = [node for node in article.nodes if node.name not in article.typed]
    article.copies = {node.name: node.said for node in opaque}


def _paragraph(article: Article, name: str, phrases: list[int], random: Random) -> None:
    made = tuple(anything(random, phrase) for phrase in phrases)
    article.nodes.append(Node("prose", name, made, mark=random.choice(("", "", "", "- ", "> "))))
    article.says(name, name + "".join(saying.in_chinese() for saying in made))


def chinese_file(article: Article) -> str:
    """The Chinese of an article as its translator wrote it."""
    said = {node.name: article.typed.get(node.name, node.said) for node in article.nodes}
    return "\n\n".join(node.mark + said[node.name] for node in article.nodes) + "\n"


def confirm(files: Files) -> None:
    """Somebody has looked at all that was adopted."""
    _change(files, lambda _n, entry: entry.said(entry.target) if entry.fuzzy else entry)


def translate(article: Article, files: Files) -> None:
    """Somebody fills a catalogue that is empty."""
    said = {rendered(node.markdown): article.typed.get(node.name, "") for node in article.nodes}
    _change(files, lambda _n, e: e.said(said[rendered(e.source)]) if e.live else e)


def _change(files: Files, change: po_text.Change) -> None:
    text = po_text.changed(files.catalogue.read_text("utf-8"), change)
    files.catalogue.write_text(text, "utf-8")
