"""Articles of MDX in a repository: adopted, built, and cut as their catalogues were made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository
from transpipe import po
from transpipe.markdown.segments import parse
from transpipe.model import Catalogue, Cut, Grammar, Layout, Lines, Locale, State, Syntax
from transpipe.repository import Workspace
from transpipe.units.build import empty

EN = """---
title: Kettles
sidebar_label: All kettles
slug: /kettles
---

import Tabs from '@theme/Tabs'

# Kettles

<Tabs label="Pick a kettle">

A kettle of {size} litres boils water for everybody in the house.

</Tabs>

<Card title="Steel">It keeps the heat for a long time.</Card>
"""
ZH = """---
title: 水壶
sidebar_label: 所有水壶
slug: /kettles
---

import Tabs from '@theme/Tabs'

# 水壶

<Tabs label="选一把水壶">

一把 {size} 升的水壶能为屋里的每个人烧水。

</Tabs>

<Card title="钢">它能长时间保温。</Card>
"""
WORDS = {
    "Kettles": "水壶",
    "All kettles": "所有水壶",
    "Pick a kettle": "选一把水壶",
    "A kettle of {size} litres boils water for everybody in the house.": (
        "一把 {size} 升的水壶能为屋里的每个人烧水。"
    ),
    "Steel": "钢",
    "It keeps the heat for a long time.": "它能长时间保温。",
}
REFUSED = "the expressions in braces are not the source's"
ARTICLE, FILE = "原文/kettles.mdx", "译文/kettles.mdx"


def _begun(place: Path, target: str = "", settings: str = "") -> Repository:
    repository = Repository(place)
    repository.git("init", "-q")
    repository.write(ARTICLE, EN)
    if target:
        repository.write(FILE, target)
    repository.write("README.md", f"| [原文](./{ARTICLE}) | [译文](./{FILE}) |\n|-|-|\n")
    repository.commit()
    repository.steps("init")
    if settings:
        repository.write("transpipe.toml", repository.read("transpipe.toml") + settings)
    return repository


def _files(repository: Repository) -> dict[str, bytes]:
    paths = repository.git("ls-files", "-co", "--exclude-standard").splitlines()
    return {path: (repository.root / path).read_bytes() for path in paths}


def test_adoption_is_quiet_and_knows_the_syntax(tmp_path: Path) -> None:
    repository = _begun(tmp_path, ZH)
    repository.steps("align")
    units = repository.units(ARTICLE)
    assert {source: unit.target for source, unit in units.items()} == WORDS
    assert repository.catalogue(ARTICLE).cut == Cut(Syntax(Grammar.MDX), Lines.WRAP)
    before = _files(repository)
    repository.steps("build", "sync", "build")
    assert _files(repository) == before
    assert repository.status() == [".gitattributes", "locales/", "transpipe.toml"]


def test_what_is_built_is_the_source_with_its_words(tmp_path: Path) -> None:
    repository = _begun(tmp_path)
    repository.steps("sync")
    repository.translate(ARTICLE, WORDS)
    repository.steps("sync", "build")
    assert repository.read(FILE) == ZH
    before = _files(repository)
    repository.steps("sync", "build")
    assert _files(repository) == before


def test_another_expression_is_not_published(tmp_path: Path) -> None:
    repository = _begun(tmp_path)
    repository.steps("sync")
    wrong = {source: words.replace("{size}", "{尺寸}") for source, words in WORDS.items()}
    repository.translate(ARTICLE, wrong)
    repository.steps("sync")
    said = repository.transpipe("build")
    assert "the expressions in braces are not the source's" in " ".join(
        (said.out + said.err).split()
    )
    assert "A kettle of {size} litres" in repository.read(FILE)
    assert "{尺寸}" in next(u.target for u in repository.units(ARTICLE).values() if "{" in u.target)


def test_an_expression_of_another_source_stays_out_of_a_persons_file(tmp_path: Path) -> None:
    repository = _begun(tmp_path, ZH)
    repository.steps("align", "sync")
    wrong = {source: words.replace("{size}", "{尺寸}") for source, words in WORDS.items()}
    repository.translate(ARTICLE, wrong)
    repository.steps("sync")
    said = repository.transpipe("build")
    assert "the expressions in braces are not the source's" in " ".join(
        (said.out + said.err).split()
    )
    assert repository.read(FILE) == ZH


def test_a_traditional_article_has_its_keys_and_attributes(tmp_path: Path) -> None:
    repository = _begun(tmp_path, ZH)
    repository.steps("align", "convert --add zh_TW", "build")
    built = repository.read("译文/zh_TW/kettles.mdx")
    assert "sidebar_label: 所有水壺" in built
    assert '<Card title="鋼">' in built


def test_a_project_names_more_that_is_prose(tmp_path: Path) -> None:
    markup = '\n[markup]\nattributes = ["heading2"]\nfront_matter = ["slug"]\n'
    repository = _begun(tmp_path, ZH, markup)
    repository.steps("align")
    assert "/kettles" in repository.units(ARTICLE)
    header = repository.catalogue(ARTICLE).header("X-Transpipe-Syntax")
    assert header == "mdx attributes=heading2 front_matter=slug"
    # A setting is for new articles: what a catalogue was made with, it goes on with.
    repository.write("transpipe.toml", repository.read("transpipe.toml").replace(markup, ""))
    before = _files(repository)
    repository.steps("sync", "build")
    assert _files(repository) == before


OLD_EN = EN.replace("# Kettles", "[[toc]]\n\n# Kettles")
OLD_ZH = ZH.replace("# 水壶", "[[目录]]\n\n# 水壶")
OLD_WORDS = WORDS | {
    "[[toc]]": "[[目录]]",
    "import Tabs from '@theme/Tabs'": "import Tabs from '@theme/Tabs' // 标签",
}


@pytest.mark.parametrize("layout", [Layout.OWN, Layout.PARENT])
def test_a_catalogue_of_before_goes_on_as_it_was_cut(tmp_path: Path, layout: Layout) -> None:
    repository = _begun(tmp_path)
    repository.write(ARTICLE, OLD_EN)
    file = OLD_ZH.replace("'@theme/Tabs'\n", "'@theme/Tabs' // 标签\n")
    if layout is Layout.PARENT:
        # What was no unit then is as it is in the source.
        file = file.replace("所有水壶", "All kettles").replace("选一把水壶", "Pick a kettle")
        file = file.replace('<Card title="钢">它能长时间保温。', OLD_EN.splitlines()[-1][:-7])
    repository.write(FILE, file)
    path = Workspace.catalogue_path(ARTICLE, Locale.ZH_CN)
    cut = Cut(Syntax(Grammar.FIRST), Lines.WRAP)
    made = empty(parse(OLD_EN, cut), ARTICLE, Locale.ZH_CN, layout)
    units = (u.changed(OLD_WORDS[u.source]) if u.source in OLD_WORDS else u for u in made.units)
    old = Catalogue(ARTICLE, Locale.ZH_CN, tuple(units), layout, cut)
    repository.write(path, po.render(old))
    repository.commit()
    assert "Syntax" not in repository.read(path)
    repository.steps("sync", "build")
    before = _files(repository)
    repository.steps("sync", "build", "sync")
    assert _files(repository) == before
    assert repository.read(FILE) == file
    assert repository.units(ARTICLE)["[[toc]]"].target == "[[目录]]"
    assert repository.units(ARTICLE)["[[toc]]"].state is State.TRANSLATED
