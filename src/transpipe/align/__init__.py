"""Two articles → beads: which blocks say the same, and how sure that is.

`beads.align` is the way in: `cost` weighs pairs, `chain`, `steps` and `moved` find the best set,
`tables` pairs `columns`, then `rows`, then cells; `doubts` says why a bead is doubtful. `base`
finds the revision that a translation was made from, by the `differences` of its blocks.
"""
