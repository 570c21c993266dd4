"""Anchors, and how a link is written in another file or locale.

Takes documents and addresses, gives addresses and the names of headings. `mapping` (links of the
source in its translation, and back) is where to start; `anchors` knows the names of headings, and
the links to them after they got other names. `slugs` knows how each kind of site makes such names,
of the `heading_words` that it sees; `pins` which ids are written on translated headings; `pages`
which article an address of the site names, `targets` which have a translation; `addresses` what a
link may lead to, and one page in several languages.
"""
