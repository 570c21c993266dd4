"""Settings: what is wrong is refused with its line and the key that was meant."""

from __future__ import annotations

import dataclasses
import inspect
import json
import re
import tomllib
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transpipe.config.toml_file as toml_file
from transpipe.config import (
    PYPROJECT,
    Config,
    DraftSettings,
    Metadata,
    configured,
    parse,
    render_default,
    with_locales,
)
from transpipe.errors import BadSetting
from transpipe.model import Grammar, Lines, Locale, Missing, PairPattern

WHOLE = """\
language = "en"
source_dir = "en/"
target_dir = "./cn"
index = ["README.md", "docs/INDEX.md"]
exclude = ["drafts/**"]
derived = ["zh_TW", "zh_HK"]
missing = "mark"
min_translated = 62.5
head = "templates/head.md"

[[pairs]]
source = "README_EN.md"
target = "README.md"

[articles."en/a b.md"]
title = "甲"
original = "https://example.org/a"
translators = ["张三", "李四"]
as = "mt:nobody"
lines = "keep"

[draft]
engine = "libre"
api_key_env = "LIBRE_KEY"

[check]
ignore = ["full-width-stops"]

[markup]
attributes = ["caption", "aria-label"]
front_matter = ["tagline"]
html = true
code_comments = true
"""


def test_every_key_is_read() -> None:
    config = parse(WHOLE)
    assert (config.language, config.source_dir, config.target_dir) == ("en", "en", "cn")
    assert config.index == ("README.md", "docs/INDEX.md")
    assert config.derived == (Locale.ZH_TW, Locale.ZH_HK)
    assert (config.missing, config.min_translated) == (Missing.MARK, 62.5)
    assert config.pairs == (PairPattern("README_EN.md", "README.md", number=0),)
    said = config.metadata("en/a b.md")
    assert (said.title, said.translators, said.adopt_as) == ("甲", ("张三", "李四"), "mt:nobody")
    assert config.cut_of("en/a b.md").lines is Lines.KEEP
    syntax = config.cut_of("en/c.mdx").syntax
    assert (syntax.grammar, syntax.html, syntax.comments) == (Grammar.MDX, True, True)
    assert (syntax.attributes, syntax.keys) == (("caption", "aria-label"), ("tagline",))
    assert config.draft == DraftSettings(engine="libre", api_key_env="LIBRE_KEY")
    assert config.check.ignore == ("full-width-stops",)
    assert dict(config.origins)["min_translated"] == 8
    assert dict(config.origins)["articles"] == 15


def test_nothing_said_is_the_defaults() -> None:
    assert parse("") == Config()
    assert parse("\ufeff# nothing\r\n") == Config()
    assert Config().metadata("原文/a.md") == Metadata()
    assert Config().cut_of("原文/a.md").lines is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('lanuage = "en"', 1, "lanuage: no such setting (did you mean language?)"),
        ('\n\nsource-dir = "en"', 3, "source-dir: no such setting (did you mean source_dir?)"),
        ("zzz = 1", 1, "zzz: no such setting"),
        ("locales = []", 1, "locales: this setting is called derived"),
        ("keep = 3", 1, "keep: this setting is called min_translated"),
        ('current_up_to = "code"', 1, "current_up_to: this setting is called tolerate"),
        ("# keep\nmin_translated = true", 2, "min_translated: should be a number from 0 to 100"),
        ("min_translated = 101", 1, "min_translated: should be a number from 0 to 100"),
        (
            'missing = "omitt"',
            1,
            "missing: should be one of source, omit, mark (did you mean omit?)",
        ),
        ("mark_fuzzy = 1", 1, "mark_fuzzy: should be true or false"),
        ('tolerate = "spellings"', 1, "tolerate: should be one of same, markup, link, "),
        ('derived = ["zh_CN"]', 1, "derived: zh_CN is what people write"),
        ('index = "README.md"', 1, "index: should be a list in square brackets"),
        ('source_dir = "../en"', 1, "source_dir: should be a path inside the repository"),
        ('source_dir = "/en"', 1, "source_dir: should be a path inside the repository"),
        ('source_dir = "C:/en"', 1, "source_dir: should be a path inside the repository"),
        ('target_dir = "."', 1, "target_dir: should name a file or folder"),
        ("title = [1,\n2", 2, "not TOML: a list has no end"),
        ("x = 1\nx = 2", 2, "not TOML: a key or table that is there already"),
        ("[a]\n[a]", 2, "not TOML: a key or table that is there already"),
        ("x = {a = 1, a = 2}", 1, "not TOML: a key or table that is there already"),
        ("x = 'abc", 1, "not TOML: a text has no end"),
        ('x = "abc', 1, "not TOML: a text has no end"),
        ('x = """abc\n', 1, "not TOML: a text has no end"),
        ("x = '''abc\n", 1, "not TOML: a text has no end"),
        ("x = {a = 1", 1, "not TOML: a table has no end"),
        ("[a\n", 1, "not TOML: a table's name has no end"),
        ("\nlanguage", 2, "not TOML: a key without = and a value"),
        ("a = 1 b = 2", 1, "not TOML: more behind a value"),
        (r'x = "C:\docs"', 1, "not TOML: a backslash that means nothing"),
        ("x = '\x01'", 1, "not TOML: a character that may not stand there"),
        ("x = 1979-13-45", 1, "not TOML: "),
        ("language = zh_CN", 1, "not TOML: no value; a text stands in quotes"),
        ("= 1", 1, "not TOML: neither a key nor a table"),
        ("x = " + "1" * 5000, 1, "not TOML: a number too long"),
        ("x = " + "[" * 5000, 1, "not TOML: lists or tables too deep"),
        ('[draft]\n\nengin = "x"', 3, "draft.engin: no such setting (did you mean engine?)"),
        ('language = "en"\ndraft.engin = "x"', 2, "draft.engin: no such setting"),
        ("draft = 3", 1, "draft: should be a table"),
        ("[draft]\ntimeout = 0", 2, "draft.timeout: should be a number above 0"),
        ("[check]\nignore = [1]", 2, "check.ignore: should be a text in quotes"),
        ("[markup]\nattributes = ['a b']", 2, "markup.attributes: should be a plain name, such as"),
        ("[markup]\nfront_matter = [3]", 2, "markup.front_matter: should be a plain name"),
        ("[markup]\nattributes = ['a', 'a']", 2, "markup.attributes: a stands there twice"),
        ("[markup]\nhtml = 'yes'", 2, "markup.html: should be true or false"),
        ("[markup]\ncode_comments = 1", 2, "markup.code_comments: should be true or false"),
        ("pairs = 3", 1, "pairs: should be a list in square brackets"),
        (
            '[[pairs]]\nsource = "a"\ntarget = "b"\n\n[[pairs]]\nsource = "c"',
            5,
            "pairs: should have source and target, and no more",
        ),
        ('[articles."原文/a.md"]\n\ntitle = 3', 3, "articles.原文/a.md.title: should be a text"),
        ('[articles."../a.md"]\ntitle = "x"', 1, "articles.../a.md: should be a path inside"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(BadSetting) as refused:
        parse(text)
    assert str(refused.value).startswith(f"transpipe.toml:{line}: {said}")


def test_each_fault_that_the_reader_of_toml_knows_is_told_in_our_own_words() -> None:
    """As many as its source has, whatever the version of Python."""
    source = inspect.getsource(inspect.getmodule(tomllib.loads))
    faults = re.findall(r'suffixed_err\(\s*src, \w+, f?"([^"]+)"', source)
    faults.remove("Expected {expect!r}")  # a quote or a text's end: above
    assert len(set(faults)) > 15
    ours = toml_file.KINDS
    assert [said for said in faults if not any(re.match(kind, said) for kind, _ in ours)] == []


def test_our_table_in_pyproject() -> None:
    text = '[project]\nname = "x"\n\n[tool.transpipe]\nlanguage = "en"\n\n[tool.transpipe.draft]\n'
    assert configured(text)
    config = parse(text, PYPROJECT)
    assert (config.language, config.path, config.origins[0]) == ("en", PYPROJECT, ("language", 5))
    with pytest.raises(BadSetting, match=r"^pyproject\.toml:8: draft\.engin: "):
        parse(text + 'engin = "x"\n', PYPROJECT)
    assert not configured('[tool.other]\nlanguage = "en"\n')
    assert not configured("this is not TOML")
    assert not configured("x = " + "[" * 5000)
    assert parse('[project]\nname = "x"\n', PYPROJECT) == Config()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_file_of_init_gives_the_defaults(language: str) -> None:
    text = render_default(language)
    assert parse(text) == Config(language=language)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert len(text.splitlines()) < 55
    assert max(map(len, text.splitlines())) <= 100


NAMES = st.text(st.characters(exclude_characters="\0\\", exclude_categories=["Cs"]), min_size=1)
PATHS = NAMES.filter(lambda s: s.strip("./") and ".." not in s and ":" not in s and "git" not in s)
PLAIN = PATHS.map(lambda s: s.strip("/").removeprefix("./")).filter(lambda s: s.strip("./"))


FOLDERS = PLAIN.filter(lambda s: not any(p.startswith((".", "_")) for p in s.split("/")))
# No article is one of our own files.
ARTICLES = PLAIN.filter(lambda s: s.split("/")[0] not in (".transpipe", "_site", "locales", ".git"))
EACH_ONCE = st.lists(ARTICLES, unique_by=lambda s: normalize("NFC", s))


def written(value: object) -> str:
    """A value of TOML: what JSON writes, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@settings(max_examples=50)
@given(st.lists(PLAIN), EACH_ONCE, FOLDERS)
def test_names_are_read_as_they_are(exclude: list[str], paths: list[str], folder: str) -> None:
    pairs = list(zip(paths[::2], paths[1::2], strict=False))
    lines = [f"source_dir = {written(folder)}", f"exclude = {written(exclude)}"]
    for source, target in pairs:
        lines += ["[[pairs]]", f"source = {written(source)}", f"target = {written(target)}"]
    set_by_hand = tuple(PairPattern(*pair, number=n) for n, pair in enumerate(pairs))
    expected = Config(source_dir=folder, exclude=tuple(exclude), pairs=set_by_hand)
    assert parse("\n".join(lines)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# 注释\n",
        'language = "en"',
        render_default("zh_CN"),
        WHOLE,
        'derived = [\n  "zh_HK", # 香港\n]\nmin_translated = 3\n',
        '[draft]\nengine = "echo"\n',
    ],
)
def test_locales_are_set_and_nothing_else_changes(text: str) -> None:
    changed = with_locales(text, ["zh_TW"])
    expected = dataclasses.replace(parse(text), derived=(Locale.ZH_TW,))
    assert parse(changed) == expected
    assert with_locales(changed, ["zh_TW"]) == changed
    kept = {line for line in text.splitlines() if "zh_HK" not in line and line.strip("] ")}
    assert {line for line in kept if not line.startswith("derived")} <= {*changed.splitlines()}
