"""The termbase: a file that is read strictly, and the terms of it in English and Chinese."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import Repository, adopted, small
from tests.test_check import rows
from transpipe.check.run import check_pair
from transpipe.config.termbase import added, parse
from transpipe.editions.termbase import Termed, Terms
from transpipe.engines.opencc import OpenCC
from transpipe.errors import BadSetting
from transpipe.model import Locale, Term, Termbase
from transpipe.repository import Workspace
from transpipe.rules import Context
from transpipe.text.terms import Finder

GOOD = '[[term]]\nsource = "cache"\ntarget = "缓存"\n'
BROKEN = {
    'source = "a"\n': (1, "no such setting"),
    '[[term]]\ntarget = "缓存"\n': (1, "source"),
    '[[term]]\nsource = "cache"\n': (2, "keep"),
    '[[term]]\nsource = "cache"\ntarget = "cache"\n': (3, "itself"),
    '[[term]]\nsource = "cache"\ntarget = " 缓存"\n': (3, "blanks"),
    '[[term]]\nsource = "cache"\ntarget = "缓存"\nkeep = true\n': (2, "keep"),
    '[[term]]\nsource = "cache"\ntarget = "缓存"\nforbidden = ["缓存"]\n': (4, "缓存"),
    '[[term]]\nsource = "cache"\ntarget = "缓存"\ncolour = "red"\n': (4, "no such setting"),
    GOOD + "\n" + GOOD.replace("cache", "Cache"): (6, "line 1"),
    GOOD + '\n[[term]]\nsource = "node\n': (6, "TOML"),
    GOOD + "\n[[term]]\nsource = 3\n": (6, "text in quotes"),
}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An article whose translation calls the cache two things."""
    source = "# Storage\n\nA cache is fast.\n\nThe cache is empty.\n"
    target = "# 存储\n\n缓存很快。\n\n快取是空的。\n"
    return adopted(tmp_path / "repository", {"原文/a.md": source, "译文/a.md": target})


def test_a_row_is_a_term() -> None:
    text = (
        '# Ours.\n[[term]]\nsource = "cache"\ntarget = ["缓存", "高速缓存"]\nzh_TW = "快取"\n'
        'forbidden = "缓冲"\ngloss = true\nnote = "of pages"\n\n[[term]]\nsource = "Redis"\n'
        "keep = true\n"
    )
    forms = ((Locale.ZH_TW, "快取"),)
    first, second = parse(text).terms
    assert first == Term(
        "cache", ("缓存", "高速缓存"), forms, ("缓冲",), False, True, "of pages", 2
    )
    assert second.stays
    assert second.exact_case
    assert second.line == 10


@pytest.mark.parametrize(("text", "line", "said"), [(t, *v) for t, v in BROKEN.items()])
def test_a_broken_row_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(BadSetting, match=said) as caught:
        parse(text)
    assert caught.value.line == line, str(caught.value)


def test_a_broken_termbase_is_one_line_and_exit_code_2(repository: Repository) -> None:
    repository.write("terms.toml", '[[term]]\nsource = "cache"\ntarget = "cache"\n')
    ran = repository.transpipe("check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("transpipe: terms.toml:3: ")
    assert ran.err.count("\n") == 1


def test_check_finds_the_unit_that_calls_it_otherwise(repository: Repository) -> None:
    repository.write("terms.toml", GOOD)
    found = repository.transpipe("check").out
    assert "译文/a.md:5: warning glossary: " in found
    assert found.count(" glossary: ") == 1
    repository.write("terms.toml", GOOD.replace('"缓存"', '["缓存", "快取"]'))
    assert " glossary: " not in repository.transpipe("check").out
    (repository.root / "terms.toml").unlink()
    assert " glossary: " not in repository.transpipe("check").out
    repository.write("terms.toml", GOOD)
    assert " glossary: " in repository.transpipe("check").out


_LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
_WORD = st.tuples(st.sampled_from("abcXYZ"), _LINE).map("".join)
_FORM = st.tuples(st.sampled_from("缓存节点"), _LINE).map("".join)
_TERMS = st.lists(
    st.builds(
        Term,
        _WORD,
        st.lists(_FORM, max_size=2, unique=True).map(tuple),
        st.lists(
            st.tuples(st.sampled_from([Locale.ZH_TW, Locale.ZH_HK]), _FORM),
            max_size=2,
            unique_by=lambda form: form[0],
        ).map(lambda forms: tuple(sorted(forms, reverse=True))),
        gloss=st.booleans(),
        note=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9),
    ),
    max_size=4,
    unique_by=lambda term: term.source.casefold(),
)


@given(_TERMS)
def test_what_is_added_is_what_is_read(terms: list[Term]) -> None:
    said = [(t.source, t.targets, t.forms, t.gloss, t.note) for t in terms]
    text = added("# Ours.\n" + GOOD, [t for t in terms if t.source.casefold() != "cache"])
    read = parse(text).terms[1:]
    assert [(t.source, t.targets, t.forms, t.gloss, t.note) for t in read] == said
    assert text.startswith("# Ours.\n" + GOOD)


def test_terms_are_whole_words_and_the_longest_wins() -> None:
    base = Termbase(
        (Term("cache", ("缓存",)), Term("cache line", ("缓存行",)), Term("Go", (), exact_case=True))
    )
    text = "Two caches, one cache-line; cached, precache, cache-bound, go on in Go's way."
    found = [(term.source, span.of(text)) for term, span in Finder(base).found(text)]
    assert found == [("cache", "caches"), ("cache line", "cache-line"), ("Go", "Go's")]


def test_labelled_terms(data: Path) -> None:
    """What breaks the glossary is found; a pair that does not is left alone."""
    pairs = json.loads((data / "lint-dev" / "glossary.json").read_text("utf-8"))
    base = Termbase(tuple(Term(pair["source"], (pair["target"],)) for pair in pairs))
    context = Context(terms=Finder(base))
    told = Counter[tuple[bool, bool]]()
    for name in ("pairs.jsonl", "pairs-hard.jsonl"):
        for row in rows(data / "lint-dev" / name):
            found = check_pair(str(row["source"]), str(row["target"]), context)
            told[row["defect"] == "glossary", any(f.code == "glossary" for f in found)] += 1
    assert told[True, True] == 9
    assert told[True, False] == 0
    assert told[False, True] == 0


# ── Forms per locale are what conversion says ───────────────────────────────────────────────

FORMS = """[[term]]
source = "garden"
target = "花园"
zh_TW = "園子"

[[term]]
source = "garden path"
target = "花园小路"
"""
DERIVED: dict[str, str | bytes] = {
    "原文/a.md": "# Gardens\n\nThe garden keeps `花园` and a garden path.\n\nIn the garden.\n",
    "译文/a.md": "# 花园\n\n花园里有 `花园` 和花园小路。\n\n在花园里。\n",
    "terms.toml": FORMS,
    "transpipe.toml": 'derived = ["zh_TW"]\n',
}
IN_TAIWAN = "# 園子\n\n園子裡有 `花园` 和花園小路。\n\n在園子裡。\n"


def test_the_forms_of_terms_are_what_conversion_says(tmp_path: Path) -> None:
    """Also when they change, and nothing else has; a person's words stay as they are."""
    made = small(tmp_path, DERIVED)
    made.steps("align", "run", "run")
    assert made.read("译文/zh_TW/a.md") == IN_TAIWAN
    made.translate("原文/a.md", {"In the garden.": "在後院。"}, Locale.ZH_TW)
    made.write("terms.toml", FORMS.replace("園子", "院子"))
    ran = made.transpipe("run")
    assert "converted-anew" in ran.out
    changed = IN_TAIWAN.replace("在園子裡", "在後院").replace("園子", "院子")
    assert made.read("译文/zh_TW/a.md") == changed
    assert "nothing to write" in made.transpipe("run").out


def test_what_holds_no_form_is_converted_as_ever(tmp_path: Path) -> None:
    made = small(tmp_path, DERIVED)
    plain, terms = OpenCC(), Terms(Workspace(made.root))
    texts = ["软件在 `软件` 里。", "花 园", "花园小路", "", "⟦1⟧花"]
    for locale in (Locale.ZH_TW, Locale.ZH_HK, Locale.ZH_CN):
        assert Termed(plain, terms).convert(texts, locale) == plain.convert(texts, locale)
    assert Termed(plain, terms).convert(["花园", "x花园y"], Locale.ZH_TW) == ["園子", "x園子y"]
    assert Termed(plain, terms).convert(["花园"], Locale.ZH_HK) == ["花園"]


OTHER = {
    "other.json": '[{"source": "garden", "target": "庭院"}]',
    "other.csv": "garden,庭院\n",
    "other.toml": '[[term]]\nsource = "garden"\ntarget = "庭院"\n',
}


def findings(made: Repository, *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in made.transpipe(*arguments).out.splitlines()]


@pytest.mark.parametrize("name", OTHER)
def test_other_terms_can_be_named(tmp_path: Path, name: str) -> None:
    files = DERIVED | {name: OTHER[name]}
    made = small(tmp_path, files | {"transpipe.toml": ""})
    made.steps("align", "sync")
    beside = ("check", "译文/a.md", "--source", "原文/a.md", "--json")
    assert "glossary" not in [row["code"] for row in findings(made, *beside)]
    by_units = [1, 3, 5]  # of two files the paragraphs that surely pair
    for asked, lines in ((beside, [3]), (("check", "--json"), by_units)):
        found = [
            row for row in findings(made, *asked, "--terms", name) if row["code"] == "glossary"
        ]
        assert [row["line"] for row in found] == lines
        assert all("庭院" in str(row["message"]) for row in found)
    assert "glossary" not in [row["code"] for row in findings(made, "check", "--json")]


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.json", "{"), ("x.json", '[{"source": 1}]'), ("x.txt", ""), ("x.toml", "[[term]]\n")],
)
def test_terms_that_cannot_be_read_are_one_line(tmp_path: Path, name: str, text: str) -> None:
    made = small(tmp_path, DERIVED)
    made.write(name, text)
    ran = made.transpipe("check", "--terms", name)
    assert ran.code == 2
    assert name in ran.err
    assert len(ran.err.strip().splitlines()) == 1
