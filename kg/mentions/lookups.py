"""What telling whom a name means is looked up in."""

from __future__ import annotations

from dataclasses import dataclass

from kg.mentions.cues import Cues
from kg.mentions.gazetteer import Gazetteer
from kg.ontology import Ontology


@dataclass(frozen=True)
class LookUps:
    """What is known of names beside the article.

    Args:
        ontology: The classes.
        gazetteer: What the lexicon says of a surface.
        cues: Cue words.
    """

    ontology: Ontology
    gazetteer: Gazetteer
    cues: Cues
