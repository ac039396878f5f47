"""Typed spans of text: names found by lexicon, cues, patterns and tagger, and descriptions."""
