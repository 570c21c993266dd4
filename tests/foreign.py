"""A repository whose catalogues hold something of every kind, and tools that save them again."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib

from tests.histories.words import TOKEN, token
from tests.repository import Repository, small
from transpipe import po
from transpipe.model import Conflict, Layout, Locale, Origin, Standing, State, Unit, standing
from transpipe.repository import Workspace

__all__ = ["token"]

ARTICLE = "原文/cache.md"
FILE = "译文/cache.md"
TW = Locale.ZH_TW
ENGLISH = """\
# How caches work

A cache keeps the answers that were expensive to find.

A reader asks the nearest replica before all others.

Writes always go through the leader of the group.

Backups should be tested and not only be made.

The queue must never grow without any limit at all.

Old versions stay readable for one year after the release.

Metrics are sampled once a second on every machine.

Passwords are never stored in plain text anywhere.

A token expires an hour after it was handed out.

Nobody has translated what stands in this paragraph.

The last paragraph says goodbye to all of its readers.
"""
CHINESE = """\
# 缓存是怎样工作的〖甲甲甲〗

缓存保存那些很难得到的答案。〖甲甲乙〗

读者总是先询问最近的副本。〖甲甲丙〗

写操作总是经过这一组的主节点。〖甲甲丁〗

备份应当经过测试，而不只是做出来。〖甲甲戊〗

队列绝不能毫无限制地增长。〖甲甲己〗

（译注：这一段是译者自己加上的。〖甲甲庚〗）

旧版本在发布之后一年之内仍可读取。〖甲甲辛〗

每台机器上的指标每秒采样一次。〖甲乙甲〗

任何地方都不以明文存储密码。〖甲乙乙〗

令牌在发出一小时之后过期。〖甲乙丙〗

最后一段向所有的读者说再见。〖甲乙丁〗
"""
REPLICA = "A reader asks the nearest replica before all others."
LEADER = "Writes always go through the leader of the group."
BACKUPS = "Backups should be tested and not only be made."
QUEUE = "The queue must never grow without any limit at all."
METRICS = "Metrics are sampled once a second on every machine."
PASSWORDS = "Passwords are never stored in plain text anywhere."
TOKENS = "A token expires an hour after it was handed out."
NOBODY = "Nobody has translated what stands in this paragraph."
LAST = "The last paragraph says goodbye to all of its readers."


def furnished(place: Path, layout: Layout = Layout.OWN, *, derived: bool = False) -> Repository:
    """An article with units of every kind, all in step and committed.

    Confirmed ones, doubtful, stale, reviewed ones and one with a note; a draft, a conflict, two
    obsolete texts; in zh_TW an override. In the layout `own` the translator has added something.
    """
    chinese = CHINESE if layout is Layout.OWN else re.sub("（译注.*\n\n", "", CHINESE)
    made = small(place, {ARTICLE: ENGLISH, FILE: chinese})
    _run(made, "init", "align")
    made.confirm(ARTICLE)
    if layout is Layout.PARENT:
        _run(made, f"build --relayout {ARTICLE}")
    _run(made, "sync", "draft --engine echo")
    made.write(ARTICLE, _older(ENGLISH))
    _run(made, "sync", "build")
    if derived:
        _run(made, "convert --add zh_TW", "build")
        rewrite(made, TW, _overridden)
    rewrite(made, Locale.ZH_CN, _furnish)
    _run(made, "sync", "build", "sync")
    made.commit()
    return made


def _older(text: str) -> str:
    """The source after some edits: two texts are stale, two have gone."""
    text = text.replace("never grow without any limit", "not grow beyond its own limit")
    text = text.replace("once a second on every", "twice a minute on each")
    text = text.replace(f"{PASSWORDS}\n\n", "")
    return text.replace(f"{TOKENS}\n\n", "")


def _furnish(unit: Unit) -> Unit:
    if unit.source == REPLICA:
        return unit.doubted().marked(Origin.of("align", confidence=0.62))
    if unit.source == LEADER:
        return replace(unit.doubted(), conflict=Conflict("theirs", "写操作只走主节点。〖乙甲甲〗"))
    if unit.source == BACKUPS:
        return replace(unit.reviewed("王小明"), notes=("术语表里是“备份”。〖乙甲乙〗",))
    return unit


def _overridden(unit: Unit) -> Unit:
    if unit.source == BACKUPS:
        return replace(unit, target="備份要先測過，不是做了就好。〖乙甲丙〗")
    return unit


def rewrite(repository: Repository, locale: Locale, change: Callable[[Unit], Unit]) -> None:
    """Every unit of the catalogue as `change` makes it, written as a PO editor would."""
    catalogue = repository.catalogue(ARTICLE, locale)
    changed = replace(catalogue, units=tuple(map(change, catalogue.units)))
    repository.write(Workspace.catalogue_path(ARTICLE, locale), po.render(changed))


def _run(repository: Repository, *commands: str) -> None:
    for command in commands:
        ran = repository.transpipe(*command.split())
        assert ran.code == 0, ran.out + ran.err


# ── What must hold ──────────────────────────────────────────────────────────────────────────


def path(repository: Repository, locale: Locale = Locale.ZH_CN) -> Path:
    """The catalogue of the article."""
    return repository.root / Workspace.catalogue_path(ARTICLE, locale)


def words(repository: Repository) -> set[str]:
    """The tokens of all texts that stand in a catalogue or a translation."""
    files = [
        file
        for folder in ("locales", "译文")
        for file in (repository.root / folder).rglob("*")
        if file.suffix in (".md", ".po")
    ]
    wrapped = re.compile('"\n(?:#~ )?"')
    texts = (wrapped.sub("", file.read_text("utf-8")) for file in files)
    return {word for text in texts for word in TOKEN.findall(text)}


def files(repository: Repository) -> dict[str, str]:
    """The Chinese files by their paths."""
    found = sorted((repository.root / "译文").rglob("*.md"))
    return {str(file.relative_to(repository.root)): file.read_text("utf-8") for file in found}


def confirmed(repository: Repository, locale: Locale = Locale.ZH_CN) -> set[tuple[str, str]]:
    """The pairs that count as done by a person."""
    units = repository.catalogue(ARTICLE, locale).active()
    return {(u.source, u.target) for u in units if standing(u) is Standing.DONE}


# ── Tools ───────────────────────────────────────────────────────────────────────────────────

Tool = Callable[[Path], None]


def gettext(*command: str) -> Tool:
    """A program of gettext that reads the file and writes it again; what it refuses stays."""

    def save(file: Path) -> None:
        done = subprocess.run(
            [*command, "-"], input=file.read_bytes(), capture_output=True, check=False
        )
        if done.returncode == 0:
            file.write_bytes(done.stdout)

    return save


def msgmerge(*options: str) -> Tool:
    """msgmerge with a template of the very texts that the file holds."""

    def save(file: Path) -> None:
        template = file.with_suffix(".pot")
        live = gettext("msgattrib", "--no-obsolete", "--clear-fuzzy", "--empty", "--no-wrap")
        shutil.copy(file, template)
        live(template)
        command = ["msgmerge", "-q", "-N", *options, "-o", "-", str(file), str(template)]
        done = subprocess.run(command, capture_output=True, check=True)
        template.unlink()
        file.write_bytes(done.stdout)

    return save


def edited(change: Callable[[str], str]) -> Tool:
    """A tool that does this to the text."""

    def save(file: Path) -> None:
        file.write_bytes(change(file.read_bytes().decode()).encode())

    return save


def saved_by_polib(file: Path) -> None:
    """polib reads the file and saves it, wrapped as it does."""
    polib.pofile(str(file)).save()


def saved_by_babel(file: Path) -> None:
    """Babel reads the file and writes it, without the header fields that it does not know."""
    from babel.messages.pofile import read_po, write_po

    with file.open("rb") as stream:
        catalog = read_po(stream)
    with file.open("wb") as stream:
        write_po(stream, catalog)


def without(pattern: str) -> Tool:
    """A tool that drops the lines that match."""
    return edited(lambda text: re.sub(rf"(?m)^(?:{pattern}).*\n", "", text))


def emptied(wanted: Callable[[polib.POEntry], bool]) -> Tool:
    """A tool that writes these entries back without words and without the flag, as OmegaT does."""

    def save(file: Path) -> None:
        catalogue = polib.pofile(str(file), wrapwidth=0)
        for entry in catalogue:
            if not entry.obsolete and wanted(entry):
                entry.msgstr = ""
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        catalogue.save()

    return save


def header(tool: Tool | None = None, **fields: str) -> Tool:
    """A tool that sets fields of the header (`_` for `-`), and does else what is said."""

    def change(text: str) -> str:
        head, blank, rest = text.replace("\r\n", "\n").partition("\n\n")
        # A field that another tool has wrapped is one all the same.
        text = re.sub(r'(?<!msgstr ")(?<!\\n)"\n"', "", head) + blank + rest
        for name, value in fields.items():
            field = name.replace("_", "-")
            line = f'"{field}: {value}\\n"\n'
            text, count = re.subn(f'"{field}: .*\\\\n"\n', lambda _m, new=line: new, text, count=1)
            text = text if count else text.replace('"Language: ', f'{line}"Language: ', 1)
        return text

    def save(file: Path) -> None:
        edited(change)(file)
        if tool is not None:
            tool(file)

    return save


def confirmed_state(unit: Unit) -> Unit:
    """A unit as a person leaves it who takes the flag away."""
    return replace(unit, state=State.TRANSLATED) if unit.state is State.FUZZY else unit


# What takes something of ours out of a catalogue.
LOSSES: dict[str, Tool] = {
    "msgattrib --no-obsolete": gettext("msgattrib", "--no-obsolete"),
    "msgattrib --no-fuzzy": gettext("msgattrib", "--no-fuzzy"),
    "msgattrib --no-fuzzy --no-obsolete": gettext(
        "msgattrib", "--no-fuzzy", "--no-obsolete", "--no-wrap"
    ),
    "msgattrib --translated": gettext("msgattrib", "--translated"),
    "msgattrib --only-fuzzy": gettext("msgattrib", "--only-fuzzy", "--force-po"),
    "msgmerge": msgmerge(),
    "msgmerge --previous": msgmerge("--previous"),
    "Babel": saved_by_babel,
    "no comments": without("#"),
    "no comments but obsolete ones": without("#(?!~)"),
    "no marks": without("# "),
    "no marks of ours": without("# (?:transpipe:|>)"),
    "no marks and no flags": header(X_Generator="a service", tool=without("# |#,")),
    "no #|": without(r"#\|"),
    "no header fields of ours": without('"X-Transpipe'),
    "no layout": without('"X-Transpipe-Layout'),
    "everything fuzzy emptied": emptied(lambda entry: "fuzzy" in entry.flags),
    "everything emptied": emptied(lambda entry: True),
    "the end made live": edited(
        lambda text: text.replace(
            '#~ msgctxt "transpipe"\n#~ msgid "(end of the catalogue)"\n#~ msgstr "(end)"',
            'msgctxt "transpipe"\nmsgid "(end of the catalogue)"\nmsgstr "(end)"',
        )
    ),
    "the end made live and its context lost": edited(
        lambda text: text.replace(
            '#~ msgctxt "transpipe"\n#~ msgid "(end of the catalogue)"\n#~ msgstr "(end)"',
            'msgid "(end of the catalogue)"\nmsgstr "(end)"',
        )
    ),
    "cut off between two entries": edited(
        lambda text: (
            text[: text.rindex("\n\n", 0, text.rfind("\nmsgid")) + 1] if "\nmsgid" in text else text
        )
    ),
}


# What only writes a catalogue in another way.
SAVES: dict[str, Tool] = {
    "a date": header(PO_Revision_Date="2026-11-29 08:00+0800"),
    "more fields": header(
        POT_Creation_Date="2026-11-29 08:00+0800", X_Generator="Poedit 3.4",
        Last_Translator="王小明 <w@example.org>", Language_Team="中文",
        X_Poedit_Basepath="..", Plural_Forms="nplurals=1; plural=0",
    ),
    "wrapped at 77": gettext("msgcat", "-w", "77"),
    "wrapped at 40": gettext("msgcat", "-w", "40"),
    "unwrapped": gettext("msgcat", "--no-wrap"),
    "polib": saved_by_polib,
    "CRLF": edited(lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n")),
    "a byte order mark": edited(lambda text: "\ufeff" + text.removeprefix("\ufeff")),
    "comments in another order": edited(
        lambda text: re.sub("(?m)^(#: .*\n)(#, .*\n)", r"\2\1", text)
    ),
    "fields in another order": edited(
        lambda text: re.sub(r'("Project-Id-Version.*\\n"\n)("PO-Rev.*\\n"\n)', r"\2\1", text)
    ),
}  # fmt: skip
