"""Text that goes through: from stdin to stdout, without a repository.

It is all that `transpipe convert --to` loads: nothing here may import more before it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from gettext import gettext as _
from pathlib import Path

from transpipe.convert.quotes import convert_text
from transpipe.errors import Refused
from transpipe.model import Locale
from transpipe.model.misspelt import Scripts
from transpipe.ports import Converter, Speller

_ENOUGH = 8  # characters of one script alone tell which one a text is in


def converted(said: bytes, locale: Locale, converter: Converter, speller: Speller) -> bytes:
    """Markdown in the script of a locale; only the prose is touched.

    Raises Refused for what is traditional already.
    """
    from transpipe.convert.articles import convert_markdown

    text = _read(said)
    _refuse(speller.scripts(text), locale)
    return _write(convert_markdown(text, converter, locale))


def converted_lines(
    lines: Iterable[bytes], locale: Locale, converter: Converter, speller: Speller
) -> Iterator[bytes]:
    """Plain text in the script of a locale, each line as soon as it is known what is being read.

    Raises Refused for what is traditional already, before the first line.
    """
    waiting, seen = list[str](), Scripts()
    for line in lines:
        text = _read(line)
        if seen.simplified + seen.traditional >= _ENOUGH:
            yield _write(convert_text(text, converter, locale))
            continue
        waiting.append(text)
        seen += speller.scripts(text)
        if seen.simplified + seen.traditional >= _ENOUGH:
            _refuse(seen, locale)
            yield from (_write(convert_text(each, converter, locale)) for each in waiting)
            waiting = []
    _refuse(seen, locale)
    yield from (_write(convert_text(each, converter, locale)) for each in waiting)


def converted_po(
    folder: Path, name: str, locale: Locale, engines: tuple[Converter, Speller], out: str | None
) -> bytes:
    """A PO file in the script of a locale, in the encoding that it had; written to `out`, if any.

    Raises NoSuchFile, CatalogueDamaged, FileFault, and Refused for what is traditional already.
    """
    from transpipe.convert.po_file import convert_po, translations
    from transpipe.errors import FileFault
    from transpipe.po.charset import decoded, encoded
    from transpipe.repository import files

    data = files.read_named(folder / name, name)
    text, charset = decoded(data, name)
    _refuse(engines[1].scripts(translations(text, name)), locale)
    new = encoded(convert_po(text, engines[0], locale), charset)
    if out is not None:
        seen = files.read(folder / out, out)
        if new != seen and not files.replace(folder / out, out, new, seen):
            raise FileFault(out, _("changed by someone else meanwhile; nothing was written"))
    return new


def _refuse(seen: Scripts, locale: Locale) -> None:
    """Conversion of what is converted already makes it worse: 文件 would become 檔案."""
    if locale is not Locale.ZH_CN and seen.traditional > 1 and seen.is_traditional:
        said = _(
            "the text is traditional already ({n} such characters, {m} simplified); "
            "`transpipe convert --repair FILE` looks for what is wrong in it"
        )
        raise Refused(said.format(n=seen.traditional, m=seen.simplified))


def _read(data: bytes) -> str:
    """Any bytes are text; `_write` gives those back that are none."""
    return data.decode("utf-8", "surrogateescape")


def _write(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
