"""Catalogues → what people read; start reading at `article`, which writes the Chinese file.

`relayout` moves a file into its source's blocks, `notices` puts what is ours around an article and
behind its blocks, `pages` makes bilingual HTML, `changes` and `review` what a reviewer sees.
"""
