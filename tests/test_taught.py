"""What the catalogues of a project know helps the next article, and only that."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, small
from transpipe.model import State

CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/{}.po"
# Words that no termbase knows, and of one length: nothing but the first article pairs them.
FIRST = "Frobnicate the whatsits.\n\nQuux every other gizmo.\n"
FIRST_ZH = "把那些东西拨弄一下。\n\n每隔一个摆设就晃晃。\n"
NEXT = "Quux every other gizmo.\n\nZorch all the doodads.\n\nFrobnicate the whatsits.\n"
NEXT_ZH = "把那些东西拨弄一下。\n\n每隔一个摆设就晃晃。\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """One article with a catalogue that a person has confirmed."""
    made = small(tmp_path / "r", {"原文/first.md": FIRST, "译文/first.md": FIRST_ZH})
    made.transpipe("init")
    made.transpipe("align")
    made.confirm("原文/first.md")
    made.commit()
    return made


def added(repository: Repository) -> str:
    repository.write("原文/next.md", NEXT)
    repository.write("译文/next.md", NEXT_ZH)
    repository.commit()
    assert repository.transpipe("align", "next").code == 0
    return repository.read(CATALOGUE.format("next"))


def test_confirmed_pairs_of_one_article_are_found_in_the_next(repository: Repository) -> None:
    catalogue = added(repository)
    assert 'msgid "Frobnicate the whatsits."\nmsgstr "把那些东西拨弄一下。"' in catalogue
    assert 'msgid "Quux every other gizmo."\nmsgstr "每隔一个摆设就晃晃。"' in catalogue
    assert 'msgid "Zorch all the doodads."\nmsgstr ""' in catalogue


def test_what_somebody_confirmed_is_not_asked_again(repository: Repository) -> None:
    """The same texts are a pair wherever they stand; of one that says something else nothing is."""
    added(repository)
    states = {source: unit.state for source, unit in repository.units("原文/next.md").items()}
    assert states["Quux every other gizmo."] is State.TRANSLATED
    repository.write("原文/third.md", NEXT)
    repository.write("译文/third.md", NEXT_ZH.replace("晃晃", "敲敲"))
    repository.commit()
    repository.steps("align third")
    third = repository.units("原文/third.md")["Quux every other gizmo."]
    assert (third.target, third.state) in (("", State.EMPTY), ("每隔一个摆设就敲敲。", State.FUZZY))


def test_aligning_twice_writes_nothing_the_second_time(repository: Repository) -> None:
    added(repository)
    before = repository.state()
    for command in ("align", "sync", "build"):
        assert repository.transpipe(command).code == 0
    assert repository.state() == before


def test_a_catalogue_made_before_the_others_is_still_untouched(tmp_path: Path) -> None:
    files = {"原文/a.md": FIRST, "译文/a.md": FIRST_ZH, "原文/b.md": NEXT, "译文/b.md": NEXT_ZH}
    made = small(tmp_path / "r", files)
    made.write("原文/b.md", NEXT.replace("every", "each"))
    made.commit()
    made.transpipe("init")
    made.transpipe("align")
    ran = made.transpipe("align", "b", "--base", "auto")
    assert "has a catalogue already" not in ran.out
    assert "made from the English of" in ran.out


def test_the_order_of_one_run_does_not_matter(tmp_path: Path) -> None:
    texts = {"first": (FIRST, FIRST_ZH), "next": (NEXT, NEXT_ZH)}
    found = []
    for names in (("a", "b"), ("b", "a")):
        files = {}
        for name, (source, target) in zip(names, texts.values(), strict=True):
            files |= {f"原文/{name}.md": source, f"译文/{name}.md": target}
        made = small(tmp_path / names[0], files)
        made.transpipe("init")
        made.transpipe("align")
        said = [made.read(CATALOGUE.format(name)).replace(f"{name}.md", "") for name in names]
        found.append(said)
    assert found[0] == found[1]
