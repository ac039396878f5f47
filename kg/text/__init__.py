"""Sentences, morphemes, eojeols, trees, numbers and dates of an article's body."""
