"""译文 or .po changed by hand: what was typed since the merge base, and how it is taken in.

Takes the state in which file and catalogue agreed and what both are now, gives edits by unit and
the catalogue with them. Start at `edits`, which finds what was typed, and `take_in`, which takes
it in; `split_words` hands on what was split or merged. `blocks` says which block was which,
`others_words` whose a name is that was typed, `same_article` whether an overhauled file is the
article's still; `told_apart` gives places of one text units of their own. `stripped`, `restore` and
`untranslated` put back what another tool took out of a catalogue; `branches` merges those of two
branches.
"""
