"""One function for each wish of a user, the stages in the order in which data flows. Start here.

    adopt    init             what is there: pairs, settings
             align_articles   译文/ → beads → catalogue, for translations without one
    sync     sync             原文/ and edits of 译文/ → catalogue
    watch    while_edited     the same, after each burst of edits
    suggest  draft, convert   engine → fuzzy units; zh_CN → zh_TW, zh_HK
    look     status, check, review, cut
    build    planned, relaid, written    catalogue → 译文/
    pages    pages            catalogue → _site/
    run      run              sync, convert, check, build, pages
    plumbing merge_driver, textconv      what git calls
    carry    merged, mapped, judged      two PO files; two versions of an article; edits

Each article in a locale is one of the types of `model.edition`, which `editions` finds; a wish asks
for it once. `sync_edition` and `build_edition` are the heart of sync and build, the same for every
locale: a derived edition has two parents, the source, and the edition whose words it takes.

What several of them need stands beside them: `reading` and `merge_base` (what there is to start
from), `judging` and `staleness` (how much an edit matters), `incoming`, `overrides` and
`elsewhere` (words typed into a file, or gone to another article), `layout` and `following` (where
words stand in a file), `overwriting` and `guarded` (what must not be lost), `plans`, `metadata` and
`notices` (what is published around the words), `once` (what is parsed once).

`project` is what they all work on: the repository's pairs, and one article with its catalogue and
the last state in which file and catalogue agreed. A wish reads and writes through `workspace`,
asks the outside through `ports`, and answers with values that `cli` prints.
"""
