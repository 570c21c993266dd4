"""Which unit stands in which block: from segments or beads to units, and where their words stand.

Takes documents and catalogues, gives catalogues, places and placements. Start at `build`, which
makes units; `places` says where in the source a unit stands, `placement` where in a Chinese file,
and whose words stand there. `names` knows what may stay English, `neighbours` and `word_weights`
which text is which by what stands around it and by its rare words.
"""
