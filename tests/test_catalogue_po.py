"""PO → Catalogue → PO loses nothing, and what cannot be read so is refused."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CASES
from tests.figures import random_catalogues
from transpipe import po
from transpipe.errors import CatalogueDamaged
from transpipe.model import Catalogue, Cut, Layout, Lines, Locale, Origin, Owner, State, Unit
from transpipe.model.text import digest
from transpipe.po.spelling import text_of

FILES = sorted((CASES / "catalogue").glob("*/"))
needs_gettext = pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
HEADER = 'msgid ""\nmsgstr "Language: zh_CN\\n"\n\n'


def run(*command: str, text: str) -> tuple[int, str, str]:
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def samples(count: int, size: int = 30, *, loud: bool = False) -> list[Catalogue]:
    return [random_catalogues.catalogue(Random(seed), size, loud=loud) for seed in range(count)]


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    text = (case / "input.po").read_bytes().decode("utf-8", "surrogateescape")
    refused = case / "refused.txt"
    if refused.exists():
        with pytest.raises(CatalogueDamaged) as caught:
            po.parse(text, "input.po")
        said = f"{caught.value.line}: {caught.value.reason}\n"
        assert said == refused.read_text("utf-8")
    else:
        assert po.render(po.parse(text)) == (case / "canonical.po").read_text("utf-8")


def test_reading_what_was_written_changes_nothing() -> None:
    for catalogue in samples(40, loud=True):
        text = po.render(catalogue)
        read = po.parse(text)
        assert read.units == catalogue.units
        assert (read.article, read.locale) == (catalogue.article, catalogue.locale)
        assert (read.layout, read.cut) == (catalogue.layout, catalogue.cut)
        assert read.comments == catalogue.comments
        assert po.render(read) == text


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1), st.text(), st.text(), st.lists(st.text()))
def test_any_text_survives(source: str, target: str, previous: str, notes: list[str]) -> None:
    texts = (source, target, previous, *notes)
    if any("\0" in t or any("\ud800" <= c <= "\udfff" for c in t) for t in texts):
        return
    state = State.FUZZY if target else State.EMPTY
    unit = Unit(source, target, state, previous=previous, extracted=("e",))
    read = po.parse(po.render(Catalogue("a.md", Locale.ZH_CN, (unit,)))).units
    assert read == (unit,)


@needs_gettext
def test_msgcat_changes_no_byte() -> None:
    for catalogue in samples(20, loud=True):
        text = po.render(catalogue)
        assert run("msgcat", "--no-wrap", "-", text=text)[:2] == (0, text)


@needs_gettext
def test_msgfmt_is_silent() -> None:
    for catalogue in [*samples(20), Catalogue("a.md", Locale.ZH_CN)]:
        command = ("msgfmt", "-c", "-o", "/dev/null", "-")
        assert run(*command, text=po.render(catalogue)) == (0, "", "")


@needs_gettext
@pytest.mark.parametrize("options", [("-w", "60"), ("-w", "78"), ("--no-location",), ("-s",)])
def test_files_that_gettext_saved_read_the_same(options: tuple[str, ...]) -> None:
    for catalogue in samples(5):
        _code, saved, _said = run("msgcat", *options, "-", text=po.render(catalogue))
        read = po.parse(saved)
        bare = [replace(unit, references=()) for unit in read.units]
        wanted = [replace(unit, references=()) for unit in catalogue.units]
        key = str if options == ("-s",) else (lambda unit: 0)
        assert sorted(bare, key=key) == sorted(wanted, key=key)


def test_files_that_polib_saved_read_the_same(tmp_path: Path) -> None:
    for seed in range(5):
        catalogue = random_catalogues.catalogue(Random(seed), 20, odd=False)
        path = tmp_path / "a.po"
        path.write_text(po.render(catalogue), "utf-8")
        polib.pofile(str(path)).save()
        read = po.parse(path.read_text("utf-8"))
        # polib drops `#~|`, and the comments that gettext has for programs.
        strip = {"previous": None, "extracted": (), "notes": ()}
        same = [replace(u, **strip) for u in read.units if u.active]
        assert same == [replace(u, **strip) for u in catalogue.units if u.active]


@needs_gettext
def test_msgmerge_keeps_marks_and_the_end(tmp_path: Path) -> None:
    catalogue = random_catalogues.catalogue(Random(3), 40)
    text = po.render(catalogue)
    (tmp_path / "old.po").write_text(text, "utf-8", newline="")
    half = tuple(replace(u, state=State.EMPTY, target="") for u in catalogue.units[::2])
    pot = po.render(Catalogue(catalogue.article, Locale.ZH_CN, half)).split("\n#~ ")[0]
    (tmp_path / "new.pot").write_text(pot, "utf-8", newline="")
    files = str(tmp_path / "old.po"), str(tmp_path / "new.pot")
    _code, merged, _said = run("msgmerge", "-q", "-N", "--previous", "-o", "-", *files, text="")
    read = {unit.id: unit for unit in po.parse(merged).units}
    for unit in catalogue.units:
        if unit.target:
            assert read[unit.id].target == unit.target
            assert read[unit.id].origin == unit.origin
            assert read[unit.id].review == unit.review
    assert merged.rstrip().endswith(f'msgstr "{po.END[2]}"')


def test_crlf_and_a_byte_order_mark_are_read_and_not_written() -> None:
    text = po.render(samples(1)[0])
    assert po.render(po.parse("\ufeff" + text.replace("\n", "\r\n"))) == text


@pytest.mark.parametrize("seed", range(4))
def test_every_truncation_is_refused(seed: int) -> None:
    catalogue = random_catalogues.catalogue(Random(seed), 12)
    text = po.render(catalogue)
    lines = [n + 1 for n, c in enumerate(text) if c == "\n"][:-1]
    for end in sorted({*lines, *Random(seed).sample(range(len(text)), 100)}):
        with pytest.raises(CatalogueDamaged):
            po.parse(text[:end])


def test_a_thousand_damages_lose_nothing() -> None:
    """Cut files and conflict marks: refused. A changed byte: refused, or one entry differs."""
    random = Random(2026)
    catalogues = samples(10)
    texts = [po.render(catalogue).encode() for catalogue in catalogues]
    read = 0
    for _ in range(1000):
        number = random.randrange(len(texts))
        kind, data = random_catalogues.damaged(random, texts[number])
        try:
            after = po.parse(data.decode("utf-8", "surrogateescape"))
        except CatalogueDamaged:
            continue
        assert kind == "byte"
        read += 1
        words = [Counter((u.id, u.target) for u in c.units) for c in (catalogues[number], after)]
        assert sum(words[0].values()) == sum(words[1].values())
        assert sum((words[0] - words[1]).values()) <= 1
        flags = [sum(u.state is State.FUZZY for u in c.units) for c in (catalogues[number], after)]
        assert flags[0] <= flags[1]
        assert after.layout is catalogues[number].layout
    assert read < 500


@needs_gettext
def test_what_is_read_of_a_damaged_file_is_what_gettext_reads() -> None:
    random = Random(7)
    text = po.render(random_catalogues.catalogue(random, 20, odd=False)).encode()
    for _ in range(150):
        _kind, data = random_catalogues.damaged(random, text)
        try:
            read = po.parse(data.decode("utf-8", "surrogateescape"))
        except CatalogueDamaged:
            continue
        _code, saved, _said = run("msgcat", "--no-wrap", "-", text=data.decode("utf-8"))
        if not saved:  # gettext is stricter, as with a format flag that does not fit
            continue
        theirs = polib.pofile(saved, wrapwidth=0)
        mine = [(unit.context, unit.source, unit.target) for unit in read.units]
        assert mine == [(e.msgctxt, e.msgid, e.msgstr) for e in theirs if e.msgctxt != po.END[0]]


def test_without_its_end_a_file_is_refused_by_whoever_does_not_know_what_it_held() -> None:
    unit = Unit("a", "甲", State.TRANSLATED)
    text = po.render(Catalogue("a.md", Locale.ZH_CN, (unit,)))
    cut = text[: text.index("\n#~ ")]
    purged = cut.replace('"X-Transpipe: 1', '"X-Generator: Poedit 3.4\\n"\n"X-Transpipe: 1')
    for saved in (cut, purged):
        with pytest.raises(CatalogueDamaged, match="cut off"):
            po.parse(saved)
        found = po.read(saved)
        assert (found.catalogue.units, found.ended) == ((unit,), False)
    # As it was sealed once, over the fields of all tools: Poedit has saved it since.
    once = purged.replace(text.split("Seal: ")[1][:12], "0" * 12)
    assert po.parse(once).units == (unit,)
    assert po.render(po.parse(once)).endswith(text[text.index("\n#~ ") :])


def test_fields_of_people_and_tools_stay() -> None:
    fields = (("X-Generator", "Poedit"), ("Last-Translator", "王小明 <w@example.org>"))
    catalogue = Catalogue("a", Locale.ZH_TW, (), Layout.OWN, Cut(lines=Lines.KEEP), fields)
    read = po.parse(po.render(catalogue))
    assert dict(read.headers).items() >= dict(fields).items()
    assert read.header("Language") == "zh_TW"
    assert (read.layout, read.lines) == (Layout.OWN, Lines.KEEP)


def test_a_newer_format_is_refused() -> None:
    text = po.render(Catalogue("a", Locale.ZH_CN))
    with pytest.raises(CatalogueDamaged, match="newer transpipe"):
        po.parse(text.replace("X-Transpipe: 1", "X-Transpipe: 2"))


def test_a_copied_mark_makes_a_unit_fuzzy_and_the_words_a_persons() -> None:
    machine = Unit("old", "旧", State.FUZZY).marked(Origin.of("mt:echo"))
    copied = replace(machine, source="new", state=State.TRANSLATED)
    text = po.render(Catalogue("a.md", Locale.ZH_CN, (copied,)))
    read = po.parse(text).units[0]
    assert read.state is State.FUZZY
    assert read.origin is not None
    assert read.origin.by == "mt:echo"
    assert read.owner is Owner.PERSON


def test_the_article_is_known_from_the_references() -> None:
    text = HEADER + '#: 原文/a%20b%25.md:12\nmsgid "a"\nmsgstr ""\n'
    assert po.parse(text).article == "原文/a b%.md"
    assert po.parse(text, article="x.md").article == "x.md"
    isolated = HEADER + '#: \u2068原文/a b.md\u2069:3 c.md\nmsgid "a"\nmsgstr ""\n'
    assert po.parse(isolated).units[0].references == ("原文/a b.md:3", "c.md")


def test_real_catalogues_of_others_are_read_and_written_as_msgcat_would(data: Path) -> None:
    import tarfile

    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
        for name in ("comprehensive-rust/zh_TW.po",):
            member = next(m for m in tar if m.name.endswith(name))
            file = tar.extractfile(member)
            assert file is not None
            text = file.read().decode("utf-8")
    catalogue = po.parse(text)
    assert len(catalogue.units) > 3000
    written = po.render(catalogue)
    assert po.parse(written).units == catalogue.units
    if shutil.which("msgcat"):
        assert run("msgcat", "--no-wrap", "-", text=written)[1] == written


def test_a_seal_of_all_fields_holds_as_one_of_ours_does() -> None:
    """As it was once: cut off, such a file is told from one that another tool saved."""
    fields = (("X-Generator", "Poedit 3.4"), ("Last-Translator", "王小明"))
    unit = Unit("a", "甲", State.TRANSLATED)
    text = po.render(Catalogue("a.md", Locale.ZH_CN, (unit,), headers=fields))
    header = po.parse(text).headers
    old = digest(*sorted(f"{n}: {v}" for n, v in header if n != "X-Transpipe-Seal"))
    sealed = text.replace(dict(header)["X-Transpipe-Seal"], old)
    assert sealed != text
    assert po.parse(sealed).units == (unit,)
    with pytest.raises(CatalogueDamaged, match="cut off"):
        po.parse(sealed[: sealed.index("\n#~ ")])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\347\274\223\xe5\xad\x98\n", "缓存\n"),
        (r"caf\303\251 \60", "café 0"),
        (r"a\\303\"b\q", 'a\\303"bq'),
        (r"\351t\351", "été"),  # no UTF-8: what an older encoding would mean
        (r"\777", "\xff"),
    ],
)
def test_codes_are_bytes(written: str, meant: str) -> None:
    assert text_of(f'"{written}"\n') == meant
