"""An article, its words and what is known of it → one HTML page; start reading at `page`.

`rows` puts the two languages beside each other, `sections` makes HTML of them by `markup`, `frame`
has what stands around them. `search` makes an index of all.
"""
