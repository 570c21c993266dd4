"""Terms as other tools have them: CSV, and TBX (ISO 30042) as it was written before and after 2019.

What is read is data of strangers: `text.xml_events` says what is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from transpipe.model import Locale, Term
from transpipe.text.languages import is_english, locale_of
from transpipe.text.xml_events import escaped, walk

COLUMNS = ("source", "target", "zh_TW", "zh_HK", "forbidden", "case", "keep", "gloss", "note")
_OR = "|"  # between the forms of one cell; itself it is written \|
_CELL = re.compile(r"\\(.)|(\|)", re.DOTALL)
_TRUE = ("1", "true", "yes", "x", "是")
_DERIVED = (Locale.ZH_TW, Locale.ZH_HK)


# ── CSV ────────────────────────────────────────────────────────────────────────────────────────


def write_csv(terms: Iterable[Term]) -> str:
    """A row a term, below the names of the columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for term in terms:
        forms = dict(term.forms)
        flags = (term.exact_case and not term.stays, term.stays, term.gloss)
        writer.writerow(
            (
                term.source,
                _joined(term.targets),
                *(forms.get(locale, "") for locale in _DERIVED),
                _joined(term.forbidden),
                *("true" if flag else "" for flag in flags),
                term.note,
            )
        )
    return out.getvalue()


def read_csv(text: str) -> tuple[Term, ...]:
    """The terms of rows; without names of columns the first two are source and target."""
    try:
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    except csv.Error as fault:
        raise ValueError(str(fault)) from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    names = [cell.strip() for cell in rows[0]] if rows else []
    if "source" in names and len(names) == len(set(names)):
        rows = rows[1:]
    else:
        names = ["source", "target"]
    found = (dict(zip(names, row, strict=False)) for row in rows)
    return tuple(_of_cells(cells) for cells in found if cells.get("source", "").strip())


def _of_cells(cells: Mapping[str, str]) -> Term:
    def flag(name: str) -> bool:
        return cells.get(name, "").strip().lower() in _TRUE

    source, targets = cells["source"].strip(), _split(cells.get("target", ""))
    forms = ((locale, cells.get(locale.value, "").strip()) for locale in _DERIVED)
    stays = flag("keep") or source in targets
    return Term(
        source,
        () if stays else targets,
        tuple((locale, form) for locale, form in forms if form),
        _split(cells.get("forbidden", "")),
        stays or flag("case"),
        flag("gloss"),
        cells.get("note", ""),
    )


def _joined(forms: Iterable[str]) -> str:
    return _OR.join(form.replace("\\", "\\\\").replace(_OR, f"\\{_OR}") for form in forms)


def _split(cell: str) -> tuple[str, ...]:
    forms = _CELL.sub(lambda found: found[1] or "\0", cell).split("\0")
    return tuple(dict.fromkeys(form.strip() for form in forms if form.strip()))


# ── TBX ────────────────────────────────────────────────────────────────────────────────────────

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>transpipe</p></sourceDesc></fileDesc></martifHeader>
<text><body>
"""
_FOOT = "</body></text>\n</martif>\n"
_STATUS = "administrativeStatus"
_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES, _TERMS = ("langSet", "langSec"), ("tig", "ntig", "termSec")


def write_tbx(terms: Iterable[Term]) -> str:
    """TBX as most tools read it: an entry a term, a set of forms for each language."""
    return _HEAD + "".join(map(_entry, terms)) + _FOOT


def _entry(term: Term) -> str:
    sets = [("en", [(term.source, "")])]
    forms = [(form, "preferredTerm-admn-sts" if n == 0 else "admittedTerm-admn-sts")
             for n, form in enumerate(term.targets or (term.source,))]  # fmt: skip
    sets += [("zh-CN", [*forms, *((form, "deprecatedTerm-admn-sts") for form in term.forbidden)])]
    sets += [(locale.value.replace("_", "-"), [(form, "")]) for locale, form in term.forms]
    note = f"<note>{escaped(term.note)}</note>" if term.note else ""
    body = "".join(
        f'<langSet xml:lang="{language}">{"".join(map(_tig, forms))}</langSet>\n'
        for language, forms in sets
    )
    return f"<termEntry>{note}\n{body}</termEntry>\n"


def _tig(form: tuple[str, str]) -> str:
    text, status = form
    noted = f'<termNote type="{_STATUS}">{status}</termNote>' if status else ""
    return f"<tig><term>{escaped(text)}</term>{noted}</tig>"


@dataclass
class _Reader:
    """The entries of a document, by language; what is open, and what was said within."""

    found: list[Term] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    forms: list[tuple[str, str, bool]] = field(default_factory=list)  # language, form, forbidden
    language: str = ""
    said: str = ""
    noted: str = ""
    note: str = ""
    is_status: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.path.append(name)
        self.said = ""
        if name in _ENTRIES:
            self.forms, self.note = [], ""
        elif name in _LANGUAGES:
            self.language = attributes.get("xml:lang", attributes.get("lang", ""))
        elif name in _TERMS:
            self.noted = ""
        self.is_status = attributes.get("type") == _STATUS or name == _STATUS

    def text(self, data: str) -> None:
        self.said += data

    def end(self, name: str) -> None:
        name = self.path.pop()
        said = " ".join(self.said.split())
        if name == "term" and said:
            self.forms.append((self.language, said, False))
        elif self.is_status and self.forms and said.startswith(("deprecated", "superseded")):
            self.forms[-1] = (*self.forms[-1][:2], True)
        elif name == "note" and self.path[-1:] and self.path[-1] in _ENTRIES:
            self.note = self.said
        elif name in _ENTRIES:
            self.found += _of_forms(self.forms, self.note)
        self.is_status = False


def read_tbx(text: str) -> tuple[Term, ...]:
    """The terms of a document, by the languages of their forms, whatever their order."""
    reader = _Reader()
    walk(text, reader)
    return tuple(reader.found)


def _of_forms(forms: list[tuple[str, str, bool]], note: str) -> Iterator[Term]:
    """A term for each English form, with the Chinese ones."""
    by_locale: dict[Locale, list[str]] = {}
    for language, form, forbidden in forms:
        locale = locale_of(language)
        if locale is not None and not forbidden:
            by_locale.setdefault(locale, []).append(form)
    targets = tuple(dict.fromkeys(by_locale.get(Locale.ZH_CN, ())))
    banned = tuple(f for language, f, bad in forms if bad and locale_of(language) is Locale.ZH_CN)
    derived = tuple((loc, by_locale[loc][0]) for loc in _DERIVED if loc in by_locale)
    for source in dict.fromkeys(f for lang, f, bad in forms if is_english(lang) and not bad):
        term = Term(source, targets, derived, tuple(f for f in banned if f not in targets))
        if source in targets:
            term = replace(term, targets=(), exact_case=True)
        if targets or banned:
            yield replace(term, note=note)
