"""Articles of MDX in a repository: adopted, built, and cut as their catalogues were made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.repository import Repository
from transpipe import po
from transpipe.markdown.segments import parse
from transpipe.model import Cut, Grammar, Layout, Lines, Locale, State, Syntax
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
    assert repository.catalogue(ARTICLE).cut == Cut(Syntax(Grammar.MDX, ids=True), Lines.WRAP)
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


OLD_EN = EN.replace("# Kettles", "[[toc]]\n\n# Kettles")
OLD_ZH = ZH.replace("# 水壶", "[[目录]]\n\n# 水壶")
OLD_WORDS = WORDS | {
    "[[toc]]": "[[目录]]",
    "import Tabs from '@theme/Tabs'": "import Tabs from '@theme/Tabs' // 标签",
}
FIRST = Cut(Syntax(Grammar.FIRST), Lines.WRAP)


def _of_before(place: Path, texts: tuple[str, str], words: dict[str, str], name: str) -> Repository:
    """A repository whose catalogue was made before catalogues named their syntax."""
    repository = _begun(place)
    article, file = ARTICLE.replace(".mdx", name), FILE.replace(".mdx", name)
    (repository.root / ARTICLE).unlink()
    repository.write(article, texts[0])
    repository.write(file, texts[1])
    repository.write("README.md", f"| [原文](./{article}) | [译文](./{file}) |\n|-|-|\n")
    made = empty(parse(texts[0], FIRST), article, Locale.ZH_CN, Layout.OWN)
    units = tuple(u.changed(words[u.source]) if u.source in words else u for u in made.units)
    path = Workspace.catalogue_path(article, Locale.ZH_CN)
    repository.write(path, po.render(replace(made, units=units)))
    repository.commit()
    assert "Syntax" not in repository.read(path)
    return repository


def test_a_catalogue_of_before_goes_on_as_it_was_cut(tmp_path: Path) -> None:
    file = OLD_ZH.replace("'@theme/Tabs'\n", "'@theme/Tabs' // 标签\n")
    repository = _of_before(tmp_path, (OLD_EN, file), OLD_WORDS, ".mdx")
    repository.steps("sync", "build")
    before = _files(repository)
    repository.steps("sync", "build", "sync")
    assert _files(repository) == before
    assert repository.read(FILE) == file
    assert repository.catalogue(ARTICLE).cut == FIRST
    unit = repository.units(ARTICLE)["[[toc]]"]
    assert (unit.target, unit.state) == ("[[目录]]", State.TRANSLATED)


PLAIN = ("# Tea\n\nBoil the water.\n", "# 茶\n\n把水烧开。\n")
PLAIN_WORDS = {"Tea": "茶", "Boil the water.": "把水烧开。"}


def test_where_the_rules_make_no_difference_nothing_is_written(tmp_path: Path) -> None:
    repository = _of_before(tmp_path, PLAIN, PLAIN_WORDS, ".md")
    before = _files(repository)
    repository.steps("sync", "build", "sync")
    assert _files(repository) == before


def test_a_catalogue_of_before_goes_over_where_no_words_are_lost(tmp_path: Path) -> None:
    heads = (
        "---\ntitle: Tea\nsidebar_label: All of tea\n---\n\n[[toc]]\n\n",
        "---\ntitle: 茶\nsidebar_label: 关于茶的一切\n---\n\n[[toc]]\n\n",
    )
    texts = (heads[0] + PLAIN[0], heads[1] + PLAIN[1])
    repository = _of_before(tmp_path, texts, PLAIN_WORDS, ".md")
    repository.steps("sync")
    units = repository.units("原文/kettles.md")
    said = {source: unit.target for source, unit in units.items()}
    assert said == {**PLAIN_WORDS, "All of tea": "关于茶的一切"}
    assert repository.catalogue("原文/kettles.md").cut.syntax == Syntax(Grammar.MARKDOWN, ids=True)
    assert repository.read("译文/kettles.md") == texts[1]
    before = _files(repository)
    repository.steps("sync", "build", "sync")
    assert _files(repository) == before


def test_a_word_typed_since_is_taken_in_before(tmp_path: Path) -> None:
    heads = ("---\ntitle: Tea\nsidebar_label: All of tea\n---\n\n", "---\ntitle: 茶\n---\n\n")
    texts = (heads[0] + PLAIN[0], heads[1] + PLAIN[1])
    repository = _of_before(tmp_path, texts, PLAIN_WORDS, ".md")
    repository.write("译文/kettles.md", texts[1].replace("烧开", "煮沸"))
    repository.steps("sync")
    units = repository.units("原文/kettles.md")
    assert units["Boil the water."].target == "把水煮沸。"
    assert units["All of tea"].target == ""
    before = _files(repository)
    repository.steps("sync", "build", "sync")
    assert _files(repository) == before


def test_what_a_project_adds_comes_into_its_catalogues(tmp_path: Path) -> None:
    repository = _begun(tmp_path, ZH.replace("slug: /kettles", "motto: 水烧开了再泡茶"))
    repository.write(ARTICLE, EN.replace("slug: /kettles", "motto: Boil before you brew"))
    repository.steps("align", "sync")
    markup = '\n[markup]\nfront_matter = ["motto"]\n'
    repository.write("transpipe.toml", repository.read("transpipe.toml") + markup)
    repository.steps("sync")
    assert repository.units(ARTICLE)["Boil before you brew"].target == "水烧开了再泡茶"
    header = repository.catalogue(ARTICLE).header("X-Transpipe-Syntax")
    assert header == "mdx front_matter=motto ids"
    before = _files(repository)
    repository.steps("sync", "build", "sync")
    assert _files(repository) == before
