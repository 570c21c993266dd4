"""Terms to and from other tools: what is written is read again, and nothing harmful is."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import Repository, adopted
from transpipe.config.termbase import parse
from transpipe.model import Locale, Term
from transpipe.terms.exchange import read_csv, read_tbx, write_csv, write_tbx
from transpipe.terms.labels import READERS, keyed

_TEXT = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6)
_WORD = st.tuples(st.sampled_from("abc"), _TEXT).map("".join)
_FORM = st.tuples(st.sampled_from('缓存\\|"&<，'), _TEXT).map("".join)
_DERIVED = (Locale.ZH_TW, Locale.ZH_HK)
_FORMS = st.lists(_FORM, max_size=3, unique=True)


@st.composite
def _term(draw: st.DrawFn) -> Term:
    targets = tuple(draw(_FORMS))
    forbidden = tuple(f for f in draw(_FORMS) if f not in targets)
    forms = tuple((each, draw(_FORM)) for each in _DERIVED if draw(st.booleans()))
    exact = not targets or draw(st.booleans())
    note = draw(st.text(st.characters(exclude_categories=["C"]), max_size=8))
    return Term(draw(_WORD), targets, forms, forbidden, exact, draw(st.booleans()), note)


@given(st.lists(_term(), max_size=4))
def test_csv_loses_nothing(terms: list[Term]) -> None:
    assert read_csv(write_csv(terms)) == tuple(terms)


@given(st.lists(_term(), max_size=4))
def test_tbx_loses_no_form(terms: list[Term]) -> None:
    def known(each: Term) -> tuple[object, ...]:
        return each.source, each.targets, each.forms, each.forbidden, each.note

    assert list(map(known, read_tbx(write_tbx(terms)))) == list(map(known, terms))


def test_two_columns_are_source_and_target() -> None:
    assert read_csv('\ufeffcache,缓存\n\n"cache line",缓存行|缓存线\nRedis,Redis\n') == (
        Term("cache", ("缓存",)),
        Term("cache line", ("缓存行", "缓存线")),
        Term("Redis", exact_case=True),
    )


def test_a_broken_csv_is_refused() -> None:
    with pytest.raises(ValueError, match="end of data"):
        read_csv('source,target\n"cache,缓存\n')


TOOLKIT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en_US"><text><body>
<termEntry id="1"><langSet xml:lang="zh_Hans"><tig><term>缓存</term></tig></langSet>
<langSet xml:lang="en"><tig><term>cache</term></tig></langSet></termEntry>
</body></text></martif>
"""
OF_2019 = """<tbx type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>cache</term></termSec></langSec>
<langSec xml:lang="zh-Hant-TW"><termSec><term>快取</term></termSec></langSec>
<langSec xml:lang="zh"><termSec><term>缓存</term></termSec><termSec><term>高速缓冲</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec>
</conceptEntry></body></text></tbx>
"""


def test_the_languages_decide_whatever_their_order() -> None:
    assert read_tbx(TOOLKIT) == (Term("cache", ("缓存",)),)
    forms = ((Locale.ZH_TW, "快取"),)
    assert read_tbx(OF_2019) == (Term("cache", ("缓存",), forms, ("高速缓冲",)),)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HARMFUL = {
    "entities": f'<!DOCTYPE m [<!ENTITY l0 "ha">{LAUGHS}]><martif><term>&l11;</term></martif>',
    "a file": '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><m>&x;</m>',
    "a subset": "<!DOCTYPE m [<!ELEMENT m ANY>]><m/>",
    "depth": "<m>" * 100_000,
    "no end": "<martif><text>",
    "no XML": "cache,缓存",
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_what_could_do_harm_is_refused_at_once(text: str) -> None:
    start = process_time()
    with pytest.raises(ValueError, match=r"\S"):
        read_tbx(text)
    assert process_time() - start < 1


# ── Into terms.toml, and out of it ──────────────────────────────────────────────────────────

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "_Cache size…"
msgstr "缓存大小(_C)…"

msgid "Delete %d files"
msgstr "删除 %d 个文件"

msgid "The cache is empty."
msgstr "缓存是空的。"

#, fuzzy
msgid "Node"
msgstr "结点"
"""
FILES = {
    "ui.po": (PO, 'source = "cache size"\ntarget = "缓存大小"\n'),
    "zh.json": (
        '{"a": {"title": "缓存"}, "b": ["x"], "n": 3, "hint": "共 {count} 个"}',
        'source = "cache"\ntarget = "缓存"\n',
    ),
    "zh.properties": (
        "# c\na.title = \\u7f13\\\n  \\u5b58\nb : x\n",
        'source = "cache"\ntarget = "缓存"\n',
    ),
    "zh.strings": (
        '/* c */ "a.title" = "缓存";\n// d\n"b" = "\\"x\\"";\n',
        'source = "cache"\ntarget = "缓存"\n',
    ),
    "x.csv": ("cache,缓存\n", 'source = "cache"\ntarget = "缓存"\n'),
    "x.tbx": (TOOLKIT, 'source = "cache"\ntarget = "缓存"\n'),
}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with the English labels of a program."""
    files = {"原文/a.md": "A cache.\n", "译文/a.md": "缓存。\n"}
    return adopted(tmp_path / "repository", {**files, "en.json": '{"a": {"title": "Cache"}}'})


@pytest.mark.parametrize("name", FILES)
def test_terms_of_any_file_come_behind_those_that_are_there(
    repository: Repository, name: str
) -> None:
    text, row = FILES[name]
    own = '# Ours.\n[[term]]\nsource = "node"\ntarget = "节点"\n'
    repository.write("terms.toml", own)
    repository.write(name, text)
    keyed = name.startswith("zh.")
    arguments = ("terms", "import", name, *(("--source", "en.json") if keyed else ()))
    assert repository.transpipe(*arguments).code == 0
    assert repository.read("terms.toml") == f"{own}\n[[term]]\n{row}"
    before = repository.state()
    assert repository.transpipe(*arguments).code == 0
    assert repository.state() == before


def test_what_is_called_otherwise_here_stays_and_is_told(repository: Repository) -> None:
    repository.write("terms.toml", '[[term]]\nsource = "cache"\ntarget = "缓存"\n')
    repository.write("x.csv", "Cache,快取\ncache line,缓存行\nnode,node\n,空\n")
    ran = repository.transpipe("terms", "import", "x.csv")
    assert ran.code == 0
    assert "terms.toml:1: info term-known: cache stays 缓存; there it is 快取" in ran.out
    assert [term.source for term in parse(repository.read("terms.toml")).terms] == [
        "cache",
        "cache line",
        "node",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [("x.tbx", HARMFUL["entities"]), ("x.json", "{"), ("x.strings", "a = b"), ("x.doc", "")],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_2(
    repository: Repository, name: str, text: str
) -> None:
    repository.write(name, text)
    before = repository.state()
    ran = repository.transpipe("terms", "import", name)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"{name}: " in ran.err
    assert repository.state() == before


def test_what_is_exported_can_be_imported(repository: Repository) -> None:
    own = '[[term]]\nsource = "cache"\ntarget = ["缓存", "高速缓存"]\nzh_TW = "快取"\n'
    own += 'forbidden = ["缓冲"]\n'
    repository.write("terms.toml", own)
    for kind in ("csv", "tbx"):
        said = repository.transpipe("terms", "export", "--to", kind).out
        repository.write(f"out.{kind}", said)
        (repository.root / "terms.toml").unlink()
        assert repository.transpipe("terms", "import", f"out.{kind}").code == 0
        assert repository.read("terms.toml") == own


@given(st.text(alphabet='"\\=;:/*#!u00d8n \r\n{}[],缓a', max_size=40))
def test_labels_are_read_or_refused(text: str) -> None:
    for suffix in READERS:
        with suppress(ValueError):
            for pair in keyed(text, suffix).items():
                assert all(part.encode() or not part for part in pair)
