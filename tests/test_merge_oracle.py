"""`transpipe merge` beside gettext, which takes all that it writes; it takes what msgmerge takes.

The files are generated: contexts, plurals, texts that stand twice among the obsolete ones, obsolete
twins of live ones, templates without a header, and the encodings that gettext knows.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from tests.test_merge_command import run
from transpipe.po.charset import decoded
from transpipe.po.grammar import Entry, forms, parse
from transpipe.po.spelling import strings_of, text_of

MSGFMT = shutil.which("msgfmt")
needs_gettext = pytest.mark.skipif(not MSGFMT, reason="gettext is not installed")
WORDS = ("the", "cache", "queue", "keeps", "every", "answer", "until", "some", "reader", "asks")
HAN = "缓存队列保存每一个答案直到有人再次询问它为止这是很好的一天"
CHARSETS = ("UTF-8", "UTF-8", "GBK", "GB2312", "GB18030", "BIG5", "ISO-8859-1", "KOI8-R", "")


@dataclass(frozen=True)
class Made:
    """An entry to be written into a file."""

    source: str
    context: str = ""
    plural: str = ""
    targets: tuple[str, ...] = ("",)
    comments: str = ""
    obsolete: bool = False

    def text(self) -> str:
        lines = f"msgctxt {strings_of(self.context)}" if self.context else ""
        lines += f"msgid {strings_of(self.source)}"
        if self.plural:
            lines += f"msgid_plural {strings_of(self.plural)}"
            said = (f"msgstr[{n}] {strings_of(text)}" for n, text in enumerate(self.targets))
            lines += "".join(said)
        else:
            lines += f"msgstr {strings_of(self.targets[0])}"
        if self.obsolete:
            lines = "".join(f"#~ {line}" for line in lines.splitlines(True))
        return self.comments + lines


def header(charset: str, nplurals: int = 2) -> str:
    fields = (
        "Project-Id-Version: x", "POT-Creation-Date: 2020-01-01 00:00+0000",
        "PO-Revision-Date: 2020-01-01 00:00+0000", "Last-Translator: X <x@example.org>",
        "Language-Team: none", "Language: zh_CN", "MIME-Version: 1.0",
        f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: nplurals={nplurals}; plural={'n != 1' if nplurals == 2 else '0'};",
    )  # fmt: skip
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in fields)


class Writer:
    """Random files; `alphabet` is what the encoding can spell."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.charset = self.random.choice(CHARSETS)
        self.nplurals = self.random.choice((1, 2))
        others = {"ISO-8859-1": "àéîõü ", "KOI8-R": "кэшочередь ", "BIG5": "快取佇列保存每一個答案"}
        self.alphabet = others.get(self.charset, HAN)

    def old(self) -> list[Made]:
        entries = [self.entry() for _ in range(self.random.randint(1, 12))]
        entries = [self.translated(e) for e in unique(entries)]
        asleep = [self.translated(self.entry()) for _ in range(self.random.randint(0, 5))]
        asleep += [self.translated(e) for e in self.some(entries, 0.3)]
        asleep += [self.translated(e) for e in self.some(asleep, 0.5)]
        asleep += self.some(asleep, 0.2)
        notes = [replace(e, obsolete=True, comments=self.note()) for e in asleep]
        return [*entries, *notes]

    def new(self, old: Sequence[Made]) -> list[Made]:
        kept = [replace(e, targets=self.blank(e), obsolete=False, comments="#: a.c:1\n")
                for e in self.some(old, 0.6)]  # fmt: skip
        changed = [replace(e, source=f"{e.source} {self.words()}") for e in self.some(kept, 0.2)]
        swapped = [replace(e, plural="" if e.plural else f"{e.source} many") for e in
                   self.some(kept, 0.1)]  # fmt: skip
        swapped = [replace(e, targets=self.blank(e)) for e in swapped]
        fresh = [self.entry() for _ in range(self.random.randint(0, 3))]
        entries = [*swapped, *kept, *changed, *fresh]
        self.random.shuffle(entries)
        return unique(entries)

    def entry(self) -> Made:
        context = self.random.choice(("", "", "", "menu", "title"))
        source = self.words()
        plural = f"{source}s" if self.random.random() < 0.2 else ""
        made = Made(source, context, plural)
        return replace(made, targets=self.blank(made))

    def translated(self, entry: Made) -> Made:
        chance = self.random.random()
        if chance < 0.1:
            return replace(entry, comments=self.note())
        said = tuple(self.said() for _text in entry.targets)
        flags = '#, fuzzy\n#| msgid "before"\n' if chance < 0.3 else ""
        return replace(entry, targets=said, comments=self.note() + flags)

    def blank(self, entry: Made) -> tuple[str, ...]:
        return ("",) * (self.nplurals if entry.plural else 1)

    def words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randint(1, 9)))

    def said(self) -> str:
        return "".join(self.random.choices(self.alphabet, k=self.random.randint(2, 9)))

    def note(self) -> str:
        return self.random.choice(("", "", "# a person's note\n"))

    def some(self, entries: Sequence[Made], share: float) -> list[Made]:
        return [entry for entry in entries if self.random.random() < share]


def unique(entries: Sequence[Made]) -> list[Made]:
    return list({(e.context, e.source): e for e in entries}.values())


def gettext(command: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [command, *arguments], capture_output=True, check=False, env={"LC_ALL": "C.UTF-8"}
    )


def read(path: str) -> list[Entry]:
    return parse(decoded(Path(path).read_bytes(), path)[0], path)


def said(entries: Sequence[Entry]) -> Counter[str]:
    rows = (form for e in entries[1:] if e.filled for form in forms(e.translation))
    return Counter(text_of(text) for _form, text in rows)


@needs_gettext
@pytest.mark.parametrize("seed", range(60))
def test_gettext_takes_what_is_written(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    writer = Writer(seed)
    old = writer.old()
    new = writer.new(old)
    charset = writer.charset or "UTF-8"
    head = "" if seed % 3 == 0 else header("CHARSET", writer.nplurals)
    body = "\n".join([header(charset, writer.nplurals), *(entry.text() for entry in old)])
    Path("old.po").write_bytes(body.encode(charset))
    Path("new.pot").write_text("\n".join(filter(None, [head, *(e.text() for e in new)])) or head)
    if not new and not head:
        return
    assert run("merge", "old.po", "new.pot", "-o", "out.po") == 0
    for command in (("msgfmt", "-c", "-o", "/dev/null"), ("msgcat", "-o", "/dev/null")):
        done = gettext(*command, "out.po")
        assert done.returncode == 0, done.stderr.decode()
    found = read("out.po")
    assert not set(said(read("old.po"))) - set(said(found))
    assert b"a person's note" in Path("out.po").read_bytes() or b"a person's" not in body.encode()
    written = re.search(rb"charset=([\w-]+)", Path("out.po").read_bytes())
    assert written
    assert written[1].decode() == charset
    # Merged again nothing changes.
    before = Path("out.po").read_bytes()
    assert run("merge", "out.po", "new.pot", "-o", "out.po") == 0
    assert Path("out.po").read_bytes() == before


@needs_gettext
@pytest.mark.parametrize("seed", range(60))
def test_exact_texts_are_those_of_msgmerge(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a file that msgmerge takes: the same entries, and the same words for texts that stayed."""
    monkeypatch.chdir(tmp_path)
    writer = Writer(1000 + seed)
    old = unique(sorted(writer.old(), key=lambda e: not e.obsolete))
    new = writer.new(old)
    charset = writer.charset or "UTF-8"
    body = "\n".join([header(charset, writer.nplurals), *(entry.text() for entry in old)])
    Path("old.po").write_bytes(body.encode(charset))
    Path("new.pot").write_text("\n".join([header("CHARSET"), *(entry.text() for entry in new)]))
    options = ("-q", "-N", "--no-wrap", "--previous", "-o", "theirs.po")
    assert gettext("msgmerge", *options, "old.po", "new.pot").returncode == 0
    assert run("merge", "old.po", "new.pot", "-o", "ours.po") == 0
    theirs, ours = ({e.key: e for e in read(f"{name}.po") if not e.obsolete and e.key[1]}
                    for name in ("theirs", "ours"))  # fmt: skip
    assert list(ours) == list(theirs)
    for key, entry in theirs.items():
        if entry.filled and bool(entry.plural) == bool({(e.context or None, e.source): e.plural
                                                        for e in old}.get(key)):  # fmt: skip
            assert forms(ours[key].translation) == forms(entry.translation)
            assert ours[key].fuzzy == entry.fuzzy
        assert ours[key].plural == entry.plural


# ── Encodings and headers, one by one ───────────────────────────────────────────────────────


def files(tmp_path: Path, old: bytes, new: bytes) -> None:
    (tmp_path / "old.po").write_bytes(old)
    (tmp_path / "new.pot").write_bytes(new)


ONE = '\nmsgid "One."\nmsgstr "%s"\n'


@pytest.mark.parametrize("charset", ["GBK", "gb2312", "GB18030", "BIG5", "EUC-JP", "CP936"])
def test_the_encoding_of_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, charset: str
) -> None:
    """As with msgmerge: a project does not change its encoding by the way."""
    monkeypatch.chdir(tmp_path)
    old = (header(charset) + ONE % "一").encode(charset)
    files(tmp_path, old, (header("CHARSET") + ONE % "" + '\nmsgid "Two."\nmsgstr ""\n').encode())
    assert run("merge", "old.po", "new.pot", "-o", "old.po") == 0
    out = (tmp_path / "old.po").read_bytes()
    assert f"charset={charset}\\n".encode() in out
    assert 'msgid "One."\nmsgstr "一"\n' in out.decode(charset)


def test_what_it_cannot_spell_makes_it_utf8(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    old = (header("GBK") + ONE % "一").encode("gbk")
    files(tmp_path, old, (header("UTF-8") + ONE % "" + '\nmsgid "Two 😀"\nmsgstr ""\n').encode())
    assert run("merge", "old.po", "new.pot", "-o", "old.po") == 0
    out = (tmp_path / "old.po").read_text("utf-8")
    assert "charset=UTF-8\\n" in out
    assert 'msgstr "一"\n' in out
    assert "Two 😀" in out


def test_a_text_beyond_its_label_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GB2312 is what older tools call GBK; gettext would not take such a file."""
    monkeypatch.chdir(tmp_path)
    files(tmp_path, (header("GB2312") + ONE % "朱镕基").encode("gbk"), ONE.encode() % b"")
    assert run("merge", "old.po", "new.pot", "-o", "old.po") == 0
    assert "朱镕基" in (tmp_path / "old.po").read_text("utf-8")


def test_a_label_that_lies_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for charset, why in (("GBK", "UTF-8"), ("X-NONE", "X-NONE"), ("UTF-16", "UTF-16")):
        files(tmp_path, (header(charset) + ONE % "缓存").encode(), ONE.encode() % b"")
        assert run("merge", "old.po", "new.pot", "-o", "old.po") == 4
        said = capsys.readouterr().err
        assert said.startswith("transpipe: old.po:10: damaged catalogue: the header says ")
        assert why in said


def test_without_headers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    plain, empty = (ONE % "一").lstrip(), (ONE % "").lstrip()
    files(tmp_path, plain.encode(), empty.encode())
    assert run("merge", "old.po", "new.pot", "-o", "out.po") == 0
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    assert (tmp_path / "out.po").read_text("utf-8") == head + plain
    files(tmp_path, plain.encode(), (header("CHARSET") + "\n" + empty).encode())
    assert run("merge", "old.po", "new.pot", "-o", "out.po") == 0
    out = (tmp_path / "out.po").read_text("utf-8")
    assert out == header("UTF-8") + "\n" + plain
    files(tmp_path, (header("UTF-8") + "\n" + plain).encode(), empty.encode())
    assert run("merge", "old.po", "new.pot", "-o", "out.po") == 0
    assert (tmp_path / "out.po").read_text("utf-8") == out
    files(tmp_path, b'msgid "a"\nmsgstr "b"\n', b'msgid "a"\nmsgstr ""\n')
    assert run("merge", "old.po", "new.pot", "-o", "out.po") == 0
    assert (tmp_path / "out.po").read_bytes() == b'msgid "a"\nmsgstr "b"\n'


def test_obsolete_twins_keep_their_words_under_names_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asleep = "".join(f'\n#~ msgid "One."\n#~ msgstr "{text}"\n' for text in "甲乙甲丙")
    old = header("UTF-8") + ONE % "丙" + asleep
    files(tmp_path, old.encode(), (ONE % "").encode())
    assert run("merge", "old.po", "new.pot", "-o", "out.po") == 0
    entries = read("out.po")
    assert [e.key[1] for e in entries[1:]] == ["One."] * 3
    assert len({e.key for e in entries}) == 4
    assert sorted(said(entries)) == sorted("甲乙丙")
    assert all(re.fullmatch("old [0-9a-f]+", e.key[0] or "") for e in entries[2:])
