"""Anchors, and how a link is written in another file or locale.

Takes documents and addresses, gives addresses and the names of headings. `mapping` (links of the
source in its translation, and back) is where to start; `anchors` knows the names of headings,
`locales` one page in several languages, `files` what a link may lead to, `relink` the links of a
file after its headings got other names.
"""
