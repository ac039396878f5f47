"""Who says it, and how firmly: modality and attribution of the predicates of a sentence."""

from kg.extract.voice.said import Voice
from kg.extract.voice.signs import Signs, key_of, read_signs
from kg.extract.voice.voices import NO_SURVEY, Survey, Voices

__all__ = ["NO_SURVEY", "Signs", "Survey", "Voice", "Voices", "key_of", "read_signs"]
