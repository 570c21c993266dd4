"""Which characters of code are comments, and which of these are for people."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CASES
from transpipe.markdown.code import comments, is_known

FOLDERS = sorted((CASES / "code").glob("*"))


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_what_comments_say(case: Path) -> None:
    """The name of a file says its language; `.txt` beside it has what its comments say."""
    code = (case / "code").read_text("utf-8")
    info = (case / "info").read_text("utf-8").strip()
    said = [[span.of(code) for span in comment.lines] for comment in comments(code, info)]
    wanted = (case / "comments.jsonl").read_text("utf-8").splitlines()
    assert said == [json.loads(line) for line in wanted]


@pytest.mark.parametrize(
    "info",
    [
        *("python", "Python", "py", 'python title="a.py"', "python {1,3-5}", "{.python}"),
        *("{ .python .numberLines }", "python,ignore", "python{1}", "{code-block} python"),
    ],
)
def test_the_ways_to_name_a_language(info: str) -> None:
    assert [c.span.of("x = 1  # one") for c in comments("x = 1  # one", info)] == ["# one"]


@pytest.mark.parametrize("info", ["", "nonsense", "title=python", "{#python}", "…", "{}"])
def test_what_is_no_language(info: str) -> None:
    assert not is_known(info)
    assert comments("x = 1  # one", info) == ()


_LANGUAGES = ("python", "sh", "js", "c", "html", "sql", "lisp", "tex", "yaml", "php", "ocaml")
_CODE = st.lists(
    st.sampled_from(
        [*"x#;%{}='`\"中\\ \n\t\u2028", "//", "/*", "*/", "--", "<!--", "-->", "(*", "*)", "noqa"]
    ),
    max_size=25,
).map("".join)


@given(st.one_of(_CODE, st.text(max_size=60)), st.sampled_from(_LANGUAGES))
@settings(max_examples=300)
def test_comments_stand_in_order_and_their_words_in_them(code: str, info: str) -> None:
    at = 0
    for comment in comments(code, info):
        assert at <= comment.span.start < comment.span.end <= len(code)
        at = comment.span.start
        for line in comment.lines:
            assert at <= line.start < line.end <= comment.span.end
            assert line.of(code) == line.of(code).strip()
            assert "\n" not in line.of(code)
            at = line.end
        assert code.startswith(comment.mark, comment.span.start)
        assert code.endswith(comment.close, 0, comment.span.end)
        at = comment.span.end


@pytest.mark.parametrize(
    "path", sorted(Path(__file__).parent.glob("test_[a-d]*.py")), ids=lambda p: p.name
)
def test_python_itself_finds_the_same(path: Path) -> None:
    """By the tokenizer of Python; what tools read is code."""
    code = path.read_text("utf-8")
    lines = code.split("\n")
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    theirs = [(t.start[0], t.string.rstrip()) for t in tokens if t.type == tokenize.COMMENT]
    ours = [(code.count("\n", 0, c.span.start) + 1, c.span.of(code)) for c in comments(code, "py")]
    assert set(ours) <= set(theirs)
    for number, said in sorted(set(theirs) - set(ours)):
        assert said.startswith(("#!", "# noqa", "# type:", "# fmt:")), lines[number - 1]


def test_no_lexer_is_loaded_before_code_is_read() -> None:
    asked = "import sys, transpipe.cli, transpipe.workflows.sync; print('pygments' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_command_that_asks_for_no_rule_loads_none() -> None:
    asked = "import sys, transpipe.cli.sync; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "transpipe.workflows.sync" in done.stdout
    assert "transpipe.rules" not in done.stdout
