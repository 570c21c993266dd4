"""Small sites of real generators, whose links they check themselves.

`pages/` holds one site in English and in Chinese; each kind of site writes its links, notes and
admonitions in its own way (`kinds`), is translated by us, and is then built and checked by the
generator itself and by `crawl` (`built`).
"""
