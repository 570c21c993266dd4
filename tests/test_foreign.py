"""Catalogues that other tools saved: what they left out is put back, how they write is theirs."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests import foreign
from tests.figures.foreign import figures
from tests.foreign import ARTICLE, BACKUPS, FILE, LAST, LOSSES, NOBODY, REPLICA, SAVES, TW
from tests.repository import Repository, adopted
from transpipe import po
from transpipe.errors import CatalogueDamaged
from transpipe.model import Conflict, Layout, Locale, Origin, Owner, Standing, State, Unit, standing
from transpipe.model.text import digest
from transpipe.repository import Workspace
from transpipe.target_edits.take_in import obsolete

pytestmark = pytest.mark.first(4)

needs_gettext = pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
CN = Locale.ZH_CN
# One loss of each kind, where it is the way in that is tried.
KINDS = ("msgattrib --no-fuzzy --no-obsolete", "msgmerge", "Babel", "no comments",
         "no marks and no flags", "everything fuzzy emptied", "no layout")  # fmt: skip
STALE = "The queue must not grow beyond its own limit at all."


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[Layout, Path]:
    """The repository in either layout, with zh_TW."""
    root = tmp_path_factory.mktemp("models")
    return {
        layout: foreign.furnished(root / layout.value, layout, derived=True).root
        for layout in Layout
    }


@pytest.fixture
def copy(models: dict[Layout, Path], tmp_path: Path) -> Callable[[Layout], Repository]:
    """A copy of it for a test."""

    def copied(layout: Layout = Layout.OWN) -> Repository:
        root = tmp_path / layout.value
        shutil.copytree(models[layout], root, symlinks=True)
        return Repository(root)

    return copied


@pytest.fixture
def made(copy: Callable[[Layout], Repository]) -> Repository:
    """A copy in its own layout."""
    return copy(Layout.OWN)


def run(repository: Repository, *arguments: str, code: int = 0) -> str:
    ran = repository.transpipe(*arguments)
    assert ran.code == code, ran.out + ran.err
    return ran.out + ran.err


def steady(repository: Repository, *commands: str) -> None:
    before = repository.state()
    for command in commands:
        run(repository, *command.split())
    assert repository.state() == before


# ── What a tool left out is put back ────────────────────────────────────────────────────────


@needs_gettext
@pytest.mark.parametrize(
    ("name", "layout"),
    [(name, Layout.OWN) for name in LOSSES] + [(name, Layout.PARENT) for name in KINDS],
)
def test_what_a_tool_left_out_is_put_back(
    copy: Callable[[Layout], Repository], name: str, layout: Layout
) -> None:
    made = copy(layout)
    wanted = {locale: made.catalogue(ARTICLE, locale) for locale in (CN, TW)}
    files, words = foreign.files(made), foreign.words(made)
    # Who empties the one override that there is gives it back.
    for locale in (CN,) if name == "everything emptied" else (CN, TW):
        LOSSES[name](foreign.path(made, locale))
    run(made, "build")
    assert foreign.files(made) == files
    said = run(made, "sync")
    for locale, catalogue in wanted.items():
        read = made.catalogue(ARTICLE, locale)
        assert read.units == catalogue.units
        assert (read.layout, read.cut) == (catalogue.layout, catalogue.cut)
        path = Workspace.catalogue_path(ARTICLE, locale)
        assert said.count(f"{path}:1: ") == said.count(f"{path}:1: warning restored: ") <= 1
    assert foreign.words(made) == words
    run(made, "build")
    assert foreign.files(made) == files
    steady(made, "sync", "build", "convert")


@needs_gettext
@pytest.mark.parametrize("name", KINDS)
def test_a_fresh_clone_asks_the_commits(
    copy: Callable[[Layout], Repository], name: str, tmp_path: Path
) -> None:
    made = copy(Layout.OWN)
    shutil.rmtree(made.root / ".transpipe")
    wanted = {locale: made.catalogue(ARTICLE, locale) for locale in (CN, TW)}
    files = foreign.files(made)
    for locale in (CN, TW):
        LOSSES[name](foreign.path(made, locale))
    run(made, "build")
    run(made, "sync")
    for locale, catalogue in wanted.items():
        assert made.catalogue(ARTICLE, locale).units == catalogue.units
    assert foreign.files(made) == files
    steady(made, "sync", "build")


@needs_gettext
@pytest.mark.parametrize("name", KINDS)
def test_what_a_service_committed_is_put_back_where_it_is_remembered(
    made: Repository, name: str
) -> None:
    wanted = {locale: made.catalogue(ARTICLE, locale) for locale in (CN, TW)}
    files = foreign.files(made)
    for locale in (CN, TW):
        LOSSES[name](foreign.path(made, locale))
    made.commit()
    run(made, "sync")
    for locale, catalogue in wanted.items():
        assert made.catalogue(ARTICLE, locale).units == catalogue.units
    run(made, "build")
    assert foreign.files(made) == files
    steady(made, "sync", "build")


@needs_gettext
def test_a_doubtful_unit_is_put_back_beside_an_obsolete_one_with_its_words(
    made: Repository,
) -> None:
    """As where they left the file, and came back: what is obsolete confirms nothing."""
    catalogue = made.catalogue(ARTICLE)
    copy = obsolete(made.units(ARTICLE)[REPLICA])
    made.write(
        Workspace.catalogue_path(ARTICLE, CN),
        po.render(replace(catalogue, units=(*catalogue.units, copy))),
    )
    run(made, "sync")
    wanted = made.catalogue(ARTICLE)
    assert copy.id in {unit.id for unit in wanted.units}
    foreign.gettext("msgattrib", "--no-fuzzy")(foreign.path(made))
    run(made, "sync")
    assert made.catalogue(ARTICLE).units == wanted.units
    steady(made, "sync", "build")


@needs_gettext
def test_a_unit_that_a_tool_made_obsolete_is_put_back_once(made: Repository) -> None:
    """`msgmerge` with a template that lacks its text retires it with its words."""
    wanted = made.catalogue(ARTICLE)
    mine = made.units(ARTICLE)[REPLICA]
    retired = [
        replace(u, state=State.OBSOLETE, flags=("fuzzy",)) if u.id == mine.id else u
        for u in wanted.units
    ]
    made.write(
        Workspace.catalogue_path(ARTICLE, CN), po.render(replace(wanted, units=tuple(retired)))
    )
    run(made, "sync")
    assert [u for u in made.catalogue(ARTICLE).units if u.target == mine.target] == [mine]
    steady(made, "sync", "build")


@needs_gettext
def test_what_a_service_committed_is_put_back_in_a_fresh_clone(made: Repository) -> None:
    wanted = made.catalogue(ARTICLE)
    files = foreign.files(made)
    foreign.gettext("msgattrib", "--no-fuzzy", "--no-obsolete")(foreign.path(made))
    made.commit()
    shutil.rmtree(made.root / ".transpipe")
    run(made, "sync")
    run(made, "build")
    assert made.catalogue(ARTICLE).units == wanted.units
    assert foreign.files(made) == files
    steady(made, "sync", "build")


def test_a_review_shows_what_another_tool_dropped_in_every_clone_alike(
    made: Repository, tmp_path: Path
) -> None:
    LOSSES["no marks and no flags"](foreign.path(made))
    here = made.transpipe("review", "--base", "HEAD")
    shutil.rmtree(made.root / ".transpipe")
    assert made.transpipe("review", "--base", "HEAD") == here
    assert ARTICLE in here.out


@pytest.mark.parametrize("loss", ["no marks and no flags", "msgattrib --no-obsolete"])
@needs_gettext
def test_a_build_writes_what_it_says_is_put_back_though_no_file_changes(
    made: Repository, loss: str
) -> None:
    state, units = foreign.files(made), made.catalogue(ARTICLE).units
    LOSSES[loss](foreign.path(made))
    assert "warning restored: " in run(made, "build")
    assert made.catalogue(ARTICLE).units == units
    assert foreign.files(made) == state
    steady(made, "build", "sync")


@pytest.mark.parametrize("command", ["check", "status"])
def test_a_command_that_only_reads_counts_as_if_nothing_were_missing(
    made: Repository, command: str
) -> None:
    before = made.transpipe(*command.split())
    LOSSES["no marks and no flags"](foreign.path(made))
    state = made.state()
    after = made.transpipe(*command.split())
    assert made.state() == state
    assert _others(after.out) == _others(before.out)
    assert after.out.count("warning restored: ") == 1


def _others(said: str) -> list[str]:
    """The lines that are not about what was restored, nor count them."""
    lines = said.splitlines()
    return [x for x in lines if "warning restored: " not in x and not re.match(r"\d+ finding", x)]


def test_one_entry_that_is_gone_is_no_removal(made: Repository) -> None:
    files, units = foreign.files(made), made.catalogue(ARTICLE).units
    gone = re.compile(f'(?:#[.] .*\n)?#: {ARTICLE}\nmsgid "{re.escape(LAST)}"\nmsgstr .*\n\n')
    foreign.edited(lambda text: gone.sub("", text))(foreign.path(made))
    run(made, "build")
    assert foreign.files(made) == files
    said = run(made, "sync")
    assert "removed" not in said
    assert "gone" not in said
    assert made.catalogue(ARTICLE).units == units
    steady(made, "sync", "build")


def test_an_entry_whose_source_has_left_too_is_not_put_back(made: Repository) -> None:
    made.write(ARTICLE, made.read(ARTICLE).replace(f"\n{LAST}\n", ""))
    run(made, "sync")
    assert LAST in {unit.source for unit in made.catalogue(ARTICLE).units}
    assert LAST not in made.units(ARTICLE)


# ── What a person did ───────────────────────────────────────────────────────────────────────


def test_one_mark_taken_out_by_a_person_stays_out(made: Repository) -> None:
    foreign.edited(lambda text: re.sub("# transpipe: by=align.*\n", "", text))(foreign.path(made))
    run(made, "sync")
    assert made.units(ARTICLE)[REPLICA].origin is None
    assert made.units(ARTICLE)[NOBODY].owner is Owner.MACHINE


def test_a_flag_taken_away_by_a_person_is_a_confirmation(made: Repository) -> None:
    foreign.rewrite(
        made, CN, lambda u: foreign.confirmed_state(u) if u.source in (REPLICA, NOBODY) else u
    )
    run(made, "sync")
    for source in (REPLICA, NOBODY):
        assert standing(made.units(ARTICLE)[source]) is Standing.DONE


def test_who_takes_every_flag_away_one_by_one_has_confirmed_them_all(made: Repository) -> None:
    """In a PO editor: the comments stay, and so do the flags of obsolete entries, if any."""

    def settled(unit: Unit) -> Unit:
        if not unit.active:
            return unit
        return replace(foreign.confirmed_state(unit), previous=None, previous_context=None)

    foreign.rewrite(made, CN, settled)
    said = run(made, "sync")
    assert "warning restored: " not in said
    assert {standing(u) for u in made.catalogue(ARTICLE).active()} == {Standing.DONE}


def test_new_words_need_no_mark(made: Repository) -> None:
    """What the mark said of other words is not put back beside new ones."""
    foreign.rewrite(
        made, CN, lambda u: replace(u, target="新的译文。") if u.source == NOBODY else u
    )
    foreign.without("# ")(foreign.path(made))
    run(made, "sync")
    unit = made.units(ARTICLE)[NOBODY]
    assert (unit.target, unit.owner, unit.origin) == ("新的译文。", Owner.PERSON, None)
    assert made.units(ARTICLE)[REPLICA].origin is not None


@pytest.mark.parametrize("alone", [True, False])
def test_a_note_that_went_with_every_mark_comes_back(tmp_path: Path, *, alone: bool) -> None:
    """One comment is a person's to take away; three of three kinds at once are not."""
    english = "# Tea\n\nBoil the water.\n\nWarm 2 pots.\n"
    chinese = "# 茶\n\n把水烧开。\n\n温好 2 个壶。\n"
    small = adopted(tmp_path / "work", {ARTICLE: english, FILE: chinese}, (ARTICLE,))

    def few(unit: Unit) -> Unit:
        if unit.source == "Tea":
            return replace(unit, notes=("一条说明",))
        if alone:
            return unit
        if unit.source == "Boil the water.":
            return unit.doubted().marked(Origin.of("align", confidence=0.5))
        return replace(unit.doubted(), conflict=Conflict("theirs", "先把 2 个壶温好。"))

    foreign.rewrite(small, CN, few)
    run(small, "sync")
    foreign.without("# ")(foreign.path(small))
    run(small, "sync")
    assert small.units(ARTICLE)["Tea"].notes == (() if alone else ("一条说明",))


def test_a_state_that_was_put_back_is_no_loss(made: Repository) -> None:
    """Whoever fetches the catalogue of before from git wants what it says."""
    before = made.read("locales/zh_CN/LC_MESSAGES/原文/cache.po")
    foreign.rewrite(
        made, CN,
        lambda u: u.doubted().marked(Origin.of("align", confidence=0.5)) if u.target else u,
    )  # fmt: skip
    foreign.rewrite(made, CN, lambda u: replace(u, notes=("一",)) if u.active else u)
    run(made, "sync")
    assert made.read("locales/zh_CN/LC_MESSAGES/原文/cache.po") != before
    made.git("checkout", "--", "locales")
    run(made, "sync")
    assert made.read("locales/zh_CN/LC_MESSAGES/原文/cache.po") == before


@needs_gettext
def test_a_conflict_comes_back_though_another_place_has_its_words(tmp_path: Path) -> None:
    row, here = "| Yes | No |\n| --- | --- |\n", "| 是 | 否 |\n| --- | --- |\n"
    files = {ARTICLE: f"# Tea\n\n{row}\nText.\n\n{row}", FILE: f"# 茶\n\n{here}\n文。\n\n{here}"}
    two = adopted(tmp_path / "work", files, (ARTICLE,))
    two.translate(ARTICLE, {"Yes": "对的"})
    two.write(FILE, two.read(FILE).replace("| 是 |", "| 是的 |", 1))
    run(two, "sync")
    held = [unit for unit in two.catalogue(ARTICLE).units if unit.conflict]
    assert [unit.conflict.text for unit in held if unit.conflict] == ["是的"]
    foreign.gettext("msgattrib", "--no-fuzzy")(foreign.path(two))
    run(two, "sync")
    assert [unit for unit in two.catalogue(ARTICLE).units if unit.conflict] == held


# ── Emptied ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("source", [LAST, BACKUPS, STALE, REPLICA])
def test_one_emptied_text_is_a_question(made: Repository, source: str) -> None:
    files, target = foreign.files(made), made.units(ARTICLE)[source].target
    words = foreign.words(made)
    foreign.emptied(lambda entry: entry.msgid == source)(foreign.path(made))
    run(made, "build")
    assert foreign.files(made) == files
    said = run(made, "sync")
    assert "emptied" in said
    assert "both sides" not in said.replace("1 unit was changed on both sides", "", 1)
    unit = made.units(ARTICLE)[source]
    assert (unit.target, unit.state) == (target, State.FUZZY)
    assert foreign.words(made) == words
    run(made, "build")
    assert foreign.files(made) == files
    asked = made.transpipe("check").out
    assert any("emptied" in line and target in line for line in asked.splitlines())
    steady(made, "sync", "build")


@pytest.mark.parametrize("there", [True, False])
def test_an_emptied_text_in_conflict_with_the_file(made: Repository, *, there: bool) -> None:
    """The file's words are asked about while it says them; else both texts stay as obsolete."""
    ours = made.units(ARTICLE)[LAST].target
    foreign.rewrite(made, CN, lambda u: u.changed("最后一段告辞。") if u.source == LAST else u)
    theirs = "最后一段同所有读者道别。"
    made.write(FILE, made.read(FILE).replace(ours, theirs))
    run(made, "sync")
    if not there:
        made.write(FILE, made.read(FILE).replace(f"{theirs}\n", ""))
        run(made, "sync")
    foreign.emptied(lambda entry: entry.msgid == LAST)(foreign.path(made))
    run(made, "sync")
    unit = made.units(ARTICLE)[LAST]
    kept = {u.target for u in made.catalogue(ARTICLE).units if not u.active}
    if there:
        assert (unit.target, unit.state) == (theirs, State.FUZZY)
    else:
        assert unit.target == ""
        assert theirs in kept
    assert "最后一段告辞。" in kept
    run(made, "build")
    assert (theirs in made.read(FILE)) is there
    steady(made, "sync", "build")


def test_who_takes_the_flag_away_keeps_the_words(made: Repository) -> None:
    units = made.catalogue(ARTICLE).units
    foreign.emptied(lambda entry: entry.msgid == LAST)(foreign.path(made))
    run(made, "sync")
    foreign.rewrite(made, CN, lambda u: foreign.confirmed_state(u) if u.source == LAST else u)
    run(made, "sync")
    assert made.catalogue(ARTICLE).units == units
    assert "emptied" not in made.transpipe("check").out


def test_emptied_again_it_is_empty_and_the_file_keeps_its_words(made: Repository) -> None:
    files, target = foreign.files(made), made.units(ARTICLE)[LAST].target
    foreign.emptied(lambda entry: entry.msgid == LAST)(foreign.path(made))
    run(made, "sync")
    foreign.emptied(lambda entry: entry.msgid == LAST)(foreign.path(made))
    run(made, "build")
    assert foreign.files(made) == files
    run(made, "sync")
    assert made.units(ARTICLE)[LAST].state is State.EMPTY
    assert target in {u.target for u in made.catalogue(ARTICLE).units if not u.active}
    run(made, "build")
    assert foreign.files(made) == files
    steady(made, "sync", "build")


def test_emptied_in_both_places_it_is_gone(made: Repository) -> None:
    target = made.units(ARTICLE)[LAST].target
    foreign.emptied(lambda entry: entry.msgid == LAST)(foreign.path(made))
    made.write(FILE, made.read(FILE).replace(f"\n{target}\n", ""))
    run(made, "sync")
    assert made.units(ARTICLE)[LAST].state is State.EMPTY
    assert target in {u.target for u in made.catalogue(ARTICLE).units if not u.active}
    run(made, "build")
    steady(made, "sync", "build")


def test_an_emptied_draft_is_gone(made: Repository) -> None:
    foreign.emptied(lambda entry: entry.msgid == NOBODY)(foreign.path(made))
    said = run(made, "sync")
    assert "emptied" not in said
    assert made.units(ARTICLE)[NOBODY].state is State.EMPTY


# ── Previous texts, overrides ───────────────────────────────────────────────────────────────


def test_the_previous_text_of_a_confirmed_unit_counts_for_nothing_later(made: Repository) -> None:
    """Lokalize takes the flag away and leaves `#|`."""
    foreign.rewrite(made, CN, lambda u: foreign.confirmed_state(u) if u.source == STALE else u)
    assert made.read("locales/zh_CN/LC_MESSAGES/原文/cache.po").count("#|") == 2
    run(made, "sync")
    foreign.rewrite(made, CN, lambda u: u.doubted() if u.source == STALE else u)
    run(made, "sync")
    assert standing(made.units(ARTICLE)[STALE]) is Standing.DOUBTFUL


def test_a_stale_unit_stays_stale_without_its_previous_text(made: Repository) -> None:
    before = made.transpipe("check").out
    foreign.rewrite(made, CN, lambda u: replace(u, previous=None) if u.source == STALE else u)
    assert _others(made.transpipe("check").out) == _others(before)


def test_the_base_of_an_override_is_the_text_that_stands_beside_it(made: Repository) -> None:
    def beside() -> Unit:
        return made.units(ARTICLE, TW)[BACKUPS]

    old = made.units(ARTICLE)[BACKUPS].target
    foreign.rewrite(
        made, CN, lambda u: replace(u, target="备份都要试过。") if u.source == BACKUPS else u
    )
    run(made, "sync")
    unit = beside()
    assert (unit.state, unit.parent) == (State.FUZZY, old)
    assert unit.origin is not None
    assert unit.origin.base == digest(old)
    steady(made, "sync", "convert")
    foreign.rewrite(made, TW, lambda u: foreign.confirmed_state(u) if u.source == BACKUPS else u)
    run(made, "sync")
    unit = beside()
    assert (unit.state, unit.parent) == (State.TRANSLATED, "备份都要试过。")
    assert unit.origin is not None
    assert unit.origin.base == digest("备份都要试过。")
    steady(made, "sync", "convert")


# ── Damage ──────────────────────────────────────────────────────────────────────────────────


def test_a_cut_off_file_that_nobody_remembers_is_refused(made: Repository) -> None:
    shutil.rmtree(made.root / ".transpipe")
    shutil.rmtree(made.root / ".git")
    path = foreign.path(made)
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("\n#~ ")], "utf-8")
    before = made.state()
    ran = made.transpipe("sync")
    assert ran.code == 4
    assert "transpipe align" in ran.out + ran.err
    assert made.state() == before


@pytest.mark.parametrize("text", ["", 'msgid ""\nmsgstr "Language: zh_CN\\n"\n'])
def test_a_file_without_entries_is_refused(made: Repository, text: str) -> None:
    """It cannot be told from one that was cut off; git has it as it was."""
    foreign.path(made).write_text(text, "utf-8")
    before = made.state()
    for command in ("sync", "build", "check"):
        run(made, command, code=4)
    assert made.state() == before


@pytest.mark.parametrize("layout", Layout)
def test_the_layout_that_nobody_remembers_is_seen_from_the_file(
    copy: Callable[[Layout], Repository], layout: Layout
) -> None:
    made = copy(layout)
    shutil.rmtree(made.root / ".transpipe")
    shutil.rmtree(made.root / ".git")
    files = foreign.files(made)
    foreign.without('"X-Transpipe')(foreign.path(made))
    run(made, "build")
    run(made, "sync")
    run(made, "build")
    assert foreign.files(made) == files
    assert made.catalogue(ARTICLE).layout is layout


def test_an_addition_is_reason_enough_for_a_layout_of_its_own(
    copy: Callable[[Layout], Repository],
) -> None:
    made = copy(Layout.PARENT)
    shutil.rmtree(made.root / ".transpipe")
    shutil.rmtree(made.root / ".git")
    foreign.without('"X-Transpipe')(foreign.path(made))
    made.write(FILE, made.read(FILE) + "\n（译注：完。〖丁丁丁〗）\n")
    files = foreign.files(made)
    for command in ("build", "sync", "build"):
        run(made, command)
    assert foreign.files(made)[FILE] == files[FILE]
    assert made.catalogue(ARTICLE).layout is Layout.OWN


# ── Other ways in ───────────────────────────────────────────────────────────────────────────


@needs_gettext
@pytest.mark.parametrize("name", KINDS)
def test_what_a_tool_left_out_on_one_branch_is_no_change_of_it(made: Repository, name: str) -> None:
    """The merge driver has git's base."""
    base, ours, theirs = (made.root / side for side in ("base.po", "ours.po", "theirs.po"))
    for side in (base, ours, theirs):
        side.write_bytes(foreign.path(made).read_bytes())
    LOSSES[name](theirs)
    foreign.header(X_Generator="a service")(theirs)
    foreign.edited(lambda text: text.replace("说再见", "道别"))(ours)
    wanted = po.parse(ours.read_text("utf-8"))
    run(made, "git", "merge-driver", base.name, ours.name, theirs.name, "cache.po")
    merged = po.parse(ours.read_text("utf-8"))
    assert merged.units == wanted.units
    assert merged.layout is wanted.layout


@needs_gettext
def test_a_renamed_article_takes_along_what_a_tool_left_out(made: Repository) -> None:
    wanted = made.catalogue(ARTICLE).active()
    overridden = made.units(ARTICLE, TW)[BACKUPS].target
    for locale in (CN, TW):
        LOSSES["no comments"](foreign.path(made, locale))
    for path in (ARTICLE, FILE):
        made.write(path.replace("cache", "caches"), made.read(path))
        (made.root / path).unlink()
    run(made, "sync")
    renamed = ARTICLE.replace("cache", "caches")
    after = made.catalogue(renamed).active()
    assert [(u.target, u.state) for u in after] == [(u.target, u.state) for u in wanted]
    run(made, "convert")
    derived = made.units(renamed, TW)
    assert derived[BACKUPS].target == overridden
    assert sum(u.owner is Owner.PERSON for u in derived.values()) == 1


@pytest.mark.parametrize("kept", [True, False])
def test_derived_words_without_a_mark_are_derived_all_the_same(
    made: Repository, *, kept: bool
) -> None:
    """Where nobody remembers anything: words that conversion gives are no override."""
    if not kept:
        shutil.rmtree(made.root / ".transpipe")
        shutil.rmtree(made.root / ".git")
    foreign.without("# ")(foreign.path(made, TW))
    run(made, "sync")
    units = made.units(ARTICLE, TW)
    assert sum(u.owner is Owner.PERSON for u in units.values()) == 1
    assert units[BACKUPS].owner is Owner.PERSON


# ── Quiet beside other tools ────────────────────────────────────────────────────────────────


@needs_gettext
@pytest.mark.parametrize("name", SAVES)
def test_how_another_tool_writes_makes_us_write_nothing(made: Repository, name: str) -> None:
    for locale in (CN, TW):
        SAVES[name](foreign.path(made, locale))
    steady(made, "sync", "convert", "build")


@needs_gettext
@pytest.mark.parametrize("option", ["--escape", "--indent"])
def test_words_written_as_codes_are_words(made: Repository, option: str) -> None:
    files = foreign.files(made)
    for locale in (CN, TW):
        foreign.gettext("msgcat", option)(foreign.path(made, locale))
    steady(made, "sync", "convert", "build")
    assert foreign.files(made) == files


@needs_gettext
def test_what_we_write_keeps_the_fields_of_others(made: Repository) -> None:
    path = foreign.path(made)
    SAVES["more fields"](path)
    SAVES["wrapped at 40"](path)
    made.write(ARTICLE, made.read(ARTICLE) + "\nOne paragraph more.\n")
    run(made, "sync")
    text = path.read_text("utf-8")
    assert '"X-Generator: Poedit 3.4\\n"' in text
    assert '"PO-Revision-Date' in text
    assert f'msgid "{LAST}"' in text


def test_the_seal_is_of_our_own_fields(made: Repository) -> None:
    catalogue = made.catalogue(ARTICLE)
    other = replace(catalogue, headers=(*catalogue.headers, ("X-Generator", "Poedit")))
    seals = {re.search("Seal: (\\w+)", po.render(c))[1] for c in (catalogue, other)}  # type: ignore[index]
    assert len(seals) == 1


def test_an_old_seal_alone_is_no_reason_to_write(made: Repository) -> None:
    foreign.edited(lambda text: re.sub("Seal: \\w+", "Seal: 3d5b7606f9cd", text))(
        foreign.path(made)
    )
    steady(made, "sync", "build")


def test_a_compiled_catalogue_is_ignored_by_git(made: Repository) -> None:
    made.write("locales/zh_CN/LC_MESSAGES/原文/cache.mo", b"\xde\x12\x04\x95")
    assert made.status() == []


# ── Reading ─────────────────────────────────────────────────────────────────────────────────

HEADER = 'msgid ""\nmsgstr "Language: zh_CN\\n"\n\n'


@pytest.mark.parametrize(
    ("lines", "flags"),
    [
        ("#, fuzzy", ()),
        ("#,fuzzy", ()),
        ("#= fuzzy", ()),
        ("#= no-wrap\n#, fuzzy", ("no-wrap",)),
        ("#, fuzzy\n#, no-wrap", ("no-wrap",)),
        ("#= fuzzy, no-wrap\n#, no-wrap", ("no-wrap",)),
    ],
)
def test_flags_are_the_union_of_their_lines(lines: str, flags: tuple[str, ...]) -> None:
    unit = po.parse(f'{HEADER}{lines}\nmsgid "a"\nmsgstr "甲"\n').units[0]
    assert (unit.state, unit.flags) == (State.FUZZY, flags)
    text = po.render(po.parse(f'{HEADER}{lines}\nmsgid "a"\nmsgstr "甲"\n'))
    assert text.count("#,") == 1
    assert "#=" not in text


@pytest.mark.parametrize("lines", ["#= fuzzy, no-wrap", "#, no-wrap\n#, fuzzy"])
def test_flags_that_gettext_reads_otherwise_are_written_on_one_line(
    made: Repository, lines: str
) -> None:
    foreign.edited(lambda text: text.replace("#, fuzzy", lines, 1))(foreign.path(made))
    run(made, "sync")
    assert "#, fuzzy, no-wrap\n" in foreign.path(made).read_text("utf-8")
    steady(made, "sync")


@pytest.mark.parametrize("flags", ["#, fuzzy\n#, no-wrap\n", "#, fuzzy\n#= no-wrap\n"])
def test_flags_on_two_lines_are_named(made: Repository, flags: str) -> None:
    path = str(foreign.path(made).relative_to(made.root))
    old = f'msgid "{LAST}"'
    text = made.read(path)
    made.write(path, text.replace(old, flags + old))
    line = text[: text.index(old)].count("\n") + 2
    assert f"{path}:{line}: warning two-flag-lines" in made.transpipe("check").out
    run(made, "sync")
    assert "two-flag-lines" not in made.transpipe("check").out
    assert made.units(ARTICLE)[LAST].state is State.FUZZY


def test_a_note_without_a_blank_is_a_note() -> None:
    assert po.parse(f'{HEADER}#TODO\nmsgid "a"\nmsgstr "甲"\n').units[0].notes == ("TODO",)


def test_the_previous_text_in_a_comment_is_the_previous_text() -> None:
    """As Babel writes it."""
    text = f'{HEADER}# | msgid ""\n# | "old "\n# | "text"\n#, fuzzy\nmsgid "a"\nmsgstr "甲"\n'
    unit = po.parse(text).units[0]
    assert (unit.previous, unit.notes) == ("old text", ())


@pytest.mark.parametrize("context", ['msgctxt "transpipe"\n', ""])
def test_a_live_end_is_the_end(context: str) -> None:
    catalogue = po.parse(HEADER + 'msgid "a"\nmsgstr "甲"\n')
    text = po.render(catalogue)
    cut = text[: text.index("\n#~ ")]
    live = f'{cut}\n{context}msgid "(end of the catalogue)"\nmsgstr "(end)"\n'
    assert po.parse(live).units == catalogue.units


def test_a_catalogue_of_ours_is_not_read_without_its_end_whatever_its_header_says() -> None:
    text = po.render(po.parse(HEADER + 'msgid "a"\nmsgstr "甲"\n'))
    cut = text[: text.index("\n#~ ")]
    for field in ("", '"X-Generator: Poedit 3.4\\n"\n'):
        with pytest.raises(CatalogueDamaged, match="cut off"):
            po.parse(cut.replace('"X-Transpipe: 1', f'{field}"X-Transpipe: 1'))


# ── Figures ─────────────────────────────────────────────────────────────────────────────────


@needs_gettext
def test_some_figures(data: Path) -> None:
    rows = figures(data, saves=8, mishaps=2)
    assert [row for row in rows if not row[3]] == []


@needs_gettext
@pytest.mark.long
def test_every_figure(data: Path) -> None:
    assert [row for row in figures(data) if not row[3]] == []


@pytest.mark.parametrize("doubtful", [True, False])
@needs_gettext
def test_what_left_the_source_in_doubt_is_put_back_alone(tmp_path: Path, doubtful: bool) -> None:
    """`msgattrib --no-fuzzy` takes nothing else; a person may take an obsolete text away."""
    english = f"# Caches\n\n{REPLICA}\n\n{LAST}\n"
    files = {"原文/a.md": english, "译文/a.md": "# 缓存\n\n先询问最近的副本。\n\n再见了。\n"}
    made = adopted(tmp_path / "work", files, ("原文/a.md",))
    path = Workspace.catalogue_path("原文/a.md", CN)
    if doubtful:
        unit = made.units("原文/a.md")[REPLICA]
        said = po.render(
            replace(
                made.catalogue("原文/a.md"),
                units=tuple(
                    u.doubted() if u.id == unit.id else u for u in made.catalogue("原文/a.md").units
                ),
            )
        )
        made.write(path, said)
    made.write("原文/a.md", english.replace(f"{REPLICA}\n\n", ""))
    run(made, "sync")
    run(made, "build")
    wanted = made.catalogue("原文/a.md")
    assert [u.source for u in wanted.units if not u.active] == [REPLICA]
    if doubtful:
        foreign.gettext("msgattrib", "--no-fuzzy")(made.root / path)
    else:
        made.write(path, po.render(replace(wanted, units=wanted.active())))
    assert REPLICA not in made.read(path)
    run(made, "sync")
    assert (made.catalogue("原文/a.md").units == wanted.units) is doubtful
    steady(made, "sync", "build")


@pytest.mark.parametrize("options", [("--clear-fuzzy",), ("--clear-fuzzy", "--clear-previous")])
@needs_gettext
def test_flags_that_a_tool_cleared_are_put_back(made: Repository, options: tuple[str, ...]) -> None:
    """A PO editor takes along the text that stale words were made for: that confirms."""
    wanted = made.catalogue(ARTICLE)
    foreign.gettext("msgattrib", *options)(foreign.path(made))
    said = run(made, "sync")
    same = made.catalogue(ARTICLE).units == wanted.units
    assert same is ("restored" in said) is (len(options) == 1)
    steady(made, "sync", "build")


@needs_gettext
def test_a_few_cleared_flags_confirm(made: Repository) -> None:
    stale = [u for u in made.catalogue(ARTICLE).active() if u.fuzzy and u.previous][:1]
    foreign.rewrite(made, CN, lambda u: replace(u, state=State.TRANSLATED) if u in stale else u)
    run(made, "sync")
    assert [made.units(ARTICLE)[unit.source].confirmed for unit in stale] == [True]
