"""Every noun of the package, frozen: a change is a new value.

Positions are *characters* (code points, from 0) in the decoded text of an article; lines count
from 1 and ranges of lines are inclusive. Paths are POSIX, relative to the repository's root.
"""

from transpipe.model.article import (
    OPAQUE,
    Bead,
    Block,
    Certainty,
    Document,
    Kind,
    Lines,
    Segment,
    Span,
)
from transpipe.model.catalogue import (
    Carried,
    Carry,
    Catalogue,
    Conflict,
    Layout,
    Merged,
    Missing,
    Origin,
    Owner,
    Placement,
    Policy,
    Review,
    State,
    Unit,
)
from transpipe.model.locale import (
    Locale,
)
from transpipe.model.report import (
    Change,
    Draft,
    Edit,
    Finding,
    Pair,
    PairKind,
    Pairs,
    Progress,
    Publication,
    Revision,
    Severity,
)

__all__ = [
    "OPAQUE",
    "Bead",
    "Block",
    "Carried",
    "Carry",
    "Catalogue",
    "Certainty",
    "Change",
    "Conflict",
    "Document",
    "Draft",
    "Edit",
    "Finding",
    "Kind",
    "Layout",
    "Lines",
    "Locale",
    "Merged",
    "Missing",
    "Origin",
    "Owner",
    "Pair",
    "PairKind",
    "Pairs",
    "Placement",
    "Policy",
    "Progress",
    "Publication",
    "Review",
    "Revision",
    "Segment",
    "Severity",
    "Span",
    "State",
    "Unit",
]
