"""Which engine answers which port; the only module that knows both."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from transpipe.errors import BadArgument, BadSetting, EngineFault, GitFault, NotThere
from transpipe.ports import (
    Commits,
    Converter,
    Executor,
    Here,
    History,
    Memory,
    Mounted,
    Speller,
    Timeline,
    Told,
    Translator,
    Watch,
    Witness,
)

if TYPE_CHECKING:  # what passes text through needs none of these
    from datetime import date

    from transpipe.config import Config
    from transpipe.engines.asking import Service
    from transpipe.engines.machine import Machine

# Every engine that can be named: README, the guide and `--help` list these.
ENGINES: Mapping[str, str] = {
    "echo": _("gives the source back with a mark in front; to try things out"),
    "pseudo": _("Chinese that says nothing, to see how pages come out"),
    "libre": _("a LibreTranslate server, yours or another"),
    "deepl": _("DeepL, with a key of yours"),
    "openai": _("any server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp"),
    "command": _("a program of yours"),
    "google": _("Google Translate, by deep-translator"),
    "baidu": _("Baidu, by deep-translator, with a key of yours"),
}
OFFLINE = frozenset(("echo", "pseudo"))


def converter() -> Converter:
    """Simplified ⇄ traditional."""
    from transpipe.engines.opencc import OpenCC

    return OpenCC()


def cut_words(run: str) -> Sequence[str]:
    """The words of a Chinese text, in order."""
    from transpipe.engines.tables import cutter

    return cutter().cut(run)


def speller() -> Speller:
    """What knows the characters of Taiwan."""
    from transpipe.engines.spelling import Spelling

    return Spelling()


def witness() -> Witness | None:
    """What settles doubtful pairs, where it is installed (the extra `semantic`)."""
    from transpipe.engines.semantic import Semantic, is_installed

    return Semantic() if is_installed() else None


_open = ExitStack()


def close() -> None:
    """Lets servers go that were asked for a command."""
    _open.close()


def memory(folder: Path | None = None, *, writes: bool = True) -> Memory:
    """The translation memory that lies in a folder, or, without one, an empty one."""
    from transpipe.engines.sqlite import Sqlite

    return Sqlite(folder, writes=writes)


def memory_of(root: Path, config: Config, folder: Path, *, writes: bool = True) -> Memory:
    """The memory of a project: in the database that it shares with others, or in this folder.

    The project is called there what the settings say, else what it was cloned from is called.
    Raises NotThere.
    """
    if not config.memory:
        return memory(folder, writes=writes)
    try:
        from transpipe.engines.postgres import Copied, Postgres

        owner = config.memory_name or _called(root)
        if not writes:
            return Copied(config.memory, owner)
        shared = Postgres(config.memory, owner)
        _open.callback(shared.close)
        return shared
    except ImportError:
        reason = _("not installed; `pip install 'transpipe[postgres]'` installs it")
        fault = EngineFault("postgresql", reason)
    except EngineFault as found:
        fault = found
    said = _("memory: {engine}: {reason} (`draft --no-memory` does without)")
    line = dict(config.origins).get("memory", 1)
    what = said.format(engine=fault.engine, reason=fault.reason)
    raise NotThere(config.path, line, what)


def _called(root: Path) -> str:
    """The last two names of the address that a repository was cloned from, else its folder's."""
    from transpipe.engines.git import Git

    parts = re.split(r"[/:\\]+", Git(root).origin.rstrip("/").removesuffix(".git"))
    return "/".join(parts[-2:]) or root.name


def history(root: Path, config: Config) -> tuple[History, tuple[Mounted, ...]]:
    """git, in the repository's folder, and the trees elsewhere that the settings name.

    Raises NotThere for one that is not on this machine now, and BadSetting.
    """
    from transpipe.engines.git import Git
    from transpipe.engines.mounts import Found, Histories, find

    own, lines = Git(root), dict(config.origins)
    found: list[Found] = []
    for pair in config.pairs:
        if pair.mount is None or any(each.mounted.mount == pair.mount for each in found):
            continue
        place = config.path, lines.get(f"pairs.{pair.number}.source", 1)
        try:
            found.append(find(own, pair.mount))
        except GitFault as fault:
            raise NotThere(*place, f"pairs.source: {fault.reason}") from fault
        except BadArgument as fault:
            raise BadSetting(*place, f"pairs.source: {fault.what}") from fault
    mounted = tuple(each.mounted for each in found)
    return Histories(own, tuple(found)) if found else own, mounted


def commits(root: Path) -> Commits:
    """What git has in its commits, in the repository's folder."""
    from transpipe.engines.commits import AllCommits
    from transpipe.engines.git import Git

    return AllCommits(Git(root))


def timeline(root: Path) -> Timeline:
    """Which commit was when, in the repository's folder."""
    from transpipe.engines.timeline import GitTimeline

    return GitTimeline(root)


def executor(name: str) -> Executor:
    """Where articles are worked on; without a name by processes where that pays.

    Raises BadArgument.
    """
    if name == "one":
        return Here()
    if name.startswith("dask://"):
        from transpipe.engines.cluster import Cluster

        return Cluster(name)
    if name not in ("", "processes"):
        said = _("no executor {name}: one, processes, or dask://HOST:PORT")
        raise BadArgument(said.format(name=name))
    from transpipe.engines.pools import Processes, cores

    return Processes(cores()) if not name else Processes(cores(), worth=0)


def watch(root: Path) -> Watch:
    """The system's own word of what changes, in the repository's folder."""
    from transpipe.engines.watch import Files

    return Files(root)


def machine(root: Path, config: Config) -> Machine:
    """What is installed and set on this machine."""
    from transpipe.engines.machine import Asked, look

    folders = (".", ".transpipe", "locales", config.source_dir, config.target_dir)
    draft = config.draft
    asked = Asked(draft.engine, draft.url, draft.api_key_env, "".join(draft.command[:1]))
    return look(root, folders, asked)


def user(root: Path) -> str:
    """What git calls whoever works here; '' where it was not told."""
    from transpipe.engines.git import Git

    return Git(root).setting("user.name")


def today() -> date:
    """The day it is, in UTC: the same for everybody."""
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


def configure(root: Path, key: str, value: str) -> None:
    """Sets one value of this clone's git. Raises GitFault."""
    from transpipe.engines.git import Git

    Git(root).configure(key, value)


def key_sent(name: str, config: Config) -> str:
    """The variable with the key that this engine sends where the settings say; '' for none.

    They say where to with `url`, and which with `api_key_env`.
    """
    from transpipe.engines import deepl, libre, online, openai
    from transpipe.engines.wire import Key

    usual = {"libre": libre.KEY, "deepl": deepl.KEY, "openai": openai.KEY}
    draft = config.draft
    chosen = [draft.api_key_env or usual[name]] if name in usual else []
    if name in online.SERVICES and draft.url:
        chosen = [variable for _key, variable in online.SERVICES[name].keys]
    held = (variable for variable in chosen if Key(variable).value)
    return next(held, "") if draft.url or draft.api_key_env else ""


def _service(name: str, config: Config) -> Service:
    """A service on the network, or a program."""
    draft = config.draft
    if name == "libre":
        from transpipe.engines.libre import Libre

        return Libre(draft.url, draft.api_key_env)
    if name == "deepl":
        from transpipe.engines.deepl import DeepL

        return DeepL(draft.url, draft.api_key_env)
    if name == "openai":
        from transpipe.engines.openai import OpenAI

        return OpenAI(draft.model, draft.url, draft.api_key_env)
    if name == "command":
        from transpipe.engines.command import Command

        return Command(draft.command)
    from transpipe.engines.online import Online

    return Online(name, draft.url)


def translator(
    name: str, config: Config, folder: Path | None = None, told: Told | None = None
) -> Translator:
    """The engine of that name; none is asked unless named. Raises BadArgument, EngineFault.

    What it answers is kept in a folder, where one is given; `told` hears how far it is.
    """
    names = ", ".join(ENGINES)
    if not name:
        raise BadArgument(_("no engine named: --engine NAME, one of {names}").format(names=names))
    if name not in ENGINES:
        said = _(
            "there is none of this name; --engine, or `engine` in [draft], names one of {names}"
        )
        raise EngineFault(name, said.format(names=names))
    if name == "echo":
        from transpipe.engines.echo import Echo

        return Echo()
    if name == "pseudo":
        from transpipe.engines.pseudo import Pseudo

        return Pseudo()
    from transpipe.engines.answers import FILE, Answers
    from transpipe.engines.asking import Patience
    from transpipe.engines.patient import Patient, unheard

    service, draft = _service(name, config), config.draft
    answers = Answers(folder / FILE, service.identity) if folder is not None else None
    patience = Patience(
        deadline=draft.timeout, connections=draft.connections, a_minute=draft.per_minute
    )
    return Patient(service, patience, answers, told or unheard)
