"""What an edit of the source means for its translation: kept, patched, or to be looked at.

`severity.judged` is the way in. A text is read (`reading`) and becomes terms (`terms`); where those
of two versions differ, `tokens`, `wording` and `signs` weigh it, and `patch` carries over what a
machine can. `answers` says whether an edit of the translation answers that of its source, by tokens
and, in `reworded`, by words (`rendered`). The word lists and their licences are in `words`.
`accept` is for a person who says that words in doubt stand as they are.
"""
