"""What each command is for, in one line: what a list of them says without importing any."""

from __future__ import annotations

from gettext import gettext as _

# In the order of the help.
SUMMARIES = {
    "init": _("Find articles and their translations; write transpipe.toml and .gitattributes."),
    "sync": _("Bring catalogues up to date with the sources and with edits of the translations."),
    "align": _("Adopt existing translations: pair their paragraphs with those of the source."),
    "draft": _(
        "Fill what is not translated yet from the memory, and from an engine if one is named; "
        "all of it is marked as a draft. What follows from the old words of stale units is shown."
    ),
    "convert": _(
        "Derive traditional Chinese catalogues from the simplified ones; people's words stay."
    ),
    "check": _("List what a reviewer should look at; exits 1 where something is an error."),
    "clean": _(
        "Put a folder of Chinese articles right, without their English: shows it, then writes."
    ),
    "status": _(
        "Show how far each article is, worst first; of ARTICLE, all that waits for a person."
    ),
    "accept": _(
        "Say that words stand as they are: whatever is stale, doubtful or behind its source."
    ),
    "review": _(
        "Show what changed since a revision, in both languages, word by word, worst first."
    ),
    "build": _("Write the Chinese articles from their catalogues."),
    "pages": _("Write bilingual pages, one self-contained HTML file an article, into _site/."),
    "run": _("The main job: sync, convert, check, build and pages, in this order."),
    "ci": _("Judge a change, on any CI host, with nothing written: may it go in?"),
    "undo": _("Put back what the last run overwrote; a second undo takes that back."),
    "resolve": _(
        "Rebuild translations in which git left conflict marks, from the merged catalogues."
    ),
    "tm": _("The translation memory: all that is confirmed here."),
    "terms": _("Terms: propose them from translations, keep to them, change them."),
    "segments": _("Print the segments of a Markdown file with their lines."),
    "stale": _(
        "Say what a change of the source means, or where each block of a new version is from."
    ),
    "merge": _("Merge translations into a new template: a better msgmerge, for any PO file."),
    "git": _("Plumbing for git: a merge driver and readable diffs of catalogues."),
}
