"""Comments in code as units of their own, for projects that ask for it."""

from __future__ import annotations

import cProfile
import io
import json
import pstats
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CASES
from tests.figures import markdown as measured
from tests.hostile import Pattern, repeated
from tests.repository import Repository, small
from tests.snapshot import made_once
from transpipe.align.beads import align
from transpipe.markdown.removal import remove
from transpipe.markdown.segments import parse
from transpipe.markdown.source import read
from transpipe.markdown.splice import splice
from transpipe.model import Certainty, Cut, Document, Grammar, Kind, Lines, Syntax

CUT = Cut(Syntax(comments=True), Lines.WRAP)
FOLDERS = sorted((CASES / "code-comments").glob("*/"))


def comments(document: Document) -> dict[int, str]:
    """The comments of an article by their number."""
    return {n: b.text for n, b in enumerate(document.blocks) if b.kind is Kind.COMMENT}


def in_chinese(document: Document) -> dict[int, str]:
    return {number: f"译文第{number}段。" for number in comments(document)}


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_what_is_a_comment_and_where_its_words_go(case: Path) -> None:
    """`comments.jsonl` has what each says, and the words for it; `target.md` is the outcome."""
    document = parse((case / "source.md").read_bytes().decode(), CUT)
    rows = [json.loads(line) for line in (case / "comments.jsonl").read_text("utf-8").splitlines()]
    assert list(comments(document).values()) == [row["source"] for row in rows]
    words = {n: row["target"] for n, row in zip(comments(document), rows, strict=True)}
    result = splice(document, words, "x.md")
    assert result.text.encode() == (case / "target.md").read_bytes()
    refused = [row["target"] for row in rows if row.get("refused")]
    assert [finding.target for finding in result.findings] == refused
    assert all(finding.code == "structure" for finding in result.findings)


def test_without_the_setting_code_is_opaque() -> None:
    document = parse("```py\n# one\nx = 1\n```\n")
    assert [block.kind for block in document.blocks] == [Kind.CODE]


_PIECES = (
    *("```py\n", "```\n", "```js {1}\n", "~~~c\n", "~~~\n", "```html\n", "# one\n", "x = 1"),
    *("  # two\n", "/* three\n", " * four */ ", "// five\n", "<!-- six -->\n", '"', "# x = 1\n"),
    *("<Tip>\n", "</Tip>\n", "{x}", "<p>a</p>\n"),
    *("\n", "\n\n", "> ", "- ", "    ", "\t", "\\\n", "\r\n", "# 中文\n", "#\n", "# noqa\n", "'"),
)
CUTS = (
    CUT,
    Cut(Syntax(comments=True), Lines.KEEP),
    Cut(Syntax(html=True, comments=True), Lines.WRAP),
    Cut(Syntax(Grammar.MDX, comments=True), Lines.WRAP),
)
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=24).map("".join)


@given(TEXTS, st.sampled_from(CUTS))
@settings(max_examples=300)
def test_any_code_keeps_its_bytes_and_its_structure(text: str, cut: Cut) -> None:
    document = parse(text, cut, source=False)
    assert splice(document, {}).text == text
    targets = in_chinese(document)
    result = splice(document, targets)
    new = parse(result.text, cut, source=False)
    assert new.shape == document.shape
    assert len(result.blocks) + len(result.findings) == len(targets)
    assert [comments(new)[number] for number in result.blocks] == [
        targets[number] for number in result.blocks
    ]


@given(TEXTS, st.data())
@settings(max_examples=200)
def test_what_is_taken_out_takes_nothing_along(text: str, data: st.DataObject) -> None:
    document = parse(text, CUT, source=False)
    if not comments(document):
        return
    number = data.draw(st.sampled_from(sorted(comments(document))))
    left = parse(remove(document, [number]), CUT, source=False)
    rest = [said for n, said in comments(document).items() if n != number]
    assert list(comments(left).values()) in (rest, list(comments(document).values()))
    assert len(left.text) <= len(text)


# ── By other lexers ─────────────────────────────────────────────────────────────────────────

_STRING = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\\n]){1,9}'"
_LIKE_C = re.compile(rf"({_STRING})|//[^\n]*|/\*.*?\*/", re.DOTALL)


def _python(code: str) -> list[str]:
    """The tokens of Python that are no comments, by Python itself; none where it is none."""
    silent = (tokenize.COMMENT, tokenize.NL)
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, IndentationError):
        return []
    return [token.string for token in tokens if token.type not in silent]


def _like_c(code: str) -> list[str]:
    """The lines of code that are left without `//` and `/* */`."""
    bare = _LIKE_C.sub(lambda found: found[1] or "", code)
    return [line.rstrip() for line in bare.split("\n") if line.strip()]


def _fences(text: str) -> Iterator[tuple[str, str]]:
    """The language and the code of fences that begin a line."""
    for found in re.finditer(r"^```(\w+)[^\n`]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield found[1], found[2]


@pytest.mark.parametrize("step", [24, pytest.param(1, marks=pytest.mark.more)])
def test_the_code_of_real_articles_stays_as_it_is(data: Path, step: int) -> None:
    counted = 0
    for name, content in measured.corpus(data)[::step]:
        text = read(content)
        document = parse(text, CUT)
        assert splice(document, {}).text == text, name
        targets = in_chinese(document)
        if not targets:
            continue
        result = splice(document, targets, name)
        assert result.findings == (), name
        for (language, old), (_same, new) in zip(_fences(text), _fences(result.text), strict=True):
            if language in ("python", "py"):
                assert _python(old) == _python(new), name
            elif language in ("rust", "c", "cpp", "js", "java"):
                assert _like_c(old) == _like_c(new), name
        counted += len(targets)
    assert counted > 600 // step


# ── Two articles ────────────────────────────────────────────────────────────────────────────


def paired(source: str, target: str) -> list[tuple[str, str, Certainty]]:
    """The comments of both sides as they are aligned, '' for none."""
    ours, theirs = parse(source, CUT), parse(target, CUT, source=False)
    found = []
    for bead in align(ours, theirs):
        blocks = [ours.blocks[n] for n in bead.source] + [theirs.blocks[n] for n in bead.target]
        if any(block.kind is Kind.COMMENT for block in blocks):
            texts = ["".join(d.blocks[n].text for n in side) for d, side in (
                (ours, bead.source), (theirs, bead.target)
            )]  # fmt: skip
            found.append((*texts, bead.certainty))
    return found


EN = "# Client\n\nCall the service.\n\n```py\n# Ask.\nx = ask(3)  # thrice\ntell(x)\n```\n\nDone.\n"
ZH = "# 客户端\n\n调用该服务。\n\n```py\n# 询问。\nx = ask(3)  # 三次\ntell(x)\n```\n\n完成。\n"


def test_comments_are_paired_by_their_place_in_the_code() -> None:
    assert paired(EN, ZH) == [
        ("Ask.", "询问。", Certainty.SURE),
        ("thrice", "三次", Certainty.SURE),
    ]


def test_other_code_makes_a_pair_doubtful() -> None:
    other = ZH.replace("tell(x)", "show(x)")
    assert [row[2] for row in paired(EN, other)] == [Certainty.DOUBTFUL] * 2


def test_other_numbers_make_a_pair_doubtful() -> None:
    found = paired(EN.replace("thrice", "wait 3 s"), ZH.replace("三次", "等 5 秒"))
    assert [row[2] for row in found] == [Certainty.SURE, Certainty.DOUBTFUL]


def test_a_comment_of_one_side_alone_has_no_pair() -> None:
    found = paired(EN, ZH.replace("  # 三次", "").replace("tell(x)", "tell(x)  # 说出来"))
    assert ("thrice", "", Certainty.NONE) in found
    assert ("", "说出来", Certainty.NONE) in found


def test_every_block_of_both_sides_is_in_one_bead() -> None:
    for target in (
        ZH,
        ZH.replace("```py", "```sh"),
        ZH.split("```")[0],
        ZH.replace("# 询问", "询"),
    ):
        ours, theirs = parse(EN, CUT), parse(target, CUT, source=False)
        beads = align(ours, theirs)
        assert sorted(n for b in beads for n in b.source) == list(range(len(ours.blocks)))
        assert sorted(n for b in beads for n in b.target) == list(range(len(theirs.blocks)))


# ── In a repository ─────────────────────────────────────────────────────────────────────────

ARTICLE, TARGET = "原文/client.md", "译文/client.md"
ASKED = "\n[markup]\ncode_comments = true\n"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """An article in a layout of its own, adopted and committed before the setting was made."""

    def make(root: Path) -> None:
        begun = small(root, {ARTICLE: EN, TARGET: ZH})
        begun.steps("init", "align")
        begun.confirm(ARTICLE)
        begun.steps("sync")
        begun.commit()

    return Repository(made_once((__name__, "made"), tmp_path / "work", make))


def ask(made: Repository) -> None:
    """The setting is made."""
    made.write("transpipe.toml", made.read("transpipe.toml") + ASKED)


def test_the_setting_cuts_a_catalogue_anew_once(made: Repository) -> None:
    ask(made)
    said = made.transpipe("sync").out
    assert "cut-anew" in said
    assert "+ Ask. · + thrice" in said
    units = made.units(ARTICLE)
    assert [units[text].target for text in ("Ask.", "thrice")] == ["询问。", "三次"]
    assert made.catalogue(ARTICLE).header("X-Transpipe-Syntax") == "markdown ids code_comments"
    assert made.transpipe("sync").out.startswith("nothing to write")
    assert made.transpipe("build").out.startswith("nothing to write")
    assert made.read(TARGET) == ZH


def test_without_words_in_comments_the_setting_can_be_taken_back(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN})
    made.steps("init")
    before = made.read("transpipe.toml")
    ask(made)
    made.steps("sync")
    assert "thrice" in made.units(ARTICLE)
    made.write("transpipe.toml", before)
    assert "- Ask. · - thrice" in made.transpipe("sync").out
    assert "thrice" not in made.units(ARTICLE)


def test_a_comment_that_changed_is_stale_and_follows(made: Repository) -> None:
    ask(made)
    made.steps("sync")
    made.commit()
    made.write(ARTICLE, EN.replace("# Ask.", "# Beg for it."))
    made.steps("sync")
    row = json.loads(made.transpipe("status", ARTICLE, "--json").out)
    assert (row["stale"], row["opaque"]) == (1, 0)
    made.translate(ARTICLE, {"Beg for it.": "恳求它。"})
    made.steps("build")
    assert made.read(TARGET) == ZH.replace("# 询问。", "# 恳求它。")
    assert made.transpipe().out.endswith("next: nothing to do: all is translated and up to date\n")


def test_what_is_typed_in_the_file_comes_into_the_catalogue(made: Repository) -> None:
    ask(made)
    made.steps("sync")
    made.write(TARGET, ZH.replace("三次", "问三次"))
    made.steps("sync")
    assert made.units(ARTICLE)["thrice"].target == "问三次"


def test_code_that_changed_beside_units_is_told(made: Repository) -> None:
    ask(made)
    made.steps("sync")
    made.commit()
    made.write(ARTICLE, EN.replace("ask(3)", "ask(5)"))
    made.steps("sync")
    row = json.loads(made.transpipe("status", ARTICLE, "--json").out)
    assert (row["stale"], row["opaque"]) == (0, 1)


def test_a_comment_that_left_the_source_goes_with_its_mark_alone(made: Repository) -> None:
    ask(made)
    made.steps("sync")
    made.commit()
    made.write(ARTICLE, EN.replace("  # thrice", "").replace("# Ask.\n", ""))
    made.steps("sync", "build")
    assert made.read(TARGET) == ZH.replace("  # 三次", "").replace("# 询问。\n", "")
    assert made.transpipe("build").out.startswith("nothing to write")


def test_in_the_blocks_of_the_source_comments_are_written_too(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN})
    made.steps("init")
    ask(made)
    made.steps("sync")
    words = {"Call the service.": "调用该服务。", "Ask.": "询问。\n再询问。", "thrice": "三次"}
    made.translate(ARTICLE, words)
    made.steps("run")
    said = made.read(TARGET)
    assert "```py\n# 询问。\n# 再询问。\nx = ask(3)  # 三次\ntell(x)\n```" in said
    made.steps("run")
    assert made.read(TARGET) == said
    assert made.units(ARTICLE)["Ask."].target == "询问。\n再询问。"


def test_copied_code_that_left_the_source_goes_with_its_comments(tmp_path: Path) -> None:
    code = "```py\n# Ask.\nx = ask(3)  # thrice\ntell(x)\n```\n\n"
    copied = re.sub("```.*```\n\n", code, ZH, flags=re.DOTALL)
    made = small(tmp_path / "work", {ARTICLE: EN, TARGET: copied})
    made.steps("init")
    ask(made)
    made.steps("align")
    made.confirm(ARTICLE)
    made.steps("sync")
    made.commit()
    made.write(ARTICLE, EN.replace(code, ""))
    made.steps("sync", "build")
    assert made.read(TARGET) == copied.replace(code, "")


def test_what_is_new_behind_code_comes_behind_it(made: Repository) -> None:
    ask(made)
    made.steps("sync")
    made.write(ARTICLE, EN.replace("Done.", "See.\n\nDone."))
    made.steps("sync", "build --fill")
    assert made.read(TARGET) == ZH.replace("完成。", "See.\n\n完成。")


def test_what_has_no_words_is_left_out_where_a_project_says_so(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN})
    made.steps("init")
    ask(made)
    settings = made.read("transpipe.toml").replace('missing = "source"', 'missing = "omit"')
    made.write("transpipe.toml", settings)
    made.steps("sync")
    made.translate(ARTICLE, {"Call the service.": "调用该服务。", "thrice": "三次"})
    made.steps("build")
    assert "```py\nx = ask(3)  # 三次\ntell(x)\n```" in made.read(TARGET)


def test_the_derived_file_has_its_own_comments(made: Repository) -> None:
    ask(made)
    made.steps("sync", "convert --add zh_TW", "run")
    assert "```py\n# 詢問。\nx = ask(3)  # 三次\ntell(x)\n```" in made.read("译文/zh_TW/client.md")


def test_a_directive_leaves_the_comments_alone() -> None:
    document = parse("<!-- i18n:skip -->\n\n```py\n# one\n```\n", CUT)
    assert [s.text for _n, s in document.segments()] == []


# ── Time ────────────────────────────────────────────────────────────────────────────────────

HOSTILE = tuple(
    map(repeated, ("# a\n", "x = 1  # a\n", "/* a\n", '"', "# a\nx\n", "/* a */ ", "# - a\n"))
)


@pytest.mark.first(2)
@pytest.mark.parametrize("language", ["py", "js"])
@pytest.mark.parametrize("pattern", HOSTILE, ids=lambda pattern: pattern.name)
def test_the_work_grows_with_the_text(pattern: Pattern, language: str) -> None:
    small, large = (_steps(f"```{language}\n{pattern.make(n)}\n```\n") for n in (150, 600))
    assert large <= 6 * small


def _steps(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(parse, text, CUT, False)
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
