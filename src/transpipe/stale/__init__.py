"""What an edit of the source means for its translation: kept, patched, or to be looked at.

`severity.judged` is the way in: `compare` finds the differences, `wording` and `tokens` weigh them;
the word lists and their licences are in `words`.
"""
