"""A comparison of two states → what a reviewer reads: one module an output format.

`order` says what comes first; `words` names things; `terminal`, `markdown`, `html` and `rows` (for
`--json`) write. Start in `order`.
"""

from transpipe.publish.review.html import as_html
from transpipe.publish.review.markdown import Style, as_markdown
from transpipe.publish.review.order import in_order
from transpipe.publish.review.rows import as_document, as_rows
from transpipe.publish.review.terminal import Line, Screen, as_lines

__all__ = [
    "Line",
    "Screen",
    "Style",
    "as_document",
    "as_html",
    "as_lines",
    "as_markdown",
    "as_rows",
    "in_order",
]
