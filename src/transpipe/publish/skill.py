"""How this project translates, as a page for agents: from its settings and its terms alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.model import Locale, Term
from transpipe.model.text import digest
from transpipe.publish.language import Speak, speak

_TERMS = 200  # terms that are listed
_SEAL = re.compile(r"\n<!-- transpipe: out=([0-9a-f]{12}) -->\n\Z")
_NAME = "translate-articles"


@dataclass(frozen=True)
class Ways:
    """What a project has decided: language, folders, derived locales, terms in `terms_path`."""

    language: str
    source_dir: str
    target_dir: str
    locales: tuple[Locale, ...]  # the first is what people write
    reviewers: tuple[str, ...]
    terms: tuple[Term, ...]
    terms_path: str


def skill(ways: Ways) -> str:
    """The page, with front matter that names it; sealed, so that a person's changes are known."""
    _ = speak(ways.language)
    parts = (
        "\n".join(_front(_)),
        "# " + _("How articles are translated here"),
        "\n".join(_about(ways, _)),
        "## " + _("The way of a draft"),
        "\n".join(_steps(_)),
        "## " + _("What a draft must keep"),
        "\n".join(_rules(_)),
        "## " + _("Terms"),
        "\n".join(_terms(ways, _)),
    )
    text = "\n\n".join(parts) + "\n"
    return f"{text}\n<!-- transpipe: out={digest(text)} -->\n"


def is_untouched(text: str) -> bool:
    """Whether a page is as it was once written, whatever the settings said then."""
    found = _SEAL.search(text)
    return found is not None and digest(text[: found.start()]) == found[1]


def _front(_: Speak) -> Iterator[str]:
    yield "---"
    yield f"name: {_NAME}"
    about = _("Draft Chinese translations of this repository's English articles with transpipe.")
    yield f"description: {about}"
    yield "---"


def _about(ways: Ways, _: Speak) -> Iterator[str]:
    folders = {"source": ways.source_dir, "target": ways.target_dir}
    yield "- " + _("English articles are in `{source}/`, Chinese ones in `{target}/`.").format(
        **folders
    )
    authored, *derived = ways.locales
    simplified = _("Chinese is written in simplified characters (zh_CN).")
    traditional = _("Chinese is written in traditional characters ({locale}).")
    said = simplified if authored is Locale.ZH_CN else traditional
    yield "- " + said.format(locale=authored.value)
    if derived:
        names = ", ".join(locale.value for locale in derived)
        yield "- " + _("{locales} is converted from it: never write it by hand.").format(
            locales=names
        )
    yield "- " + _("Words that people wrote or confirmed stay as they are; so do files.")
    if ways.reviewers:
        names = ", ".join(ways.reviewers)
        yield "- " + _("Nothing goes in before one of these has reviewed it: {names}").format(
            names=names
        )


def _steps(_: Speak) -> Iterator[str]:
    steps = (
        _("Start `transpipe mcp` as a tool server; write no file yourself."),
        _("Take some units with `next_task`; read what stands before and after each."),
        _("Hand in drafts with `propose_drafts`. What is refused says why: mend that, once."),
        _("See what `check` says of the article, and mend your own drafts with their new tickets."),
        _("Tell a person what you drafted and where you were unsure. Confirming is theirs."),
    )
    yield from (f"{number}. {step}" for number, step in enumerate(steps, 1))


def _rules(_: Speak) -> Iterator[str]:
    rules = (
        _("All of the source and nothing else: no note, no question, no explanation."),
        _("Code, addresses, placeholders, HTML and numbers exactly as in the source."),
        _("Emphasis, links and line breaks as in the source, on the words that they belong to."),
        _("Full-width marks beside Chinese characters, a blank between Chinese and Latin words."),
        _("The terms below, also where another word would sound better."),
    )
    yield from (f"- {rule}" for rule in rules)


def _terms(ways: Ways, _: Speak) -> Iterator[str]:
    if not ways.terms:
        yield _("There is no termbase yet ({path}).").format(path=ways.terms_path)
        return
    yield f"| {_('English')} | {_('Chinese')} | {_('not')} |"
    yield "| --- | --- | --- |"
    for term in ways.terms[:_TERMS]:
        said = " / ".join(term.targets) or _("stays as it is")
        yield _row((term.source, said, " / ".join(term.forbidden)))
    left = len(ways.terms) - _TERMS
    if left > 0:
        yield ""
        yield _("and {n} more in {path}").format(n=left, path=ways.terms_path)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
