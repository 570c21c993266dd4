"""Code and the like in a Chinese file that says what its source said follows it, and alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_opaque import copied
from transpipe.markdown.segments import parse
from transpipe.model import Document, OpaqueFate
from transpipe.publish.opaque import Followed, follow
from transpipe.source_edits.opaque import Past, followable
from transpipe.units.placement import Placement

WORDS = ("A first text.", "第一段。"), ("The second one.", "第二段。")


def followed(old: str, source: str, target: str) -> Followed:
    """The Chinese file once it has followed what changed from `old` to `source`."""
    file = parse(target, source=False)
    changes = followable([Past(parse(old))], copied(parse(source), file))
    return follow(file, Placement(((),) * len(file.blocks), True), changes, "译文/x.md")


def chinese(text: str) -> str:
    for english, said in WORDS:
        text = text.replace(english, said)
    return text


A, B = "A first text.", "The second one."
CHANGED = {
    "code": ("```sh\nrun --old\n```", "```sh\nrun --new\n\nmore\n```"),
    "its language": ("```sh\nrun\n```", "```console\nrun\n```"),
    "code by its indent": ("    run --old\n    twice", "    run --new\n    twice"),
    "a formula": ("$$\na + b\n$$", "$$\na + c\n$$"),
    "an image": ('<img src="https://x.org/a.png">', '<img src="https://x.org/b.png">'),
    "a comment": ("<!-- old words -->", "<!-- new words -->"),
    "a link definition": ("[x]: https://x.org/1", "[x]: https://x.org/2"),
    "an image without words": ("![](a.png)", "![](b.png)"),
    "a name in code": ("`--old`", "`--new`"),
    "an item of code": ("* `a`\n* `b`", "* `a`\n* `c`"),
    "a heading of code": ("## `a()`", "## `b()`"),
    "a number in a table": ("| 1 | 1 |\n|--|--|\n| 2 | 30 |", "| 1 | 1 |\n|--|--|\n| 2 | 31 |"),
}
WRAPS = {
    "alone": "{}\n\n{}\n\n{}\n",
    "at the end": "{}\n\n{}\n\n{}",
    "in a quote": "> {}\n>\n> {}\n>\n> {}\n",
    "in a list": "- {}\n\n  {}\n\n  {}\n",
}


def wrapped(how: str, middle: str) -> str:
    lead = {"in a quote": "> ", "in a list": "  "}.get(how, "")
    lines = [line and lead + line for line in middle.split("\n")]
    lines = [line or lead.rstrip() for line in lines]
    return WRAPS[how].format(A, "\n".join(lines).removeprefix(lead), B)


@pytest.mark.parametrize("how", WRAPS)
@pytest.mark.parametrize("kind", CHANGED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_says_what_the_source_says(kind: str, how: str, end: str) -> None:
    old, new = (wrapped(how, text) for text in CHANGED[kind])
    target = chinese(old).replace("\n", end)
    result = followed(old, new, target)
    assert result.file.text == chinese(new).replace("\n", end)
    assert [finding.code for finding in result.findings] == ["opaque-patched"]
    again = followed(old, new, result.file.text)
    assert again.file.text == result.file.text
    assert again.findings == ()


@pytest.mark.parametrize("kind", [k for k in CHANGED if k != "a number in a table"])
def test_a_copy_that_differs_in_a_character_stays(kind: str) -> None:
    old, new = (wrapped("alone", text) for text in CHANGED[kind])
    text = CHANGED[kind][0]
    target = chinese(wrapped("alone", f"{text[:5]}z{text[5:]}"))
    result = followed(old, new, target)
    assert result.file.text == target
    assert result.findings == ()


def test_the_quote_marks_of_the_file_stay_its_own() -> None:
    old = wrapped("in a list", "```sh\nrun --old\n\n  more\n```")
    target = chinese(wrapped("in a quote", "```sh\nrun --old\n\n  more\n```"))
    result = followed(old, old.replace("--old", "--new"), target)
    assert result.file.text == target.replace("--old", "--new")


DEEPER = {
    "the first line is deeper": ("      deep\n    less", "      deeper\n    less"),
    "a line that looks like a quote": ("    > ask\n    answer", "    > ask again\n    answer"),
    "it comes to the first line": ("    run\n    twice", "      run\n    twice"),
    "html whose first line is deeper": ("  <div>\n<hr>\n  </div>", "  <div>\n<br>\n  </div>"),
    "html with an end at the margin": ("  <div id=a\n>\n</div>", "  <div id=b\n>\n</div>"),
    "code by an indent that got fences": ("    run\n    twice", "```\nrun once\n```"),
    "code that lost its fences": ("```\nrun once\n```", "    run\n    twice"),
}


@pytest.mark.parametrize("how", ["alone", "at the end", "in a quote", "in a list"])
@pytest.mark.parametrize("kind", DEEPER)
def test_what_is_indented_in_code_stays_so(kind: str, how: str) -> None:
    old, new = (
        wrapped(how, text.replace("run", f"run {n}")) for n, text in enumerate(DEEPER[kind])
    )
    assert followed(old, new, chinese(old)).file.text == chinese(new)


VALUES = {
    "a list that was a line": ("tags: [tea]", "tags:\n  - tea\n  - pot"),
    "a line that was a list": ("tags:\n- tea\n- pot", "tags: [tea, pot]"),
    "a value that wraps": ("note: a long\n  one", "note: short"),
    "a text by its indent": ("note: |\n  one\n\n  two", "note: |\n  one\n\n  three"),
    "what stands within": ("hero:\n  a: 1\n  b: 2", "hero:\n  a: 1\n  b: 3"),
    "a list with a comment": ("tags:\n# all\n  - tea", "tags:\n# all\n  - pot"),
}


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("last", ["", "# the end\nweight: 1\n"])
def test_a_value_of_a_front_matter_is_all_its_lines(kind: str, last: str) -> None:
    old, new = (f"---\ntitle: Tea\n{text}\n{last}---\n\n{A}\n" for text in VALUES[kind])
    target = chinese(old).replace("Tea", "茶")
    assert followed(old, new, target).file.text == chinese(new).replace("Tea", "茶")
    ends = (text.replace("\n", "\r\n") for text in (old, new, target))
    assert followed(*ends).file.text == chinese(new).replace("Tea", "茶").replace("\n", "\r\n")
    other = target.replace(VALUES[kind][0], f"{VALUES[kind][0]} x")
    assert followed(old, new, other).file.text == other


def test_values_of_a_front_matter_follow_each_by_itself() -> None:
    old = f"---\ntitle: Tea\nicon: a.png\ntags: [tea]\nweight: 1\n---\n\n{A}\n"
    new = old.replace("a.png", "b.png").replace("[tea]", "[tea, pot]").replace("1", "2")
    target = (
        f"---\ntitle: 茶\nauthor: 某人\nicon: a.png\ntags: [茶]\nweight: 1\n---\n\n{chinese(A)}\n"
    )
    result = followed(old, new, target)
    assert result.file.text == target.replace("a.png", "b.png").replace(": 1", ": 2")


@pytest.mark.parametrize("kind", ["code", "a formula", "code by its indent"])
def test_what_left_the_source_goes_with_its_blank_line(kind: str) -> None:
    old, less = wrapped("alone", CHANGED[kind][0]), f"{A}\n\n{B}\n"
    assert followed(old, less, chinese(old)).file.text == chinese(less)


def test_html_that_is_gone_may_hold_what_is_not() -> None:
    old = f"{A}\n\n<details>\n\n{B}\n\n</details>\n"
    target = chinese(old)
    assert followed(old, f"{A}\n\n{B}\n", target).file.text == target


def test_of_two_equal_ones_that_which_is_gone_goes() -> None:
    code = "```sh\nnpm install\n```"
    old = f"{A}\n\n{code}\n\n{B}\n\n{code}\n"
    for less in (f"{A}\n\n{B}\n\n{code}\n", f"{A}\n\n{code}\n\n{B}\n"):
        assert followed(old, less, chinese(old)).file.text == chinese(less)


_PIECES = st.lists(
    st.sampled_from(
        [*(text for pair in CHANGED.values() for text in pair), "Some prose.", "## A heading"]
    ),
    max_size=6,
).map(lambda pieces: "\n\n".join(pieces) + "\n")


def _prose(document: Document) -> list[str]:
    segments = (block.segment for block in document.blocks)
    return [segment.text for segment in segments if segment and segment.translatable]


@given(_PIECES, _PIECES, _PIECES)
def test_no_prose_changes_and_twice_is_once(old: str, source: str, target: str) -> None:
    result = followed(old, source, target)
    assert _prose(result.file) == _prose(parse(target, source=False))
    assert len(result.placement.blocks) == len(result.file.blocks)
    assert (result.file.text == target) is (not result.findings)
    again = followed(old, source, result.file.text)
    assert again.file.text == result.file.text


@given(_PIECES, _PIECES)
def test_a_copy_of_the_old_source_has_nothing_left_that_changed(old: str, source: str) -> None:
    result = followed(old, source, old)
    left = followable([Past(parse(old))], copied(parse(source), result.file))
    texts = {text for change in left if change.how is OpaqueFate.CHANGED
             for text in (change.before, change.after)}  # fmt: skip
    # Of these the one stands in no block, and the other may begin or end an element.
    assert not texts or any(text.startswith(("<", "[")) for text in texts)


def test_a_comment_that_was_reworded_in_code_follows_where_it_was_copied() -> None:
    old = "Ask.\n\n```py\n# one\nx = 1\n```\n"
    new = old.replace("# one", "# two")
    assert followed(old, new, old).file.text == new
    translated = old.replace("# one", "# 一")
    assert followed(old, new, translated).file.text == translated


def followed_since(versions: list[str], target: str) -> str:
    """The Chinese file once it has followed the last of several versions of its source."""
    *olds, source = map(parse, versions)
    file = parse(target, source=False)
    changes = followable([Past(old) for old in olds], copied(source, file))
    placement = Placement(((),) * len(file.blocks), True)
    return follow(file, placement, changes, "译文/x.md").file.text


def test_what_has_followed_once_follows_again() -> None:
    """The copy says what the second version said, and some of what the first one did."""
    code = "```sh\nask\n{}run\n```"
    texts = [
        wrapped("alone", code.format("")),
        wrapped("alone", code.format("tell\n")),
        wrapped("alone", code.format("tell\n").replace("sh", "console")),
    ]
    assert followed_since(texts, chinese(texts[1])) == chinese(texts[2])
    gone = f"{A}\n\n{B}\n"
    assert followed_since([*texts[:2], gone], chinese(texts[1])) == chinese(gone)


def test_two_values_of_a_front_matter_follow_at_once() -> None:
    front = "---\ntitle: Tea\nicon: {}\nweight: {}\n---\n\n" + A + "\n"
    texts = [front.format(*values) for values in (("a", 1), ("b", 1), ("c", 2))]
    assert followed_since(texts, chinese(texts[1])) == chinese(texts[2])


def test_of_two_that_are_as_near_that_which_begins_the_same_is_followed() -> None:
    """A new one stands before it, with the line that changed in the other."""
    old, new, other = ("```\nfn {}() {{\n    x + {}\n}}\n```".format(*each) for each in _NEAR)
    done = followed(f"{A}\n\n{old}\n", f"{A}\n\n{other}\n\n{new}\n", f"第一段。\n\n{old}\n")
    assert new in done.file.text


_NEAR = (("c12", 3), ("c12", 4), ("c26", 3))
