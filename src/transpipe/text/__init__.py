"""Texts as such, without Markdown: sentences, Chinese characters, numbers, likeness.

Takes strings, gives strings, numbers and spans; knows nothing of articles. Start in `han`.
"""
