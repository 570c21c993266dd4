"""One grammar for every PO file, beside polib and gettext; and what is written, read back."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from random import Random

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures import random_catalogues
from transpipe import po
from transpipe.errors import CatalogueDamaged
from transpipe.model import Catalogue, Layout, Locale, State, Unit
from transpipe.po.grammar import parse
from transpipe.po.spelling import strings_of, text_of

needs_gettext = pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
HEADER = 'msgid ""\nmsgstr "Language: zh_CN\\n"\n\n'


def generated(seed: int, size: int = 4) -> Catalogue:
    return random_catalogues.catalogue(Random(seed), size, loud=seed % 2 == 0)


# ── Beside polib ────────────────────────────────────────────────────────────────────────────


def agree(seed: int) -> None:
    """We and polib read in a text what was written into it."""
    catalogue = generated(seed)
    text = po.render(catalogue)
    assert po.prove(text, catalogue, "a.po") == text
    assert po.read(text).catalogue.units == catalogue.units


def test_what_is_written_is_what_polib_reads() -> None:
    for seed in range(300):
        agree(seed)


@pytest.mark.long
def test_ten_thousand_catalogues_are_what_polib_reads() -> None:
    for seed in range(10_000):
        agree(seed)


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1), st.text(), st.text(), st.none() | st.text(), st.booleans())
def test_polib_reads_any_text(
    source: str, target: str, previous: str, context: str | None, obsolete: bool
) -> None:
    texts = (source, target, previous, context or "")
    if any("\0" in t or any("\ud800" <= c <= "\udfff" for c in t) for t in texts):
        return
    state = State.OBSOLETE if obsolete else State.FUZZY if target else State.EMPTY
    unit = Unit(source, target, state, context=context, previous=previous)
    catalogue = Catalogue("a.md", Locale.ZH_CN, (unit,))
    po.prove(po.render(catalogue), catalogue, "a.po")


@pytest.mark.parametrize("odd", [True, False])
def test_the_writer_spells_strings_as_polib_does(odd: bool) -> None:
    for seed in range(60):
        for unit in random_catalogues.catalogue(Random(seed), 10, odd=False, loud=odd).units:
            if "\a" in unit.source + unit.target or set("\v\f\r") & set(unit.source + unit.target):
                continue  # polib does not know the first, and breaks lines at the others
            theirs = polib.POEntry(msgid=unit.source, msgstr=unit.target)
            ours = f"msgid {strings_of(unit.source)}msgstr {strings_of(unit.target)}"
            assert theirs.__unicode__(wrapwidth=0) == ours


WHOLE = Catalogue(
    "a.md",
    Locale.ZH_CN,
    (
        Unit("One", "一", State.FUZZY, context="Top", previous="On", flags=("no-wrap",)),
        Unit("Two", "二", State.TRANSLATED),
        Unit("Old", "旧", State.OBSOLETE),
    ),
)
CHANGES: dict[str, Callable[[str], str]] = {
    "words": lambda text: text.replace("二", "三"),
    "a flag": lambda text: text.replace("#, fuzzy, no-wrap", "#, no-wrap"),
    "another flag": lambda text: text.replace("#, fuzzy, no-wrap", "#, fuzzy"),
    "a previous text": lambda text: text.replace('#| msgid "On"\n', ""),
    "a context": lambda text: text.replace('msgctxt "Top"\n', ""),
    "an entry": lambda text: text.replace('msgid "Two"\nmsgstr "二"\n\n', ""),
    "an entry too much": lambda text: f'{text}\nmsgid "New"\nmsgstr ""\n',
    "an obsolete one": lambda text: text.replace('#~ msgid "Old"\n#~ msgstr "旧"\n\n', ""),
    "one alive": lambda text: text.replace('#~ msgid "Old"\n#~', 'msgid "Old"\n'),
    "the end": lambda text: text[: text.rindex("\n#~ msgctxt")],
    "the order": lambda text: text.replace("Two", "x").replace("Old", "Two").replace('"x"', "Old"),
    "the layout": lambda text: text.replace("Layout: source", "Layout: own"),
    "a quote": lambda text: text.replace('"二"', '"二""'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_text_that_polib_reads_otherwise_is_not_written(change: Callable[[str], str]) -> None:
    text = po.render(WHOLE)
    assert po.prove(text, WHOLE, "a.po") == text
    changed = change(text)
    assert changed != text
    with pytest.raises(CatalogueDamaged, match=r"a\.po:"):
        po.prove(changed, WHOLE, "a.po")


def test_the_line_is_that_of_the_entry() -> None:
    text = po.render(WHOLE).replace("二", "三")
    with pytest.raises(CatalogueDamaged) as caught:
        po.prove(text, WHOLE, "a.po")
    assert text.split("\n")[caught.value.line - 1] == 'msgid "Two"'


def test_polib_is_asked_of_what_is_written_only() -> None:
    said = (
        "import sys; from transpipe import po; "
        f"text = po.render(po.parse({po.render(WHOLE)!r})); "
        "assert 'polib' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", said], check=True)


# ── Other spellings ─────────────────────────────────────────────────────────────────────────


def respelt(random: Random, text: str) -> str:
    """The same file as somebody types it: blanks and blank lines where gettext allows them."""
    lines: list[str] = []
    for line in text.split("\n")[:-1]:
        field = line.startswith(("msg", '"', "#~ ", "#| "))
        chance = random.random()
        if field and chance < 0.2:
            line = line.replace(' "', random.choice(('"', '  "', '\t"')), 1)
        elif line.startswith("#~ ") and chance < 0.4:
            line = random.choice(("#~", "#~  ", "#~\t")) + line[3:]
        elif line and not line.startswith("#") and chance < 0.6:
            line = random.choice(("", " ", "\t")) + line + random.choice(("", " ", "\t"))
        if line.startswith(("msgstr", "#~ msgstr")) and random.random() < 0.2:
            lines.append(random.choice(("", " \t")))
        lines.append(line + ("\r" if field and random.random() < 0.1 else ""))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(40))
def test_other_spellings_read_the_same(seed: int) -> None:
    text = po.render(random_catalogues.catalogue(Random(seed), 8, odd=False))
    spelt = respelt(Random(seed), text)
    assert po.parse(spelt) == po.parse(text)
    if shutil.which("msgcat"):
        command = ("msgcat", "--no-wrap", "-")
        done = subprocess.run(command, input=spelt.encode(), capture_output=True, check=True)
        assert done.stdout.decode() == text


def test_time_grows_with_the_file_however_it_is_spelt() -> None:
    spelt = [HEADER + "".join(f' msgid "{n}"\n msgstr "甲"\n\n' for n in range(size))
             for size in (2000, 8000)]  # fmt: skip
    short, long = (min(timed(text) for _ in range(3)) for text in spelt)
    assert long < 10 * short


def timed(text: str) -> float:
    start = time.process_time()
    parse(text, "a.po")
    return time.process_time() - start


@pytest.mark.parametrize("seed", range(40))
def test_every_entry_knows_its_lines(seed: int) -> None:
    text = respelt(Random(seed), po.render(random_catalogues.catalogue(Random(seed), 8)))
    lines = text.split("\n")
    for entry in parse(text, "a.po"):
        assert "msgid" in lines[entry.line - 1]
        for number, comment in zip(entry.numbers, entry.comments.split("\n")[:-1], strict=False):
            assert lines[number - 1].strip().lstrip("#~|") == comment.strip().lstrip("#|")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('msgid "a"\nmsgstr "甲"\n  "乙"\n', "甲乙"),
        ('msgid "a"\nmsgstr "甲"\n"乙" \n', "甲乙"),
        ('msgid "a"\n\nmsgstr"甲"\n', "甲"),
        ('\f\nmsgid "a"\nmsgstr "\\344\\x41\\a"\n', "äA\a"),
        ('msgid "a"\nmsgstr "\\1"\n"2"\n', "\x012"),
        ('#~| msgid "b"\n#~msgid "a"\n#~msgstr "甲"\n#~\n', "甲"),
    ],
)
def test_a_spelling_that_gettext_reads_too(body: str, said: str) -> None:
    assert [entry.target for entry in parse(HEADER + body, "a.po")[1:]] == [said]


REFUSED = [
    ('msgid "a"\nmsgstr "甲"\n\n"乙"\n', 7),
    ('msgid "a"\n\n"b"\nmsgstr "甲"\n', 6),
    ('msgid "a"\n#| "b"\nmsgstr "甲"\n', 5),
    ('msgid "a"\nmsgstr "甲"\n#~ "乙"\n', 6),
    ('msgid "a"\n#~ msgstr "甲"\n', 5),
    ('msgid "a"\nmsgstr "甲"\nmsgstr "乙"\n', 6),
    ('msgid "a"\nmsgstr "\\x"\n', 5),
    ('# one\n\n# two\n\nmsgid "a"\nmsgid "b"\n', 9),
    ('msgid "a"\nmsgstr "甲" "乙"\n', 5),
    ('domain "a"\nmsgid "a"\nmsgstr "甲"\n', 4),
    ('msgid "a"\nmsgstr "甲"\n\n# alone\n\n', 8),
    ('# one\n\nmsgid "a"\nmsgstr "甲"\n\n\nmsgid "a"\nmsgstr "乙"\n', 10),
    ('msgid "a"\nmsgstr "甲\0"\n', 5),
]


@pytest.mark.parametrize(("body", "line"), REFUSED)
def test_what_is_no_entry_is_refused_with_its_line(body: str, line: int) -> None:
    for reader in (parse, po.read):
        with pytest.raises(CatalogueDamaged) as caught:
            reader(HEADER + body, "a.po")
        assert caught.value.line == line


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('#| msgid "b\nmsgid "a"\nmsgstr "甲"\n', 4),
        ('#, fuzz\nmsgid "a"\nmsgstr "甲"\n', 4),
        ('# one\n\n#, fuzz\nmsgid "a"\nmsgstr "甲"\n', 6),
        ('#~ # "b"\n#~ msgid "a"\n#~ msgstr "甲"\n', 4),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "甲"\n', 5),
        ('msgid "a"\nmsgstr "甲"\n\n#~ msgid "a"\n#~ msgstr "甲"\n', 7),
        ('msgctxt "c"\nmsgid ""\nmsgstr "甲"\n', 5),
    ],
)
def test_what_only_a_catalogue_may_not_have(body: str, line: int) -> None:
    """`transpipe merge` reads it, as gettext does."""
    assert parse(HEADER + body, "a.po")[1:]
    with pytest.raises(CatalogueDamaged) as caught:
        po.read(HEADER + body, "a.po")
    assert caught.value.line == line


@needs_gettext
def test_what_gettext_refuses_is_refused() -> None:
    for body, _line in REFUSED:
        if "\0" in body or "\n\n" in body or "domain" in body or '" "' in body:
            continue  # gettext joins and skips these, or takes them for something else
        text = (HEADER + body).encode()
        done = subprocess.run(("msgfmt", "-o", "/dev/null", "-"), input=text, capture_output=True)
        assert done.returncode != 0, body


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_strings_are_read_as_they_were_written(text: str) -> None:
    assert text_of(strings_of(text)) == text


def test_a_layout_is_part_of_what_is_proven() -> None:
    own = replace(WHOLE, layout=Layout.OWN)
    po.prove(po.render(own), own, "a.po")
    with pytest.raises(CatalogueDamaged):
        po.prove(po.render(own), WHOLE, "a.po")
