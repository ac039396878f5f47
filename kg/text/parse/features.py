"""What the parser sees of one eojeol: its hashed attributes, packed.

A string is hashed once an eojeol (CRC-32), and never for a pair; strings and eojeols recur, so hashes and packed rows
are remembered.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from zlib import crc32

from kg.text.parse.senses import NOUNS, VERBS

Forms = tuple[tuple[str, str], ...]  # the forms and Sejong tags of an eojeol's morphemes
ATOMS = (
    "lex",  # last content morpheme and its tag
    "ltag",  # that tag
    "tail",  # last particle or ending
    "tails",  # all of them
    "ttag",  # tag of the last one
    "first",  # first morpheme
    "ftag",  # its tag
    "punct",  # comma, quotes, full stop
    "pred",  # kind of predicate: v, a, x, c or -
    "lemma",  # the predicate's stem
    "coarse",  # kind of word and tag of its tail
    "fine",  # kind of word, its tail, a comma
    "bound",  # a bound noun, numeral or pronoun, or else the kind of word
    "sense",  # class of senses.py
    "use",  # that, and the tail
)
FLAGS = ("comma", "predicate", "topic", "subject", "quotes")  # summed between two eojeols; quotes: opened less closed
_PACK = struct.Struct(f"<{len(ATOMS)}I{len(FLAGS)}i").pack
_MARKS = {"SF", "SP", "SS", "SSO", "SSC", "SE", "SO"}
_PREDICATES = {"VV": "v", "VA": "a", "VX": "x", "VCP": "c", "VCN": "c", "XSV": "v", "XSA": "a"}
_REPORTED = ("다고", "라고", "자고", "냐고")
_REPORTING = ("다며", "라며", "다면서", "라면서", "다는", "라는", "냐는", "자는")
_NOUN_TAILS = {
    "가": "이",
    "은": "는",
    "를": "을",
    "과": "와",
    "으로": "로",
    "으로서": "로서",
    "으로써": "로써",
    "이나": "나",
}
_VERB_TAILS = {
    "어": "아", "어서": "아서", "었": "았", "으며": "며", "으면": "면", "으나": "나", "으면서": "면서", "으니": "니",
    "은데": "ᆫ데", "는데": "ᆫ데", "는다": "ᆫ다", "이라고": "라고", "ᆯ": "을", "ᆫ": "는", "은": "는",
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def _hashed(value: str) -> int:
    return crc32(value.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 15)
def pack(morphemes: Forms) -> bytes:
    """Describe one eojeol, given as forms and Sejong tags, by len(ATOMS) + len(FLAGS) four-byte integers."""
    words: list[tuple[str, str]] = []
    marks: list[str] = []
    after: set[str] = set()  # marks after the first word
    for form, full in morphemes:
        tag = full.partition("-")[0]
        if tag not in _MARKS:
            words.append((form, tag))
            continue
        marks.append(form if tag in {"SP", "SF", "SO"} else tag)
        if words:
            after.add(marks[-1])
    return _PACK(*_describe(words, marks, after))


def _describe(words: list[tuple[str, str]], marks: list[str], after: set[str]) -> list[int]:
    at = len(words)
    while at and words[at - 1][1][0] in "JE":
        at -= 1
    tails = [_tail(form, tag) for form, tag in words[at:]]
    last, ttag = tails[-1] if tails else ("-", "-")
    lex, ltag = words[at - 1] if at else ("", "-")
    if ltag in {"XSN", "XSV", "XSA", "VCP"} and at > 1:
        lex = words[at - 2][0] + lex
    pred, lemma = _predicate(words)
    noun = lex if ltag != "XSN" or lex in NOUNS else words[at - 1][0]
    sense = NOUNS.get(noun, ltag) if pred in "-c" else VERBS.get(lemma, "verb")
    sense += "#" * any(tag == "SN" for _, tag in words)
    kind = ltag if pred == "-" else pred
    comma = bool(after & {",", "·"})
    quotes = "o" * ("SSO" in marks) + "c" * ("SSC" in marks) + "s" * ("SS" in marks)
    fine = (f"{kind}{last}{ttag}" if tails or ltag[0] == "V" else ltag) + "," * comma
    first, ftag = words[0] if words else ("", "-")
    bound = {"NNB": lex, "NR": lex, "NP": lex, "SN": "N"}.get(ltag, ltag[0])
    values = (
        f"{lex}/{ltag}", ltag, last + ttag, "+".join(form + tag for form, tag in tails), ttag, f"{first}/{ftag}", ftag,
        "," * comma + quotes + "." * ("." in after), pred, lemma, kind + ttag, fine, bound, sense, sense + last + ttag,
    )  # fmt: skip
    flags = (comma, pred not in "-x", (last, ttag) == ("는", "JX"), ttag == "JKS")
    return [
        *map(_hashed, values),
        *map(int, flags),
        marks.count("SSO") - marks.count("SSC"),
    ]


def _tail(form: str, tag: str) -> tuple[str, str]:
    """Write a particle or an ending as its commonest variant, and all that introduce reported speech alike."""
    if tag == "JKQ" or (tag == "EC" and form.endswith(_REPORTED)):
        return "고", "JKQ"
    if tag[0] == "E" and form.endswith(_REPORTING):
        return "다" + form[-1], tag
    return (_VERB_TAILS if tag[0] == "E" else _NOUN_TAILS).get(form, form), tag


def _predicate(words: list[tuple[str, str]]) -> tuple[str, str]:
    """Name the kind and the stem of an eojeol's last predicate; a derived verb's stem begins with its noun."""
    for at in range(len(words) - 1, -1, -1):
        form, tag = words[at]
        if tag in _PREDICATES:
            return _PREDICATES[tag], (words[at - 1][0] if tag[0] == "X" and at else "") + form
    return "-", ""
