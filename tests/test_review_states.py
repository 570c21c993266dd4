"""A review of whole repositories: hand-edited files, commits, adoptions; and its figures."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures import review as figures
from tests.figures.review_shown import said_elsewhere, transcript
from tests.repository import Repository, small
from transpipe.markdown.words import diff, pieces
from transpipe.model import (  # fmt: skip
    Adoption,
    Change,
    ChangeKind,
    Comparison,
    Concern,
    Edit,
    Finding,
    Locale,
    Severity,
    Unsure,
    Version,
)
from transpipe.publish.review import Style, as_html, as_markdown
from transpipe.publish.review.markdown import LIMIT

EN = "# Tea\n\nBoil the water.\n\nNever open the lid.\n\n```sh\nbrew --now\n```\n\nServe it hot.\n"
ZH = "# 茶\n\n把水烧开。\n\n切勿打开盖子。\n\n```sh\nbrew --now\n```\n\n趁热上桌。\n"
INDEX = "* [茶](译文/tea.md) | [原文](原文/tea.md) | [译文](译文/tea.md)\n"
FILES: dict[str, str | bytes] = {"原文/tea.md": EN, "译文/tea.md": ZH, "README.md": INDEX}


@pytest.fixture
def tea(tmp_path: Path) -> Repository:
    """An article that is adopted, confirmed and committed."""
    made = small(tmp_path / "tea", FILES)
    made.steps("init", "align", "accept 原文/tea.md")
    committed(made)
    return made


def committed(repository: Repository) -> None:
    repository.git("add", "-A")
    repository.git("commit", "-qm", "tea", "--allow-empty")


def rows(repository: Repository, *arguments: str) -> list[dict[str, object]]:
    ran = repository.transpipe("review", "--json", *arguments)
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def edit(repository: Repository, path: str, old: str, new: str) -> None:
    text = repository.read(path)
    assert old in text
    repository.write(path, text.replace(old, new))


def test_an_edit_of_the_markdown_alone_is_shown_beside_its_english(tea: Repository) -> None:
    edit(tea, "译文/tea.md", "把水烧开", "先把水烧开")
    before = tea.state()
    (row,) = rows(tea)
    assert (row["change"], row["concern"]) == ("target", "wording")
    assert (row["source"], row["old_target"]) == ("Boil the water.", "把水烧开。")
    assert (row["source_line"], row["target_line"]) == (3, 3)
    assert tea.state() == before


def test_edits_of_both_sides_and_of_code_are_ranked(tea: Repository) -> None:
    edit(tea, "译文/tea.md", "趁热上桌", "趁热端上来")
    edit(tea, "原文/tea.md", "Never open", "Open")
    edit(tea, "原文/tea.md", "--now", "--later")
    found = [(row["concern"], row["what"]) for row in rows(tea)]
    assert found == [("modality", "unit"), ("opaque", "opaque"), ("wording", "unit")]


def test_two_commits_are_compared_as_the_work_tree_is(tea: Repository) -> None:
    edit(tea, "译文/tea.md", "把水烧开", "先把水烧开")
    edit(tea, "原文/tea.md", "Serve it hot", "Serve it very hot")
    here = tea.transpipe("review", "--json").out
    committed(tea)
    edit(tea, "译文/tea.md", "茶", "红茶")
    assert tea.transpipe("review", "--json", "--base", "HEAD~1", "--head", "HEAD").out == here


def test_an_adoption_is_told_in_five_lines_and_edits_beside_it(tmp_path: Path) -> None:
    made = small(tmp_path / "tea", FILES)
    committed(made)
    made.steps("init", "align")
    edit(made, "译文/tea.md", "把水烧开", "先把水烧开")
    change, adoption = rows(made)
    assert (change["old_target"], change["target"]) == ("把水烧开。", "先把水烧开。")
    assert (adoption["change"], adoption["units"]) == ("adopted", 4)
    comment = made.transpipe("review", "--markdown").out
    assert comment.count("<li>") == 5


def test_a_translation_that_fills_an_empty_file_stands_beside_its_english(tmp_path: Path) -> None:
    made = small(tmp_path / "tea", {**FILES, "译文/tea.md": ""})
    made.steps("init", "sync")
    committed(made)
    made.write("译文/tea.md", ZH)
    pairs = {(row["source"], row["target"]) for row in rows(made) if row["what"] == "unit"}
    assert pairs >= {("Boil the water.", "把水烧开。"), ("Serve it hot.", "趁热上桌。")}


def test_without_any_catalogue_two_versions_are_compared(tmp_path: Path) -> None:
    made = small(tmp_path / "tea", FILES)
    committed(made)
    edit(made, "译文/tea.md", "趁热上桌", "趁热端上来")
    (row,) = rows(made)
    assert (row["source"], row["target"]) == ("Serve it hot.", "趁热端上来。")


def test_the_derived_locales_are_looked_at_on_demand(tea: Repository) -> None:
    tea.steps("convert --add zh_TW", "run")
    committed(tea)
    edit(tea, "译文/zh_TW/tea.md", "把水燒開", "先把水煮開")
    assert rows(tea) == []
    assert [row["locale"] for row in rows(tea, "--derived")] == ["zh_TW"]


def test_what_a_person_accepted_is_shown_as_reviewed(tea: Repository) -> None:
    tea.steps("accept 译文/tea.md:3 --review 王小明")
    assert [(row["target"], row["reviewed"]) for row in rows(tea)] == [("把水烧开。", "王小明")]
    assert "reviewed by 王小明" in tea.transpipe("review").out


def test_only_one_format(tea: Repository) -> None:
    assert tea.transpipe("review", "--json", "--html").code == 2
    assert tea.transpipe("review", "--html").out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "said",
    ["review --three --markdown", "review --three --json", "review --link https://x.org/{path}",
     "review --link x --json", "ci --head abc", "ci --pull x.json", "ci --comment . --base HEAD",
     "ci --comment . --out x", "ci --comment . --json", "ci --comment . --head abc",
     "status --since HEAD --all", "status --since HEAD --fail-under 3"],
)  # fmt: skip
def test_no_option_is_left_aside_silently(tea: Repository, said: str) -> None:
    ran = tea.transpipe(*said.split())
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_a_comment_speaks_one_language(tea: Repository) -> None:
    edit(tea, "译文/tea.md", "把水烧开", "[把水烧开](./nowhere.md)")
    tea.write("transpipe.toml", 'language = "zh_CN"\n')
    said = tea.transpipe("review", "--markdown").out.replace("Boil the water", "")
    assert "extra-link" in said
    assert not re.findall(r"[a-z]+ [a-z]+ [a-z]+", re.sub(r"<[^>]*>", " ", said))


@pytest.mark.more
def test_the_same_everywhere(tea: Repository, tmp_path: Path) -> None:
    edit(tea, "译文/tea.md", "把水烧开", "先把水烧开")
    edit(tea, "原文/tea.md", "Serve it hot", "Serve it very hot")
    committed(tea)
    one, other = said_elsewhere(tea, tmp_path / "clones", [("--base", "HEAD~1")])
    assert all(one)
    assert one == other


# ── Diffs ───────────────────────────────────────────────────────────────────────────────────

PIECES = [
    "word",
    "don't",
    " ",
    "3.14",
    "`a b`",
    "缓存",
    "，",
    "e\u0301",
    "[x](y/z)",
    "**",
    "\n",
    "👨‍👩‍👧",
]


@given(st.lists(st.sampled_from(PIECES)), st.lists(st.sampled_from(PIECES)))
def test_edits_lead_from_one_text_to_the_other_and_cut_nothing(
    old: list[str], new: list[str]
) -> None:
    before, after = "".join(old), "".join(new)
    found = diff(before, after)
    assert figures.leads(found, before, after)
    assert figures.cuts(found, before, after) == []


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("It notes 1 copy.", "It writes 100 copies.", "It [-notes 1 copy-]{+writes 100 copies+}."),
        ("Wait 3.14 seconds.", "Wait 3.15 seconds.", "Wait [-3.14-]{+3.15+} seconds."),
        ("Run `a b`.", "Run `a c`.", "Run [-`a b`-]{+`a c`+}."),
        ("See [x](a/b).", "See [x](a/c).", "See [x]([-a/b-]{+a/c+})."),
        ("你不能打开它。", "你能打开它。", "你[-不-]能打开它。"),
        ("等三十秒。", "等五十秒。", "等[-三十-]{+五十+}秒。"),
        ("cafe\u0301s", "cafes", "[-cafe\u0301s-]{+cafes+}"),
    ],
)
def test_whole_words(before: str, after: str, shown: str) -> None:
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    assert "".join(marks[e.op].format(e.text) for e in diff(before, after)) == shown


def test_texts_that_have_nothing_in_common_are_quickly_told() -> None:
    before, after = (" ".join(f"{side}{n}" for n in range(4_000)) for side in "ab")
    assert diff(before, after) == (Edit("-", before), Edit("+", after))


# ── Nothing in a text is active ─────────────────────────────────────────────────────────────

ALLOWED = {
    "h2", "h3", "p", "details", "summary", "table", "tr", "th", "td", "b", "i", "del", "ins",
    "code", "pre", "br", "wbr", "ul", "li", "a",
}  # fmt: skip
HARMLESS = {"open", "valign", "width", "colspan", "href"}
EVILS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</td></tr></table><svg onload=a>",
    "</details>\n\n# Owned\n\n[x](javascript:alert(1))", "<!-- x --><iframe src=//e>", "&lt;b&gt;",
    '" onmouseover="alert(1)', "@everyone see #1 and GH-2", "\n\n<a href=https://e.org>x</a>\n\n",
    "```\n</pre><b onclick=x>", "::error::x\r\n::set-output name=a::b", "\x1b[2J\u202e\x00",
    "<details open ontoggle=alert(1)>", "](https://e.org)", "<?php ?>", "<![CDATA[ ]]>", "|a|b|",
    "<style>*{display:none}</style>", "<form action=//e><button>", "<math><mi//xlink:href=x>",
]  # fmt: skip


OURS = re.compile(r"</?(?:h1|html|article|header|div)(?: (?:class|lang)=\"[\w -]*\")*>")


class Tags(HTMLParser):
    """The tags of a text, and whatever of them is not allowed."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.bad.append(tag)
        for name, value in attrs:
            led = name != "href" or (value or "").startswith("https://github.example/blob/1/")
            if name not in HARMLESS or not led:
                self.bad.append(f"{tag} {name}={value}")


def hostile(number: int) -> Comparison:
    evil = EVILS[number % len(EVILS)] * (1 + number // len(EVILS))
    old, new = Version(evil, "甲" + evil, None, 1, 2), Version(evil + "!", evil, None, 1, 2)
    finding = Finding("x", Severity.ERROR, evil, evil, 1)
    change = Change(
        evil, Locale.ZH_CN, ChangeKind.BOTH, old, new, concern=Concern.NUMBER, source_file=evil,
        target_file=evil, source=diff(evil, evil + "!"), target=diff("甲" + evil, evil),
        draft=evil + "?", final=diff(evil + "?", evil), findings=(finding,), origin=evil,
    )  # fmt: skip
    adoption = Adoption(evil, Locale.ZH_CN, evil, evil, 1, doubtful=(Unsure(evil, evil, 1, 1),))
    return Comparison(evil, evil, (change,), (adoption,), (), (finding,))


@pytest.mark.parametrize("number", range(0, 200, 20))
def test_hostile_texts_stay_texts(number: int) -> None:
    link = "https://github.example/blob/1/{path}#L{line}"
    for each in range(number, number + 20):
        found = hostile(each)
        comment = as_markdown(found, Style("en", link=link))
        assert len(comment) <= LIMIT
        rendered = cmarkgfm.github_flavored_markdown_to_html(comment, Options.CMARK_OPT_UNSAFE)
        tags = Tags()
        tags.feed(rendered)
        assert tags.bad == [], comment
        assert rendered.count("<table>") == rendered.count("</table>")
        page = as_html(found, "en", link).partition("</style>")[2]
        tags = Tags()
        tags.feed(
            re.sub(r"</?(?:h1|html|article|header|div)(?: (?:class|lang)=\"[\w -]*\")*>", "", page)
        )
        assert tags.bad == [], page


def test_ten_thousand_findings_keep_the_limit() -> None:
    many = tuple(Finding("x", Severity.ERROR, "y" * 90, "译文/a.md", n) for n in range(10_000))
    comment = as_markdown(Comparison(findings=many), Style("en"))
    assert len(comment) <= LIMIT
    assert re.search(r"\+\d+ more", comment)


# ── Figures ─────────────────────────────────────────────────────────────────────────────────


def met(found: list[tuple[str, str, str, bool]]) -> None:
    assert [row for row in found if not row[3]] == []


@pytest.mark.more
def test_some_figures_of_a_review(data: Path) -> None:
    met(figures.real(data, 2))
    met(figures.edits(data, 500))
    met(figures.ordered(8))


@pytest.mark.long
def test_every_figure_of_a_review(data: Path) -> None:
    met(figures.figures(data))


# ── The five commands of the guide ──────────────────────────────────────────────────────────


@pytest.mark.more
def test_the_transcript_in_the_guide(data: Path, tmp_path: Path) -> None:
    found = transcript(data, tmp_path / "clone")
    assert len([each for each in found.commands if each.startswith("transpipe")]) >= 3
    assert found.shown
    assert found.shown in found.said
