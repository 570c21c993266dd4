"""The verdict and the bilingual review as one page that needs nothing else."""

from __future__ import annotations

import re
from html import escape

from transpipe.publish.language import speak, tag

_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "td,th{border:1px solid #8886;padding:.4rem .6rem;text-align:left;overflow-wrap:anywhere}"
    "th:first-child,td:first-child{width:9rem}"
    "ins{background:#2da44e33;text-decoration:none}del{background:#cf222e33}"
    "summary{cursor:pointer;margin:.6rem 0}:root{color-scheme:light dark}"
)
_HEADING = re.compile(r"^(#{2,3}) (.*)$", re.MULTILINE)
_PARAGRAPH = re.compile(r"^(?![<#\n])(.+)$", re.MULTILINE)


def page(comment: str, language: str) -> str:
    """A comment as a page: its HTML is ours, and its headings and paragraphs are one line each."""
    title = escape(speak(language)("Translation review"))
    body = _PARAGRAPH.sub(r"<p>\1</p>", comment)
    body = _HEADING.sub(lambda m: f"<h{len(m[1])}>{m[2]}</h{len(m[1])}>", body)
    return (
        f'<!DOCTYPE html>\n<html lang="{tag(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"style-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>{_STYLE}</style>\n"
        f"</head>\n<body>\n{body}</body>\n</html>\n"
    )
