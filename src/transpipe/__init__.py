"""transpipe keeps Chinese translations of English technical articles alive in a git repository.

Data comes from two sides: the English moves on, people edit the Chinese. Both meet in the
catalogue, and what people read comes out of it:

    原文/X.md ─► markdown ─► align ─► source_edits ─► CATALOGUE ◄─ target_edits ◄─ 译文/X.md
                 blocks,     beads    which unit      units         what people
                 segments             became which    in .po        typed where
                                      stale: how much │
                                      it matters      └─► draft, check, convert, publish ─►
                                                          译文/X.md, zh_TW, pages, review

`workflows` holds the wishes of a user, one file each, with their stages in order: start there.
`model` holds the nouns, `editions` an article in a locale as it stands on disk and in git. Below
the stages, `links` knows how a link is written elsewhere, `units` which unit stands where, `rules`
what is wrong with a pair of texts, `po` how a catalogue is written. Each stage is a folder of
functions from nouns to nouns; only `repository` touches files, only `engines` the outside, only
`cli` the terminal.
"""

__version__ = "0.1.0"
