"""What each command is for, in one line: what a list of them says without importing any."""

from __future__ import annotations

from gettext import gettext as _

# In the order of the help; that of a command of the first two groups fits a line of a screen.
SUMMARIES = {
    "status": _("Show how far articles are; of ARTICLE, each paragraph to do or redo."),
    "edit": _("Go through what is to do or redo, unit by unit, and do it."),
    "accept": _("Say that words stand as they are, though stale or doubtful."),
    "review": _("Show what changed since a revision, in both languages, worst first."),
    "check": _("List what a reviewer should look at; exit with 1 if any is an error."),
    "run": _("The main job: sync, convert, check, build and pages, in this order."),
    "pages": _("Write bilingual pages into _site/, one HTML file an article."),
    "init": _("Find articles and their translations; write the settings."),
    "align": _("Adopt existing translations: pair their paragraphs with the source."),
    "convert": _("Derive traditional Chinese from simplified; people's words stay."),
    "clean": _("Put a folder of Chinese articles right, without their English."),
    "config": _("Show the settings, and where each of them comes from."),
    "doctor": _("Look at this machine and repository: what is missing, what mends it."),
    "index": _("Keep the rows of the index and the files in step."),
    "add": _("Take an article in: its pictures, a catalogue, a row of the index."),
    "mv": _("Rename an article, or its translation, with all that belongs to it."),
    "rm": _("Take an article out, with all that belongs to it; no words are lost unseen."),
    "sync": _("Bring catalogues up to date with the sources and with edits of the translations."),
    "draft": _(
        "Fill what is not translated yet from the memory, and from an engine if one is named; "
        "all of it is marked as a draft. What follows from the old words of stale units is shown."
    ),
    "build": _("Write the Chinese articles from their catalogues."),
    "undo": _("Put back what the last run overwrote; a second undo takes that back."),
    "resolve": _(
        "Rebuild translations in which git left conflict marks, from the merged catalogues."
    ),
    "tm": _("The translation memory: all that is confirmed here."),
    "terms": _("Terms: propose them from translations, keep to them, change them."),
    "merge": _("Merge translations into a new template: a better msgmerge, for any PO file."),
    "claim": _("Say that you are at work on an article, for others to see."),
    "ci": _("Judge a change, on any CI host, with nothing written: may it go in?"),
    "mcp": _("Offer units to agents, and take their drafts, over stdin and stdout."),
    "segments": _("Print the segments of a Markdown file with their lines."),
    "stale": _(
        "Say what a change of the source means, or where each block of a new version is from."
    ),
    "git": _("Plumbing for git: a merge driver and readable diffs of catalogues."),
}

# The titles of the groups and the commands in each; of the first two, the help says more.
GROUPS = {
    _("Every day"): ("status", "edit", "accept", "review", "check", "run", "pages"),
    _("Setting up"): ("init", "align", "convert", "clean", "config", "doctor"),
    _("Articles, and the parts of run"): (
        "index",
        "add",
        "mv",
        "rm",
        "sync",
        "draft",
        "build",
        "undo",
        "resolve",
    ),
    _("Exchange"): ("tm", "terms", "merge", "claim", "ci", "mcp"),
    _("Plumbing"): ("segments", "stale", "git"),
}
DESCRIBED = 2  # groups whose commands have a line each
HIDDEN = 1  # groups at the end that only `--help --all` shows
