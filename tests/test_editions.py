"""What there is of an article is told by its type, and asked once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted
from transpipe.editions.opening import classify
from transpipe.editions.project import opened
from transpipe.markdown.segments import parse
from transpipe.model import (
    Article,
    Catalogue,
    Document,
    Edition,
    Fresh,
    LeftAlone,
    Locale,
    Orphan,
    Pair,
    PairKind,
    Sourceless,
    Unread,
)
from transpipe.repository import Workspace

PAIR = Pair("原文/a.md", "译文/a.md", PairKind.BOTH)
SOURCE, FILE, HELD = parse("One.\n"), parse("一。\n", source=False), Catalogue("a.md", Locale.ZH_CN)


@pytest.mark.parametrize(
    ("source", "file", "catalogue", "kind", "written"),
    [
        (SOURCE, FILE, HELD, Edition, True),
        (SOURCE, None, HELD, Edition, False),
        (SOURCE, FILE, None, Unread, True),
        (SOURCE, None, None, Fresh, False),
        (None, FILE, HELD, Orphan, True),
        (None, None, HELD, Orphan, False),
        (None, FILE, None, Sourceless, True),
        (None, None, None, Sourceless, False),
    ],
)
def test_every_article_has_one_type(
    source: Document | None,
    file: Document | None,
    catalogue: Catalogue | None,
    kind: type[Article],
    written: bool,
) -> None:
    article = classify(PAIR, source, file, catalogue)
    assert type(article) is kind
    said = FILE if written else Document.blank()
    assert article.name == "原文/a.md"
    assert isinstance(article, Fresh | LeftAlone) or article.file == said


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    files = {"原文/a.md": "One.\n", "译文/a.md": "一。\n"}
    return adopted(tmp_path / "work", files, ["原文/a.md"])


def article_of(repository: Repository) -> Article:
    workspace = Workspace(repository.root)
    project = opened(workspace, workspace.config())
    (pair,) = project.pairs.pairs
    return project.article(pair)


@pytest.mark.parametrize("blank", ["", "\n", "\ufeff \r\n\t"])
def test_a_blank_file_says_nothing(made: Repository, blank: str) -> None:
    made.write("译文/a.md", blank)
    article = article_of(made)
    assert isinstance(article, Edition)
    assert not article.is_written
    made.write("原文/a.md", blank)
    assert isinstance(article_of(made), Orphan)


def test_a_file_without_a_word_is_written_all_the_same(made: Repository) -> None:
    made.write("译文/a.md", "[a]: https://example.org\n")
    article = article_of(made)
    assert isinstance(article, Edition)
    assert article.is_written


@pytest.mark.parametrize("path", ["原文/a.md", "译文/a.md", "locales/zh_CN/LC_MESSAGES/原文/a.po"])
def test_a_merge_that_is_unfinished_leaves_an_article_alone(made: Repository, path: str) -> None:
    text = made.read(path)
    made.write(path, f"{text}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n")
    article = article_of(made)
    assert isinstance(article, LeftAlone)
    assert path in str(article.faults[0])
