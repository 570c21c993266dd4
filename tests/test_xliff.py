"""An article to a translators' tool and back: XLIFF 1.2 and 2.0."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repository import Repository, small
from tests.test_memory_exchange import HARMFUL
from transpipe.draft.returned import returned
from transpipe.draft.xliff import write
from transpipe.draft.xliff_reader import read
from transpipe.model import Catalogue, Exchanged, Locale, Maker, Origin, Owner, State, Unit, Xliff

FORMS = list(Xliff)
SAYABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t\r"), min_size=1
).filter(lambda text: "\ufffe" not in text and "\uffff" not in text)


def unit(source: str, target: str, kind: str) -> Unit:
    """A unit as it may stand in a catalogue."""
    made = Unit(source, target, State.FUZZY)
    match kind:
        case "empty":
            return Unit(source)
        case "confirmed":
            return replace(made, state=State.TRANSLATED)
        case "reviewed":
            return replace(made, state=State.TRANSLATED).reviewed("Li")
        case "stale":
            return replace(made, previous=source + " once")
        case "draft":
            return made.marked(Origin(Maker.MT, "x"))
    return made


KINDS = ["empty", "confirmed", "reviewed", "doubtful", "stale", "draft"]
UNITS = st.lists(
    st.builds(unit, SAYABLE, SAYABLE, st.sampled_from(KINDS)), unique_by=lambda each: each.source
)


EDITION = '原文/a b & "c".md', "zh-CN"


def catalogue(units: list[Unit]) -> Catalogue:
    return Catalogue(EDITION[0], Locale.ZH_CN, tuple(units))


@pytest.mark.first(1)
@pytest.mark.parametrize("form", FORMS)
@given(UNITS)
@settings(max_examples=20)
def test_what_goes_out_and_comes_back_changes_nothing(form: Xliff, some: list[Unit]) -> None:
    found = read(write(catalogue(some), form))
    assert list(found) == [EDITION]
    (back,) = found.values()
    assert [(u.name, u.source, u.target) for u in back] == [
        (u.key, u.source, u.target) for u in some
    ]
    assert [other.approved for other in back] == [each.confirmed for each in some]
    assert [other.machine for other in back] == [each.owner is Owner.MACHINE for each in some]
    assert [returned(each, other) for each, other in zip(some, back, strict=True)] == some


@pytest.mark.parametrize("form", FORMS)
def test_other_tools_read_the_states_that_are_meant(form: Xliff) -> None:
    name = "xliff" if form is Xliff.V1 else "xliff2"
    storage = pytest.importorskip(f"translate.storage.{name}")
    made = [unit(f"Kind `{kind}` & <b>.", f"种类 `{kind}` & <b>。", kind) for kind in KINDS]
    gone = Unit("Gone.", "没了。", State.OBSOLETE)
    file = storage.xlifffile if form is Xliff.V1 else storage.Xliff2File
    store = file.parsestring(write(catalogue([*made, gone]), form).encode())
    units = [each for each in store.units if not each.isheader()]
    assert [(str(u.source), str(u.target or "")) for u in units] == [
        (u.source, u.target) for u in made
    ]
    assert [each.isfuzzy() for each in units] == [u.state is State.FUZZY for u in made]
    assert [bool(each.istranslated()) for each in units] == [u.confirmed for u in made]
    assert {u.xmlelement.get("approved") for u in units} == (
        {"yes", "no"} if form is Xliff.V1 else {None}
    )


@pytest.mark.parametrize("form", FORMS)
def test_what_another_tool_has_written_is_taken(form: Xliff) -> None:
    name = "xliff" if form is Xliff.V1 else "xliff2"
    storage = pytest.importorskip(f"translate.storage.{name}")
    made = [unit(f"Kind {kind}.", f"种类 {kind}。", kind) for kind in KINDS]
    file = storage.xlifffile if form is Xliff.V1 else storage.Xliff2File
    store = file.parsestring(write(catalogue(made), form).encode())
    for theirs in (each for each in store.units if not each.isheader()):
        theirs.target = f"{theirs.source} 新。"
        theirs.markfuzzy(False)
    (back,) = read(bytes(store).decode()).values()
    found = [returned(each, other) for each, other in zip(made, back, strict=True)]
    assert [each.target for each in found] == [f"{each.source} 新。" for each in made]
    assert all(each.confirmed and each.conflict is None for each in found)


@pytest.mark.parametrize("form", FORMS)
def test_the_source_of_before_stands_beside_what_is_stale(form: Xliff) -> None:
    text = write(catalogue([unit("Now.", "旧。", "stale")]), form)
    around = "alt-trans" if form is Xliff.V1 else "mtc:match "
    assert re.search(rf"<{around}[^>]*><source>Now. once</source>\s*<target>旧。</target>", text)
    assert len(read(text)[EDITION]) == 1


WAYS = {  # what we say now, what went out, what comes back: what stands then
    "an empty unit is filled": ("empty", "", "茶。", True, ("茶。", True, "")),
    "what nobody approved waits": ("empty", "", "茶。", False, ("茶。", False, "")),
    "newer words of the tool": ("confirmed", "甲。", "茶。", True, ("茶。", True, "")),
    "a draft is replaced": ("draft", "甲。", "茶。", True, ("茶。", True, "")),
    "a draft is approved as it is": ("draft", "甲。", "甲。", True, ("甲。", True, "")),
    "what is empty there takes nothing away": ("confirmed", "甲。", "", True, ("甲。", True, "")),
    "the source is no translation": ("empty", "", "Tea.", True, ("", False, "")),
    "a confirmed one is doubted there": ("confirmed", "甲。", "甲。", False, ("甲。", False, "")),
    "both have changed it": ("confirmed", "乙。", "茶。", True, ("甲。", False, "茶。")),
    "only we have": ("confirmed", "乙。", "乙。", True, ("甲。", True, "")),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_is_newer_wins_and_nobody_is_replaced(
    way: tuple[str, str, str, bool, tuple[str, bool, str]],
) -> None:
    kind, sent, target, approved, (text, confirmed, other) = way
    mine = unit("Tea.", "甲。", kind)
    went = replace(mine, target=sent) if sent != mine.target else mine
    (out,) = read(write(catalogue([went]), Xliff.V1)).values()
    found = returned(mine, replace(out[0], target=target, approved=approved, machine=False))
    said = (found.target, found.confirmed, found.conflict.text if found.conflict else "")
    assert said == (text, confirmed, other)


def test_without_what_went_out_no_words_of_a_person_are_replaced() -> None:
    mine = unit("Tea.", "甲。", "confirmed")
    found = returned(mine, Exchanged(mine.key, "Tea.", "茶。", approved=True))
    assert (found.target, found.conflict and found.conflict.text) == ("甲。", "茶。")
    drafted = Exchanged(mine.key, "Tea.", "茶。", machine=True)
    assert returned(mine, drafted) == mine
    assert returned(unit("Tea.", "", "empty"), drafted).owner is Owner.MACHINE


def test_what_contradicts_itself_is_not_approved() -> None:
    text = write(catalogue([unit("Tea.", "茶。", "confirmed")]), Xliff.V1)
    for old, new in (('approved="yes"', 'approved="no"'), ('"translated"', '"needs-l10n"')):
        ((back,),) = read(text.replace(old, new)).values()
        assert not back.approved


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL)
def test_what_could_do_harm_is_refused_at_once(text: str) -> None:
    start = process_time()
    with pytest.raises(ValueError, match=r"\S"):
        read(text)
    assert process_time() - start < 3


# ── The command ─────────────────────────────────────────────────────────────────────────────────

TEXT = "# Tea\n\nWarm the cup.\n\nPour the tea.\n"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    repository = small(tmp_path, {"原文/a.md": TEXT})
    repository.steps("init", "sync")
    repository.translate("原文/a.md", {"Warm the cup.": "温杯。"})
    return repository


@pytest.mark.first(1)
@pytest.mark.parametrize("form", FORMS)
def test_an_article_goes_out_and_comes_back(made: Repository, form: Xliff) -> None:
    out = made.transpipe("tm", "export", "原文/a.md", "--xliff", form.value).out
    made.write("a.xlf", out)
    before = made.read("locales/zh_CN/LC_MESSAGES/原文/a.po")
    made.steps("tm import a.xlf")
    assert made.read("locales/zh_CN/LC_MESSAGES/原文/a.po") == before
    filled = re.sub(r"(<source>Pour the tea.</source>)", r"\1<target>倒茶。</target>", out)
    place = filled.index("Pour the tea.")
    start = filled.rindex("<trans-unit" if form is Xliff.V1 else "<segment", 0, place)
    old = 'approved="no"' if form is Xliff.V1 else 'state="initial"'
    new = 'approved="yes"' if form is Xliff.V1 else 'state="final"'
    filled = filled[:start] + filled[start:].replace(old, new, 1)
    made.write("a.xlf", filled)
    assert made.transpipe("tm", "import", "a.xlf", "--dry-run").code == 0
    assert made.read("locales/zh_CN/LC_MESSAGES/原文/a.po") == before
    made.steps("tm import a.xlf")
    assert made.units("原文/a.md")["Pour the tea."].confirmed
    assert made.units("原文/a.md")["Pour the tea."].target == "倒茶。"
    assert made.units("原文/a.md")["Warm the cup."].target == "温杯。"
    made.write("a.xlf", out.replace("温杯。", "暖杯。"))
    made.steps("tm import a.xlf", "build")
    assert "暖杯。" in made.read("译文/a.md")
    made.translate("原文/a.md", {"Warm the cup.": "烫杯。"})
    ran = made.transpipe("tm", "import", "a.xlf")
    assert "1 unit was changed here and there" in ran.out + ran.err
    mine = made.units("原文/a.md")["Warm the cup."]
    assert (mine.target, mine.conflict and mine.conflict.text) == ("烫杯。", "暖杯。")


def test_a_text_that_has_changed_since_stays_out_and_is_told(made: Repository) -> None:
    out = made.transpipe("tm", "export", "原文/a.md", "--xliff", "1.2").out
    made.write("a.xlf", out.replace("温杯。", "暖杯。"))
    made.write("原文/a.md", TEXT.replace("Warm the cup.", "Warm the cup first."))
    ran = made.transpipe("tm", "import", "a.xlf")
    assert "1 unit has another source" in ran.out + ran.err
    assert made.units("原文/a.md")["Warm the cup first."].target == "温杯。"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.xlf", "<xliff>"),
        ("x.xlf", "<tmx/>"),
        ("x.xliff", '<xliff><file original="原文/none.md"/></xliff>'),
    ],
)
def test_what_cannot_be_taken_back_is_one_line(made: Repository, name: str, text: str) -> None:
    made.write(name, text)
    ran = made.transpipe("tm", "import", name)
    assert ran.code == 2
    assert name in ran.err
    assert len(ran.err.strip().splitlines()) == 1


@pytest.mark.parametrize("wish", [["--xliff", "1.2"], ["原文/a.md"], ["x", "--xliff", "1.2"]])
def test_what_is_no_wish_is_refused(made: Repository, wish: list[str]) -> None:
    assert made.transpipe("tm", "export", *wish).code == 2


# ── Derived locales ─────────────────────────────────────────────────────────────────────────────

TW = "locales/zh_TW/LC_MESSAGES/原文/a.po"


@pytest.fixture
def derived(made: Repository) -> Repository:
    """An article with words in zh_CN, and an override of one of them in zh_TW."""
    made.translate("原文/a.md", {"Tea": "茶", "Pour the tea.": "把软件倒进茶里。"})
    made.steps("build", "convert --add zh_TW")
    return made


def sent_out(repository: Repository, form: Xliff = Xliff.V1) -> str:
    ran = repository.transpipe(
        "tm", "export", "原文/a.md", "--xliff", form.value, "--locale", "zh_TW"
    )
    assert ran.code == 0, ran.err
    return ran.out


def approved(text: str, old: str, new: str) -> str:
    """A document in which a translator has replaced a target, and stands by it."""
    at = text.index(f">{old}<")
    start = max(text.rfind(tag, 0, at) for tag in ("<trans-unit", "<segment"))
    unit = text[start : at + len(old) + 1].replace(f">{old}", f">{new}")
    unit = unit.replace('approved="no"', 'approved="yes"').replace('state="initial"', "")
    unit = unit.replace("<segment", '<segment state="final"')
    unit = unit.replace('"needs-review-translation"', '"final"')
    return text[:start] + unit + text[at + len(old) + 1 :]


@pytest.mark.first(1)
@pytest.mark.parametrize("form", FORMS)
def test_a_derived_article_goes_out_and_comes_back_as_overrides(
    derived: Repository, form: Xliff
) -> None:
    before = derived.read(TW)
    authored = derived.read("locales/zh_CN/LC_MESSAGES/原文/a.po")
    out = sent_out(derived, form)
    derived.write("a.xlf", out)
    derived.steps("tm import a.xlf")
    assert derived.read(TW) == before
    derived.write("a.xlf", approved(out, "把軟體倒進茶裡。", "把軟體倒入茶中。"))
    derived.steps("tm import a.xlf", "run")
    units = derived.units("原文/a.md", Locale.ZH_TW)
    mine = units["Pour the tea."]
    assert (mine.target, mine.confirmed) == ("把軟體倒入茶中。", True)
    assert (mine.parent, units["Tea"].owner) == ("把软件倒进茶里。", Owner.DERIVED)
    assert "把軟體倒入茶中。" in derived.read("译文/zh_TW/a.md")
    assert derived.read("locales/zh_CN/LC_MESSAGES/原文/a.po") == authored
    derived.translate("原文/a.md", {"Pour the tea.": "把软件放进茶里。"})
    derived.steps("run")
    after = derived.units("原文/a.md", Locale.ZH_TW)["Pour the tea."]
    assert (after.target, after.state) == ("把軟體倒入茶中。", State.FUZZY)


def test_an_override_beside_words_that_have_changed_since_waits(derived: Repository) -> None:
    out = sent_out(derived)
    derived.translate("原文/a.md", {"Pour the tea.": "把软件放进茶里。"})
    derived.write("a.xlf", approved(out, "把軟體倒進茶裡。", "把軟體倒入茶中。"))
    derived.steps("tm import a.xlf", "run")
    found = derived.units("原文/a.md", Locale.ZH_TW)["Pour the tea."]
    assert (found.target, found.state) == ("把軟體倒入茶中。", State.FUZZY)


@pytest.mark.more
def test_what_only_looked_right_stays_derived(derived: Repository) -> None:
    before = derived.read(TW)
    derived.write("a.xlf", approved(sent_out(derived), "茶", "茶"))
    derived.steps("tm import a.xlf", "run")
    assert derived.read(TW) == before


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-HK", "zh_HK is no locale"), ("de", "de is no Chinese"), ("zh-Hant-TW", "")],
)
def test_the_language_of_a_file_says_where_it_goes(
    derived: Repository, language: str, said: str
) -> None:
    out = sent_out(derived).replace('target-language="zh-TW"', f'target-language="{language}"')
    derived.write("a.xlf", out)
    ran = derived.transpipe("tm", "import", "a.xlf")
    assert (ran.code, said in ran.err) == (2 if said else 0, True)
    assert len(ran.err.strip().splitlines()) == bool(said)


@pytest.mark.more
def test_a_locale_without_a_catalogue_is_one_line(derived: Repository) -> None:
    (derived.root / TW).unlink()
    ran = derived.transpipe("tm", "export", "原文/a.md", "--xliff", "1.2", "--locale", "zh_TW")
    assert (ran.code, "transpipe convert" in ran.err, ran.err.count("\n")) == (2, True, 1)
    ran = derived.transpipe("tm", "export", "--locale", "zh_TW")
    assert ran.code == 2
