"""Catalogues → what people read: articles (`article`), pages (`bilingual`, `frame`), reviews."""
