"""The attribution of an article: kept in its file, and no part of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.moving import tree
from tests.repository import ENVIRONMENT, Repository, small
from tests.snapshot import made_once
from tests.test_notices import ARTICLE as LONG
from tests.test_notices import LINES, MDX, parsed, said
from transpipe.model import WRAPPED, Cut, Document
from transpipe.publish.attribution import (
    attributed,
    found_in,
    is_touched,
    place_of,
    said_by_hand,
    without_said,
)
from transpipe.publish.notices import rendered, without_banner
from transpipe.text.published_marks import ATTRIBUTION, BANNER

pytestmark = pytest.mark.first(1)

ARTICLE, TARGET, THERE = "原文/deploy.md", "译文/部署.md", "译文/zh_TW/部署.md"
FOLDER = Path(__file__).parent / "cases" / "staleness"
TEMPLATE = (
    "> 原文链接：{original}\n> 作者：{author}\n> 译者：{translators}\n> 校对：{reviewers}\n"
    "> 许可：{licence}\n> 原文版本：{revision}\n"
)
OURS = "> 译者：甲\n> 校对：乙"
SAID = '[articles."原文/deploy.md"]\nauthor = "J. Doe"\ntranslators = ["甲", "乙"]\n'


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An article that is confirmed, in simplified and traditional Chinese, with a template."""

    def make(root: Path) -> None:
        files: dict[str, str | bytes] = {
            "README.md": "* [Deploying](https://example.org/d)"
            " | [原文](./原文/deploy.md) | [译文](./译文/部署.md)\n",
            ARTICLE: (FOLDER / "source.md").read_text("utf-8"),
            TARGET: (FOLDER / "target.md").read_text("utf-8"),
        }
        made = small(root, files)
        made.steps("init", "align")
        made.confirm(ARTICLE)
        made.steps("sync", "convert --add zh_TW", "build")
        made.write("whose.md", TEMPLATE)
        made.write("transpipe.toml", made.read("transpipe.toml") + f"\n{SAID}")
        made.commit()

    return Repository(made_once((__name__, "made"), tmp_path / "repository", make))


def ask(repository: Repository, template: str = "whose.md") -> None:
    """Sets the template."""
    text = re.sub(r"^attribution = .*\n", "", repository.read("transpipe.toml"), flags=re.M)
    repository.write("transpipe.toml", f'attribution = "{template}"\n{text}')


def steady(repository: Repository) -> None:
    """Nothing is written any more, here or where nothing is remembered."""
    before = repository.state()
    repository.steps("build", "sync", "build")
    assert repository.state() == before
    repository.commit()
    shutil.rmtree(repository.root / ".transpipe")
    repository.steps("sync", "build")
    assert repository.state() == before


@pytest.mark.parametrize("layout", ["own", "source"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_it_goes_on_and_off_in_every_locale(repository: Repository, layout: str, eol: str) -> None:
    if layout == "source":
        repository.steps(f"build --relayout {ARTICLE}")
    if eol != "\n":
        for path in (ARTICLE, TARGET):
            repository.write(path, repository.read(path).replace("\n", eol))
        repository.steps("sync")
    repository.steps("build")
    before = {path: repository.read(path) for path in (TARGET, THERE)}
    units = repository.units(ARTICLE)
    ask(repository)
    repository.steps("build")
    text = repository.read(TARGET)
    wanted = (
        "> 原文链接：https://example.org/d",
        "> 作者：J. Doe",
        "> 译者：甲, 乙",
        "> 原文版本：",
    )
    assert all(f"{line}" in text for line in wanted)
    assert "校对" not in text, "nobody has reviewed anything"
    assert "> 譯者：甲, 乙" in repository.read(THERE)
    assert "> 原文連結：" in repository.read(THERE) or "> 原文鏈接：" in repository.read(THERE)
    steady(repository)
    assert repository.units(ARTICLE) == units
    ask(repository, "")
    repository.steps("build")
    assert {path: repository.read(path) for path in (TARGET, THERE)} == before
    steady(repository)


def test_it_goes_along_with_its_article(repository: Repository) -> None:
    ask(repository)
    repository.steps("build")
    repository.commit()
    before = tree(repository)
    repository.steps(f"mv {ARTICLE} 原文/ways/shipping.md")
    moved = repository.state()
    there = [repository.read(path) for path in moved if path.endswith("/部署.md")]
    assert sum("作者：J. Doe" in text for text in there) == 2
    repository.steps("build")
    assert repository.state() == moved
    repository.steps("undo")
    assert tree(repository) == before
    repository.steps(f"rm {ARTICLE}", "undo")
    assert tree(repository) == before


def test_a_link_without_an_address_is_its_words() -> None:
    template = "> 原文：[{title}]({original})，![图]({original})\n> [镜像]({original})\n"
    assert rendered(template, {"title": "Tea"}) == "> 原文：Tea，![图]()"
    assert rendered(template, {"title": "Tea", "original": "https://e.org"}) == (
        "> 原文：[Tea](https://e.org)，![图](https://e.org)\n> [镜像](https://e.org)"
    )


@pytest.mark.more
def test_who_has_reviewed_stands_in_it(repository: Repository) -> None:
    ask(repository)
    repository.steps("build", f"accept {ARTICLE} --review 丙", "build")
    assert all(unit.review_holds for unit in repository.units(ARTICLE).values())
    assert "> 校对：丙" in repository.read(TARGET)
    repository.steps("pages")
    assert "校对：丙" in repository.read("_site/原文/deploy.html")
    assert repository.read(TARGET).count("transpipe:attribution") == 2
    steady(repository)


@pytest.mark.parametrize("layout", ["own", "source"])
def test_a_person_may_move_its_lines(repository: Repository, layout: str) -> None:
    if layout == "source":
        repository.steps(f"build --relayout {ARTICLE}")
    repository.steps("build")
    text = repository.read(TARGET).rstrip("\n")
    marks = "<!-- transpipe:attribution -->\n<!-- /transpipe:attribution -->"
    repository.write(TARGET, f"{text}\n\n{marks}\n")
    ask(repository)
    repository.steps("sync", "build")
    lines = repository.read(TARGET).rstrip("\n").split("\n")
    assert lines[-1] == "<!-- /transpipe:attribution -->"
    assert lines[-2].startswith("> 原文版本：")
    assert lines.count(lines[-1]) == 1
    repository.write(ARTICLE, repository.read(ARTICLE).rstrip("\n") + "\n\nOne more paragraph.\n")
    repository.steps("sync", "build")
    assert repository.read(TARGET).count("transpipe:attribution") == 2
    steady(repository)


def test_what_somebody_wrote_between_its_lines_stays(repository: Repository) -> None:
    ask(repository)
    repository.steps("build")
    own = repository.read(TARGET).replace("甲, 乙", "甲、乙、丙（初稿）")
    repository.write(TARGET, own)
    repository.steps("sync")
    ran = repository.transpipe("build")
    assert "changed by hand" in ran.out
    assert repository.read(TARGET) == own
    ask(repository, "")
    repository.steps("build")
    assert repository.read(TARGET) == own


@pytest.mark.more
def test_what_a_person_says_by_hand_is_not_said_again(repository: Repository) -> None:
    title, rest = repository.read(TARGET).split("\n", 1)
    repository.write(
        TARGET, f"{title}\n\n- **译者**：丁\n- 原文：[见此](https://example.org/d)\n{rest}"
    )
    repository.steps("sync")
    ask(repository)
    repository.steps("build")
    text = repository.read(TARGET)
    assert text.count("译者") == 1
    assert text.count("https://example.org/d") == 1
    assert "> 作者：J. Doe" in text
    steady(repository)


@pytest.mark.more
@pytest.mark.parametrize("driver", [True, False])
@pytest.mark.parametrize("layout", ["own", "source"])
def test_reviews_of_two_branches_are_both_in_it(
    repository: Repository, layout: str, driver: bool
) -> None:
    """With our merge driver, or without it and then by `resolve`."""
    if layout == "source":
        repository.steps(f"build --relayout {ARTICLE}")
    ask(repository)
    repository.steps("init --git", "build")
    ours = f"env PYTHONPATH={':'.join(sys.path)} {sys.executable} -m transpipe"
    program = f"{ours} git merge-driver %O %A %B %P"
    repository.git("config", "merge.transpipe.driver", program)
    if not driver:  # the file is git's affair
        repository.write(".gitattributes", "locales/**/*.po merge=transpipe\n")
    repository.commit()

    def review(words: str, name: str) -> None:
        lines = repository.read(TARGET).split("\n")
        line = next(n for n, text in enumerate(lines, 1) if words in text)
        repository.steps(f"accept {TARGET}:{line} --review {name}", "build")
        repository.commit()

    repository.git("checkout", "-q", "-b", "theirs")
    review("仪表盘", "Bob")
    repository.git("checkout", "-q", "-")
    review("等待三十秒", "Ann")
    merging = ["git", "merge", "-q", "--no-edit", "theirs"]
    environment = os.environ | ENVIRONMENT
    done = subprocess.run(merging, cwd=repository.root, env=environment, capture_output=True)
    assert done.returncode == (0 if driver else 1)
    repository.steps(*(() if driver else ("resolve",)), "sync", "build")
    for path in (TARGET, THERE):
        assert "Ann, Bob" in repository.read(path)
        assert repository.read(path).count("transpipe:attribution") == 2
    steady(repository)


def test_a_place_in_code_is_none() -> None:
    marks = "```\n<!-- transpipe:attribution -->\n<!-- /transpipe:attribution -->\n```\n"
    document = parsed(f"# 题\n\n{marks}")
    assert found_in(document) is None
    longer = attributed(document, OURS, None)
    assert longer.endswith(f"\n\n{marks}")
    assert OURS in longer


@pytest.mark.parametrize(
    ("begin", "look"),
    [(ATTRIBUTION[0].format(out=""), found_in), (BANNER[0], lambda d: without_banner(d.text))],
)
def test_beginnings_without_an_end_are_read_once(
    begin: str, look: Callable[[Document], object]
) -> None:
    document = parsed(f"{begin}\n" * 5000)
    start = process_time()
    assert look(document) in (None, document.text)
    assert process_time() - start < 0.5  # one look for an end each: five seconds


@pytest.mark.parametrize(
    "line", ["译者：甲", "> 譯者: 甲", "**译者**：甲", "- 翻译：甲", "Translator: A"]
)
def test_the_ways_in_which_people_say_it(line: str) -> None:
    assert said_by_hand(parsed(f"# 题\n\n{line}\n")) == {"translators"}
    assert without_said(TEMPLATE, {"translators"}).count("\n") == TEMPLATE.count("\n") - 2


@settings(max_examples=60)
@given(
    st.lists(st.one_of(LINES, st.sampled_from(LONG.split("\n")))).map("\n".join),
    st.sampled_from((OURS, "- 甲", "译者：甲\n\n校对：乙", "# 甲\n\n```\n乙", "<div>\n\n甲")),
    st.sampled_from((WRAPPED, MDX)),
)
def test_put_on_and_taken_off_nothing_else_changes(text: str, ours: str, cut: Cut) -> None:
    document = parsed(text, cut)
    longer = parsed(attributed(document, ours, None), cut)
    assert said(longer.text, cut) == said(text, cut)
    again = attributed(longer, ours, place_of(longer))
    assert again == longer.text
    found = found_in(longer)
    if found is not None:
        assert not is_touched(found)
        bare = attributed(longer, "", None)
        assert bare.rstrip("\n") == text.rstrip("\n")
        # As a file in the source's layout is made: anew, and the place looked up in the old one.
        first = attributed(parsed(bare, cut), ours, place_of(longer))
        assert attributed(parsed(bare, cut), ours, place_of(parsed(first, cut))) == first
