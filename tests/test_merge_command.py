"""`transpipe merge`: any PO file and a new template; nothing translated is lost."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.conftest import CASES
from transpipe import po
from transpipe.cli import main
from transpipe.errors import CatalogueDamaged
from transpipe.model import Catalogue, Locale, State, Unit
from transpipe.po.grammar import Entry, forms, parse
from transpipe.po.spelling import strings_of, text_of
from transpipe.source_edits.gettext_merge import merge

FILES = sorted((CASES / "merge-command").glob("*/"))
HEADER = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
WORDS = [
    "the",
    "cache",
    "queue",
    "keeps",
    "every",
    "answer",
    "until",
    "some",
    "reader",
    "asks",
    "for",
    "it",
    "again",
    "or",
    "time",
    "ends",
]
MSGFMT = shutil.which("msgfmt")


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    old, new, out = (read(case / name) for name in ("old.po", "new.pot", "out.po"))
    assert merge(old, new) == out
    assert merge(out, new) == out
    if MSGFMT:
        ran = subprocess.run([MSGFMT, "-o", "/dev/null", str(case / "out.po")], check=False)
        assert ran.returncode == 0


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def sentence(random: Random) -> str:
    said = " ".join(random.choices(WORDS, k=random.randint(2, 12)))
    return said.capitalize() + random.choice(('."', ".", "\n", " \\ and\ttabs.", ".\nMore."))


def file(entries: dict[str, str]) -> str:
    rows = (f"msgid {strings_of(s)}msgstr {strings_of(t)}" for s, t in entries.items())
    return "\n".join([HEADER, *rows])


def said(entries: list[Entry]) -> Counter[str]:
    return Counter(
        text_of(text) for e in entries[1:] for _form, text in forms(e.translation) if e.filled
    )


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_lost_and_twice_is_once(seed: int) -> None:
    random = Random(seed)
    old = {sentence(random): f"译 {random.random()}\n" for _ in range(20)}
    sources = [s for s in old if random.random() < 0.6]
    sources += [s.replace("e", "E", 1) for s in old if random.random() < 0.2]
    sources += [sentence(random) for _ in range(3)]
    random.shuffle(sources)
    new = file(dict.fromkeys(sources, ""))
    out = merge(file(old), new)
    assert merge(out, new) == out
    found = parse(out, "out.po")
    assert [e.key[1] for e in found[1:] if not e.obsolete] == list(dict.fromkeys(sources))
    assert not Counter(old.values()) - said(found)
    for entry in found[1:]:
        if not entry.obsolete and entry.filled and not entry.fuzzy:
            assert text_of(forms(entry.translation)[0][1]) == old[entry.key[1]]
    # Words go back to where they came from.
    back = parse(merge(out, file(dict.fromkeys(old, ""))), "back.po")
    kept = {e.key[1] for e in parse(new, "new.pot")} & set(old)
    assert all(not e.fuzzy for e in back if e.key[1] in kept)


@pytest.mark.parametrize("seed", range(100))
def test_what_is_cut_off_is_refused(seed: int) -> None:
    random = Random(seed)
    text = file({sentence(random): f"译{n}" for n in range(8)})
    cut = text[: random.randrange(1, len(text))]
    entries = parse(text, "a.po")
    try:
        left = parse(cut, "a.po")
    except CatalogueDamaged:
        return
    # Between two lines of its last string a file is whole for every reader.
    assert left[:-1] == entries[: len(left) - 1]
    assert text[len(cut) - 1] == "\n"


def test_a_catalogue_of_ours_keeps_its_end() -> None:
    units = (Unit("One here.", "一。", State.TRANSLATED), Unit("Two here.", "二。", State.OBSOLETE))
    text = po.render(Catalogue("a.md", Locale.ZH_CN, units))
    out = merge(text, file({"Three.": ""}))
    assert [(u.source, u.state) for u in po.parse(out).units] == [
        ("Three.", State.EMPTY),
        ("One here.", State.OBSOLETE),
        ("Two here.", State.OBSOLETE),
    ]
    with pytest.raises(CatalogueDamaged):
        merge(text[: text.index("#~ msgctxt")], file({"Three.": ""}))


def test_what_is_damaged_is_refused() -> None:
    whole = file({"One.": "一。", "Two.": "二。"})
    for damage in ("<<<<<<< ours\n", "=======\n", 'msgid "x"\n', '\n"loose"\n', "no line\n"):
        with pytest.raises(CatalogueDamaged) as refused:
            parse(whole + damage, "a.po")
        assert refused.value.path == "a.po"
    with pytest.raises(CatalogueDamaged):
        parse(whole + '\nmsgid "One."\nmsgstr "壹。"\n', "a.po")
    with pytest.raises(CatalogueDamaged):
        parse(whole.replace("msgid", "msgid_plural", 2), "a.po")


def test_strings_are_written_as_gettext_writes_them() -> None:
    for text in ("", "plain", 'say "hi"', "a\nb", "a\n", "\ttab\\", "译文\n"):
        assert text_of(strings_of(text)) == text
    assert strings_of("a\nb") == '""\n"a\\n"\n"b"\n'


# ── The command ─────────────────────────────────────────────────────────────────────────────


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.po").write_text(file({"The cache is full.": "缓存已满。"}), "utf-8")
    Path("new.pot").write_text(file({"The cache is nearly full.": ""}), "utf-8")
    return tmp_path


def test_in_place_and_to_stdout(pair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("merge", "old.po", "new.pot") == 0
    printed = capsys.readouterr().out
    assert "#, fuzzy\n" in printed
    assert run("-C", str(pair), "merge", "old.po", "new.pot") == 0
    assert capsys.readouterr().out == printed
    assert run("merge", "old.po", "new.pot", "-o", "old.po") == 0
    assert read(Path("old.po")) == printed
    stamp = Path("old.po").stat().st_mtime_ns, Path("old.po").stat().st_ino
    assert run("merge", "-o", "old.po", "old.po", "new.pot") == 0
    assert (Path("old.po").stat().st_mtime_ns, Path("old.po").stat().st_ino) == stamp


def test_faults_are_told_and_write_nothing(pair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.po").write_text(HEADER + '\nmsgid "a"\nmsgstr "b', "utf-8")
    Path("gbk.po").write_bytes(file({"a": "缓存"}).encode("gbk"))  # and says that it is UTF-8
    assert run("merge", "bad.po", "new.pot", "-o", "out.po") == 4
    assert "bad.po:7" in capsys.readouterr().err
    assert run("merge", "gbk.po", "new.pot", "-o", "out.po") == 4
    assert "gbk.po:7: not UTF-8" in capsys.readouterr().err
    assert run("merge", "absent.po", "new.pot", "-o", "out.po") == 2
    assert "absent.po: no such file" in capsys.readouterr().err
    assert run("merge", "old.po") == 2
    assert not Path("out.po").exists()
