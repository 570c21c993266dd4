"""One file for each wish of a user, the stages in the order in which data flows. Start here.

    init       init             what is there: pairs, settings
    align      align_articles   译文/ → beads → catalogue, for translations without one
    doubtful   doubtful         pairs that a person must look at
    sync       sync             原文/ and edits of 译文/ → catalogue
    watch      while_edited     the same, after each burst of edits
    accept     accept           what is in doubt stands as it is
    draft      draft            engine → fuzzy units
    convert    convert          zh_CN → zh_TW, zh_HK
    check      check            findings of files and units
    baseline   new, keep        the findings that are known, and those that are not
    status     status           progress and staleness, worst first
    tasks      tasks            all that waits for a person in an article
    next_step  next_step        what to do next, by a command or by a person
    review     review           what changed since a revision
    build      planned, relaid  catalogue → 译文/
    pages      pages            catalogue → _site/
    run        run              sync, convert, check, build, pages
    undo       undo             what the last run overwrote, put back

For programs: `merge` (two PO files; edits and versions compared), `segments`, `git_drivers`.

A wish takes a `Project` and answers with values that `cli` prints. What they share is in
`editions`: an article in a locale is one of the types of `model.edition`; its catalogue is kept
current by `sync_edition`, its file made by `build_edition`, in every locale alike. A wish reads and
writes through `repository` and asks the outside through `ports`.
"""
