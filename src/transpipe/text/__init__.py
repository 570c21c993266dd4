"""Texts as such, without Markdown: sentences, Chinese characters, numbers, likeness."""
