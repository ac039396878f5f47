"""Sentences for training the tagger: frames, parts of names, and how a foreign tag set is mapped."""
