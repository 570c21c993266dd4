"""A translation beside its source → findings: numbers, code, links, markup. `run` is the way in."""
