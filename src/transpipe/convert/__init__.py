"""Simplified and traditional Chinese: prose (`prose`), articles, and catalogues (`variants`)."""
