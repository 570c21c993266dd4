"""P1 to P3 on real articles: bytes come back, and a translation leaves the structure alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures import markdown as measured
from transpipe.markdown.segments import outline, parse
from transpipe.markdown.source import read, write
from transpipe.markdown.splice import splice
from transpipe.model import Lines


def test_every_file_is_written_back_byte_for_byte(data: Path) -> None:
    differing = [name for name, content in measured.corpus(data) if not measured.untouched(content)]
    assert differing == []


def test_every_example_of_the_spec_is_written_back(data: Path) -> None:
    assert all(map(measured.untouched, measured.spec(data)))


def test_random_bytes_are_written_back() -> None:
    assert all(map(measured.untouched, measured.random_bytes(measured.SEED)))


def test_parse_finds_the_lines_of_an_article_and_cuts_it_alike(data: Path) -> None:
    for _name, content in measured.corpus(data)[::40]:
        document = parse(read(content))
        assert write(splice(document, {}).text) == content
        assert parse(document.text, document.cut) == document


def _translate(files: tuple[tuple[str, bytes], ...]) -> None:
    refused = [name for name, content in files if not measured.translated(read(content), name)[0]]
    assert len(refused) <= len(files) // 1000, refused


def test_translated_articles_have_the_structure_of_the_source(data: Path) -> None:
    _translate(measured.corpus(data)[::6])


@pytest.mark.long
def test_all_translated_articles_have_the_structure_of_the_source(data: Path) -> None:
    _translate(measured.corpus(data))


def test_the_examples_of_the_spec_can_be_translated(data: Path) -> None:
    assert all(measured.translated(read(content))[0] for content in measured.spec(data)[::3])


def _check_kept(files: tuple[tuple[str, bytes], ...]) -> None:
    kept = {name for name, content in files if outline(read(content)).lines is Lines.KEEP}
    assert {"lint-dev/002.md", "lint-dev/003.md"} <= kept
    english = ("fastapi/docs/en", "comprehensive-rust", "system-design", "lint-dev/12", "README")
    assert not [name for name in kept if any(part in name for part in english)]


def test_only_articles_whose_lines_are_paragraphs_are_kept_apart(data: Path) -> None:
    files = measured.corpus(data)
    labelled = tuple(file for file in files if file[0].startswith("lint-dev/"))
    _check_kept(files[::5] + labelled)


@pytest.mark.long
def test_of_all_articles_only_those_are_kept_apart(data: Path) -> None:
    _check_kept(measured.corpus(data))
