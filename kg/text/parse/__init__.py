"""Dependencies between the eojeols of a Korean sentence, by a small linear model: pure Python and numpy.

Korean is head-final and its trees do not cross, so a sentence is read from its end: the candidates for an eojeol's
head are the next eojeol, that one's head, and so on up to the root, and the best-scored one is taken. The labels
(NP_SBJ, NP_OBJ, VP_MOD ...) are those of KLUE-DP; the weights in ../_weights are learnt by benchmarks/train_parser.py.
"""

from __future__ import annotations

from kg.text.parse.parser import Parse, Parser

__all__ = ["Parse", "Parser"]
