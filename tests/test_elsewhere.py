"""English that lies elsewhere: read where it is, never written to, and followed as ever."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.elsewhere import ENGLISH, LOCAL, NAMES, WORLDS, World
from tests.layouts import article
from tests.repository import Repository, small
from transpipe import wiring
from transpipe.errors import BadArgument
from transpipe.model import State
from transpipe.repository import Workspace

pytestmark = pytest.mark.first(1)

COMMANDS = ("init", "align", "sync", "check", "status", "build", "run", "pages")


@pytest.fixture(params=WORLDS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    """One of them, not adopted yet."""
    made: Callable[[Path], World] = WORLDS[request.param]
    return made(tmp_path)


def first(name: str) -> str:
    """The first sentence of an article."""
    return article(name, "en", NAMES.index(name) + 1).split("\n\n")[1].strip()


def others(world: World) -> dict[str, object]:
    """All files of the English, and what git says there."""
    files = {
        path: told
        for path, told in world.english.state().items()
        if not (world.english.root / path).is_relative_to(world.work.root)
        or world.english.root.is_relative_to(world.work.root)
    }
    return {**files, "git": world.english.git("status", "--porcelain")}


def test_adoption_is_quiet(world: World) -> None:
    world.begin()
    before = others(world)
    world.work.steps("init", "align", "build")
    assert {path.split("/")[0] for path in world.work.status()} <= {".gitattributes", "locales"}
    for name in NAMES[:-1]:
        assert all(unit.target for unit in world.work.units(world.seen(name)).values())
    world.work.steps("sync")
    assert {unit.target for unit in world.work.units(world.seen(NAMES[-1])).values()} == {""}
    world.work.commit()
    for command in COMMANDS:
        ran = world.work.transpipe(command)
        assert ran.code == 0, (command, ran.out + ran.err)
        assert not world.work.status(), command
    assert others(world) == before


def test_an_edit_there_makes_words_stale_here(world: World) -> None:
    world.adopt()
    old = first("pumps")
    world.change("pumps", old, old.replace(".", ", and only then."))
    said = world.work.transpipe("status").out
    assert "1 commit" in said
    world.work.steps("sync", "build")
    unit = world.work.units(world.seen("pumps"))[old.replace(".", ", and only then.")]
    assert (unit.state, unit.previous) == (State.FUZZY, old)
    assert unit.target in world.work.read(world.target("pumps"))
    review = world.work.transpipe("review", "--base", "HEAD").out
    assert "{+, and only then+}" in review
    world.work.commit()
    world.work.steps("sync", "build", "run")
    assert not world.work.status()


def test_a_file_that_is_renamed_there_keeps_its_words(world: World) -> None:
    world.adopt()
    words = {unit.source: unit.target for unit in world.work.units(world.seen("tanks")).values()}
    world.english.git("mv", "docs/tanks.md", "docs/basins.md")
    world.commit()
    ran = world.work.transpipe("sync")
    assert "goes on with the catalogue of" in ran.out + ran.err
    now = world.work.units(world.seen("basins"))
    assert {source: unit.target for source, unit in now.items()} == words
    world.work.steps("build", "sync")
    assert world.work.read(world.target("tanks")) == article("tanks", "zh", 2)
    world.work.commit()
    world.work.steps("sync", "build")
    assert not world.work.status()


def test_history_that_was_written_anew(world: World) -> None:
    """What was recorded of it is gone; the texts of the units tell what is stale."""
    world.adopt()
    old = first("valves")
    world.english.write("docs/valves.md", world.english.read("docs/valves.md").replace(old, "New."))
    branch = world.english.git("branch", "--show-current").strip() or "main"
    world.english.git("checkout", "--quiet", "--orphan", "anew")
    world.english.commit()
    world.english.git("branch", "--force", branch, "anew")
    world.english.git("checkout", "--quiet", branch)
    world.english.git("branch", "--delete", "--force", "anew")
    world.commit()
    before = {unit.target for unit in world.work.units(world.seen("valves")).values()}
    world.work.steps("status", "sync", "build", "status", "check")
    after = world.work.catalogue(world.seen("valves"))
    assert before <= {unit.target for unit in after.units}
    assert world.work.read(world.target("valves")).count("\n\n") >= 2


def test_the_revision_it_was_made_from(world: World) -> None:
    made_from = world.english.git("rev-parse", "HEAD").strip()
    world.change("pumps", first("pumps"), "It never starts by itself at night, whatever is said.")
    world.change("pumps", ", part ", ", chapter ")
    world.begin()
    ran = world.work.transpipe("align", "--base", "auto")
    assert ran.code == 0, ran.err
    assert f"made from the English of {made_from[:10]}" in ran.out + ran.err
    assert "1 commit" in world.work.transpipe("status").out


def test_a_revision_that_is_named(world: World) -> None:
    """A commit, or whatever names one there."""
    made_from = world.english.git("rev-parse", "HEAD").strip()
    for name in ("pumps", "tanks"):
        world.change(name, ", part ", ", chapter ")
    world.begin()
    for name, wanted in (("pumps", made_from), ("tanks", made_from[:12])):
        ran = world.work.transpipe("align", name, "--base", wanted)
        assert f"made from the English of {made_from[:10]}" in ran.out + ran.err
    ran = world.work.transpipe("align", "valves", "--base", "0" * 40)
    assert ran.code == 2
    assert "has no English text" in ran.err


def test_names_of_an_article(world: World) -> None:
    world.adopt()
    names = [world.seen("pumps"), world.target("pumps"), "docs/pumps.md", "pumps"]
    for name in names:
        assert world.seen("pumps") in world.work.transpipe("status", name).out, name


def test_nothing_is_written_there(world: World) -> None:
    """Whatever is typed and built, the English stays as it is, and so does its repository."""
    world.adopt()
    before = others(world)
    world.work.translate(world.seen("deep/pipes"), {first("deep/pipes"): "一句译文。"})
    world.work.steps("run", "build", "convert --add zh_TW", "run")
    assert "一句译文。" in world.work.read(world.target("deep/pipes"))
    world.work.steps("undo")
    assert others(world) == before


LINKS = "See [tanks](./tanks.md), [pipes](deep/pipes.md#top) and ![a](img/a.png)."
LINKS_ZH = "参见[水箱](./tanks.md)、[管道](deep/pipes.md#top)和 ![a](img/a.png)。"


def test_links_are_those_of_the_english(world: World) -> None:
    """Whether what they name is here too or not, it is called the same from both sides."""
    world.english.write("docs/pumps.md", world.english.read("docs/pumps.md") + f"\n{LINKS}\n")
    world.english.write("docs/img/a.png", b"png")
    world.commit()
    world.begin()
    world.work.write(world.target("pumps"), article("pumps", "zh", 1) + f"\n{LINKS_ZH}\n")
    world.work.steps("init", "align")
    assert world.work.units(world.seen("pumps"))[LINKS].target == LINKS_ZH
    world.work.steps("check", "sync", "build", "check")
    world.work.write(f"{world.targets}/img/a.png", b"png")
    world.work.commit()
    world.work.steps("check", "sync", "build", "build --relayout pumps", "check")
    assert world.work.units(world.seen("pumps"))[LINKS].target == LINKS_ZH
    assert LINKS_ZH in world.work.read(world.target("pumps"))


def test_links_follow_the_names_of_translations(tmp_path: Path) -> None:
    world = WORLDS["work_tree"](tmp_path)
    text = "# Pumps\n\nSee [tanks](./tanks.md#a), which hold water, and [none](valves.md).\n"
    world.english.write("docs/pumps.md", text)
    settings = f'[[pairs]]\nsource = {world.source}\ntarget = "译文/**/{{name}}-zh.md"\n'
    world.work.write("transpipe.toml", settings.replace("**/*.md", "**/{name}.md"))
    world.work.write("译文/tanks-zh.md", article("tanks", "zh", 2))
    world.work.steps("init", "align", "sync")
    words = "参见储水的[水箱](./tanks.md#a)和[没有](valves.md)。"
    world.work.translate(world.seen("pumps"), {text.split("\n")[2]: words})
    world.work.steps("run")
    built = world.work.read("译文/pumps-zh.md")
    assert "参见储水的[水箱](./tanks-zh.md#a)和[没有](valves.md)。" in built


@pytest.mark.parametrize("kind", ["work_tree", "ref"])
def test_links_out_of_the_tree_are_not_followed(kind: str, tmp_path: Path) -> None:
    world = WORLDS[kind](tmp_path)
    outside = tmp_path / "secret.md"
    outside.write_text("# Secret\n\nNobody should read this.\n", "utf-8")
    (world.english.root / "docs/link.md").symlink_to(outside)
    (world.english.root / "docs/folder").symlink_to(tmp_path)
    world.commit()
    world.adopt()
    world.work.steps("run")
    assert not [path for path in world.work.state() if "link" in path or "secret" in path]


def test_the_tree_around_this_one_shows_nothing_of_it(tmp_path: Path) -> None:
    world = WORLDS["around"](tmp_path)
    world.begin()
    files = mounted(world).files()
    assert "english/docs/pumps.md" in files
    assert "译文/pumps.md" in files
    assert not [path for path in files if "work/" in path]


def mounted(world: World) -> Workspace:
    """The workspace of a world, with its English."""
    workspace = Workspace(world.work.root)
    workspace.mount(wiring.history(workspace.root, workspace.config())[1])
    return workspace


def test_a_submodule_is_seen_once(tmp_path: Path) -> None:
    """Under the name it is given, and as it is meant: on disk, or as it was committed."""
    world = WORLDS["submodule"](tmp_path)
    world.english.write("docs/fresh.md", "# Fresh\n")
    for more, folder in ((', as = "book"', "book"), (', rev = "main"', "third_party/book")):
        replace(world, source=world.source.replace(" }", f"{more} }}")).begin()
        files = [path for path in mounted(world).files() if path.endswith("/docs/tanks.md")]
        assert files == [f"{folder}/docs/tanks.md"]
        fresh = mounted(world).exists(f"{folder}/docs/fresh.md")
        assert fresh is ("rev" not in more)
        assert f"{folder}/docs/pumps.md" in world.work.transpipe("status").out


@pytest.mark.parametrize("kind", ["in_place", "branch", "ref"])
def test_commits_of_translations_have_no_english(kind: str, tmp_path: Path) -> None:
    """Where both have one path, what a commit of ours says there is Chinese."""
    world = WORLDS[kind](tmp_path)
    world.begin()
    workspace = Workspace(world.work.root)
    history, _mounted = wiring.history(workspace.root, workspace.config())
    ours, theirs = (each.git("rev-parse", "HEAD").strip() for each in (world.work, world.english))
    path, text = world.seen("tanks"), ENGLISH["docs/tanks.md"].encode()
    asked = [(ours, path), (theirs, path), ("HEAD", path), ("MERGE_HEAD", path), ("main", path)]
    assert history.read(asked) == [None, text, text, None, text]
    assert [(r.commit, r.path) for r in history.revisions(path)] == [(theirs, path)]
    assert history.read([(ours, world.target("tanks")), (theirs, path)])[1] == text


def test_a_write_there_is_refused(tmp_path: Path) -> None:
    world = WORLDS["submodule"](tmp_path)
    world.begin()
    with pytest.raises(BadArgument, match="lies elsewhere"):
        mounted(world).write(world.seen("pumps"), "x\n")
    assert not world.english.git("status", "--porcelain")


# ── what the settings may get wrong ─────────────────────────────────────────────────────────

BAD = {
    '{ git = "../nowhere" }': (3, "there is no folder ../nowhere"),
    '{ git = "nowhere" }': (2, "neither a folder nor a remote"),
    '{ git = "orgin", rev = "main" }': (2, "did you mean origin?"),
    '{ git = "../upstream", rev = "mian" }': (3, "no revision mian (did you mean main?)"),
    '{ git = "origin", rev = "mian" }': (3, "git fetch origin"),
    '{ rev = "mian" }': (3, "no revision mian (did you mean main?)"),
    '{ rev = "-q" }': (3, "no revision -q"),
    '{ git = "docs", rev = "main" }': (2, "docs is neither a folder nor a remote"),
    '{ git = "./docs", rev = "main" }': (2, "part of this work tree"),
    '{ git = ".." }': (2, "no work tree of git"),
    '{ git = "." }': (2, "should have rev too"),
    '{ git = "https://example.org/book.git" }': (2, "nothing is fetched"),
    '{ git = "git@example.org:book.git" }': (2, "nothing is fetched"),
    '{ git = "" }': (2, "should name something"),
    '{ path = "docs/**" }': (2, "have git or rev"),
    '{ rev = "main", branch = "x" }': (2, "have git or rev"),
    '{ git = "../upstream", path = "../x/**" }': (2, "inside the repository"),
    '{ git = "../upstream", as = "../x" }': (2, "inside the repository"),
    '{ git = "../upstream", as = "docs" }': (2, "there is docs/ here too; as ="),
    '"../upstream/docs/**"': (2, "inside the repository"),
}


@pytest.mark.parametrize("source", BAD)
def test_bad_settings(source: str, tmp_path: Path) -> None:
    world = WORLDS["ref"](tmp_path)
    world.work.write("docs/here.md", "# Here\n")
    world.work.git("remote", "add", "origin", "../upstream")
    world.work.git("fetch", "--quiet", "origin")
    world.work.write("transpipe.toml", f'\n[[pairs]]\ntarget = "译文/**"\nsource = {source}\n')
    world.work.commit()
    code, said = BAD[source]
    ran = world.work.transpipe("status")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("transpipe: transpipe.toml:4: pairs.source") or ran.err.startswith(
        "transpipe.toml:4: pairs.source"
    ), ran.err
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert not world.work.status()


def test_two_trees_in_one_folder(tmp_path: Path) -> None:
    world = WORLDS["in_place"](tmp_path)
    pair = '[[pairs]]\nsource = {{ rev = "{rev}" }}\ntarget = "{rev}/**"\n'
    world.work.write("transpipe.toml", pair.format(rev="main") + pair.format(rev="zh"))
    ran = world.work.transpipe("status")
    assert ran.code == 2
    assert "transpipe.toml:5: pairs.source: two sources elsewhere" in ran.err


def test_a_submodule_that_is_not_checked_out(tmp_path: Path) -> None:
    world = WORLDS["submodule"](tmp_path)
    world.adopt()
    (tmp_path / "other").mkdir()
    world.work.git("clone", "--quiet", ".", "../other/work")
    clone = Repository(tmp_path / "other/work")
    for command in ("status", "sync", "build", "run"):
        ran = clone.transpipe(command)
        assert ran.code == 3
        assert "git submodule update --init third_party/book" in ran.err
    assert not clone.status()


@pytest.mark.parametrize("kind", ["ref", "remote", "in_place"])
def test_a_ref_that_is_gone_later(kind: str, tmp_path: Path) -> None:
    world = WORLDS[kind](tmp_path)
    world.adopt()
    before = world.work.state()
    if kind == "remote":
        world.work.git("remote", "remove", "upstream")
    else:
        world.english.git("branch", "--move", "main", "trunk")
    for command in ("status", "sync", "build", "run"):
        ran = world.work.transpipe(command)
        assert ran.code in (2, 3), ran
        assert "transpipe.toml:2: pairs.source:" in ran.err
    assert world.work.state() == before


def at(repository: Repository, year: int) -> Repository:
    """The same, where commits are of that year."""
    names = ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE")
    return replace(repository, environment=dict.fromkeys(names, f"{year}-01-01T00:00:00Z"))


@pytest.mark.parametrize("kind", ["work_tree", "in_place"])
def test_code_that_changed_there_is_told_of_in_a_new_clone(kind: str, tmp_path: Path) -> None:
    """No commit of ours says which code the English had; the time of the first one does."""
    world = WORLDS[kind](tmp_path)
    old = "\n```sh\n# how it starts\npump --slow\n```\n"
    world.english.write("docs/pumps.md", world.english.read("docs/pumps.md") + old)
    world.commit()
    world.begin()
    world.work.write(
        world.target("pumps"), article("pumps", "zh", 1) + old.replace("how it starts", "怎样启动")
    )
    world.work.steps("init", "align", "sync")
    at(world.work, 2021).commit()
    replace(world, english=at(world.english, 2022)).change("pumps", "--slow", "--fast")
    here = world.work.transpipe("check").out
    shutil.rmtree(world.work.root / ".transpipe")
    assert "{+fast+}" in here
    assert world.work.transpipe("check").out == here


@pytest.mark.more
def test_a_submodule_that_no_setting_names_is_reviewed_too(tmp_path: Path) -> None:
    """A commit has the files of its submodules; those that differ are named, and no others."""
    texts = {f"docs/{name}.md": f"# {name}\n\nWait for it now.\n" for name in ("tea", "cup")}
    book = small(tmp_path / "book", dict(texts))
    files = {f"译文/{name}.md": f"# {name} 茶\n\n现在等它。\n" for name in ("tea", "cup")}
    made = small(tmp_path / "work", {"transpipe.toml": 'source_dir = "book/docs"\n', **files})
    made.git(*LOCAL, "submodule", "--quiet", "add", str(book.root), "book")
    made.steps("align")
    made.confirm("book/docs/tea.md")
    made.steps("sync")
    made.commit()
    book.write("docs/tea.md", texts["docs/tea.md"].replace("Wait", "Never wait"))
    book.commit()
    made.git(*LOCAL, "submodule", "--quiet", "update", "--remote", "book")
    history = wiring.history(made.root, Workspace(made.root).config())[0]
    assert history.changed("HEAD") == ("book", "book/docs/tea.md")
    on_disk = made.transpipe("review", "--json").out
    made.commit()
    assert history.changed("HEAD~1", "HEAD") == ("book", "book/docs/tea.md")
    committed = made.transpipe("review", "--base", "HEAD~1", "--head", "HEAD", "--json").out
    for said in (on_disk, committed):
        (row,) = map(json.loads, said.splitlines())
        assert (row["concern"], row["source_file"]) == ("modality", "book/docs/tea.md")
