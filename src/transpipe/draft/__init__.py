"""Drafts for units without words: `suggest` chooses, `machine` asks, `guard` keeps code whole."""
