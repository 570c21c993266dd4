"""The few errors a user can act on. Each says what, where, and what to do; its class the exit code.

The text is made when it is printed, so that it follows the language of the terminal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from gettext import gettext as _


class TranspipeError(Exception):
    """A wish that cannot be carried out; `code` is the exit code (DESIGN.md, section 6)."""

    code = 2


class UsageError(TranspipeError):
    """Wrong arguments or settings."""

    code = 2


class EnvironmentFault(TranspipeError):
    """Something outside fails: a disk, git, an engine."""

    code = 3


class Refused(TranspipeError):
    """Not done, to protect someone's work."""

    code = 4


def _hint(word: str, nearest: str) -> str:
    return _(" (did you mean {nearest}?)").format(nearest=nearest) if nearest else ""


@dataclass(eq=False)
class ArticleNotFound(UsageError):
    """No article of that name; `nearest` is one that is spelt alike."""

    path: str
    nearest: str = ""

    def __str__(self) -> str:
        return _("{path}: no such article{hint}; `transpipe status` lists those there are").format(
            path=self.path, hint=_hint(self.path, self.nearest)
        )


@dataclass(eq=False)
class NoSuchFile(ArticleNotFound):
    """No file of that name; `nearest` is one that is spelt alike."""

    def __str__(self) -> str:
        hint = _hint(self.path, self.nearest)
        return _("{path}: no such file{hint}").format(path=self.path, hint=hint)


@dataclass(eq=False)
class BadArgument(UsageError):
    """An argument that has no meaning here."""

    what: str

    def __str__(self) -> str:
        return self.what


@dataclass(eq=False)
class BadSetting(UsageError):
    """A key or value of the settings that is not known."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


@dataclass(eq=False)
class NotThere(EnvironmentFault):
    """What the settings name and this machine does not have now."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


@dataclass(eq=False)
class BareRepository(Refused):
    """git's own files, without a work tree."""

    path: str

    def __str__(self) -> str:
        said = _("{path}: a bare repository has no work tree; work in a clone of it")
        return said.format(path=self.path)


@dataclass(eq=False)
class BadLink(Refused):
    """An index row whose link leaves the repository."""

    path: str
    line: int
    link: str

    def __str__(self) -> str:
        return _("{path}:{line}: the link {link} leaves the repository; correct the row").format(
            path=self.path, line=self.line, link=self.link
        )


@dataclass(eq=False)
class NotText(Refused):
    """A file that is not UTF-8; `guess` names the encoding it looks like.

    `cut` says that it is UTF-8 and ends within a character: its end was lost; `nul` that it is
    UTF-8 but for a NUL byte. `rough` is what it says as far as can be told.
    """

    path: str
    line: int
    guess: str = ""
    cut: bool = False
    nul: bool = False
    rough: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"

    @property
    def what(self) -> str:
        """What is wrong with it, without the place."""
        if self.cut:
            said = _("damaged: it ends within a character; mend it or `git checkout -- {path}`")
            return said.format(path=self.path)
        if self.nul:
            return _("a NUL byte, which no text holds; take it out")
        guess = _(" (it looks like {guess})").format(guess=self.guess) if self.guess else ""
        return _("not UTF-8{guess}; save it as UTF-8").format(guess=guess)


@dataclass(eq=False)
class NotAFile(Refused):
    """What stands where a file is expected: a folder, a pipe, a link to nowhere."""

    path: str
    line: int = 1

    def __str__(self) -> str:
        said = _("{path}:{line}: no file, but something else of that name; move it away")
        return said.format(path=self.path, line=self.line)


@dataclass(eq=False)
class CatalogueDamaged(Refused):
    """A PO file that cannot be read without losing something."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        return _(
            "{path}:{line}: damaged catalogue: {reason}; mend it or `git checkout -- {path}`"
        ).format(path=self.path, line=self.line, reason=self.reason)


@dataclass(eq=False)
class WouldOverwrite(Refused):
    """A file that transpipe neither wrote nor adopted, or that was edited since."""

    path: str
    command: str
    line: int = 1

    def __str__(self) -> str:
        return _(
            "{path}:{line}: has words that no catalogue holds; `{command}` takes them in first"
        ).format(path=self.path, line=self.line, command=self.command)


@dataclass(eq=False)
class WouldLose(Refused):
    """A write after which words of a person would stand nowhere: a net, never the way.

    `unit` is the source of the words, empty for a translator's own; `place` is where they stand
    now, `other` where they would have to stand instead.
    """

    path: str
    words: str
    unit: str
    place: str
    other: str

    def __str__(self) -> str:
        said = _(
            "{path}: not written: “{words}”{unit} stands in {place} and would be lost, since "
            "{other} does not have it either; nothing was changed; please report this"
        )
        unit = _(" (of “{unit}”)").format(unit=_cut(self.unit)) if self.unit else ""
        words, path = _cut(self.words), self.path
        return said.format(path=path, words=words, unit=unit, place=self.place, other=self.other)


def _cut(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


_SHOWN = 40


@dataclass(eq=False)
class Changed(Refused):
    """Files that somebody changed since the run that is to be undone."""

    paths: tuple[str, ...]

    def __str__(self) -> str:
        return _("{paths}: changed since the last run; nothing was put back").format(
            paths=", ".join(self.paths)
        )


@dataclass(eq=False)
class UnfinishedMerge(Refused):
    """A file with the lines that git puts around a conflict; `rebuilt` for one of ours."""

    path: str
    line: int
    rebuilt: bool = False

    def __str__(self) -> str:
        said = _("{path}:{line}: git left a merge unfinished; finish it, then try again")
        if self.rebuilt:
            said = _("{path}:{line}: git left a merge unfinished; `transpipe resolve` rebuilds it")
        elif self.path.endswith(".po"):
            said = _(
                "{path}:{line}: git left a merge unfinished; `transpipe init --git`, then "
                "`git checkout --merge -- {path}` merges it by unit"
            )
        return said.format(path=self.path, line=self.line)


@dataclass(eq=False)
class Locked(EnvironmentFault):
    """Another transpipe is at work here."""

    path: str
    holder: str = ""

    def __str__(self) -> str:
        return _("{path}: another transpipe is at work here{holder}; try again").format(
            path=self.path, holder=f" ({self.holder})" if self.holder else ""
        )


@dataclass(eq=False)
class FileFault(EnvironmentFault):
    """The disk said no; `general` where it would say so of any other file too."""

    path: str
    reason: str
    general: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(eq=False)
class EngineFault(EnvironmentFault):
    """An engine that does not answer as it should; never holds a key."""

    engine: str
    reason: str

    def __str__(self) -> str:
        return _("engine {engine}: {reason}").format(engine=self.engine, reason=self.reason)


@dataclass(eq=False)
class GitFault(EnvironmentFault):
    """git is missing, this is no repository, or the revision does not exist."""

    reason: str

    def __str__(self) -> str:
        return f"git: {self.reason}"
