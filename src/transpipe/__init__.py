"""transpipe keeps Chinese translations of English technical articles alive in a git repository.

An article flows through the package from left to right:

    原文/X.md ─► markdown ─► align ─► catalogue ─► draft ─► check ─► stale ─► convert ─► publish
                 blocks,     beads    units in     engines  findings  what    简 ↔ 繁    译文/X.md,
    译文/X.md ─► segments             locales/*.po                    fell               pages,
                                                                      behind             review

`model` holds the nouns, `workflows` the wishes of a user with their stages in order: start there.
Below the stages, `links` knows how a link is written elsewhere, `rules` what is wrong with a pair
of texts, `po` how a catalogue is written. Each stage is a folder of functions from nouns to nouns;
only `workspace` touches files, only `engines` the outside, only `cli` the terminal.
"""

__version__ = "0.1.0"
