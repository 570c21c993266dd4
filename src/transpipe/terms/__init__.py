"""Terms: what the project calls a thing, proposed from its own translations, and kept alike.

Takes units of catalogues and gives pairs of terms that stand in them (`mining`, with the words of
`english` and the pairs that go together in `association`): no dictionary decides. `renaming` gives
units in which a term has another name; `exchange` and `labels` read and write what other tools and
programs have. Start in `mining`.
"""
