"""What will be asked, of whom, and how long it took: as a query that can be asked elsewhere as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.query.mistakes import declared
from kg.query.source import Source
from kg.stores.base import Answer
from kg.stores.words import TOKENS

_PREFIX = re.compile(r"([\w.-]*):")


def explanation(
    source: Source,
    text: str,
    terms: Mapping[str, Sequence[ox.NamedNode | ox.Literal]],
    answer: Answer,
    seconds: Mapping[str, float],
) -> str:
    """Return the query with its prefixes, below comments that tell the rest.

    Args:
        source: Where it was asked.
        text: What was asked.
        terms: The values of its parameters.
        answer: What was answered.
        seconds: How long each step took.
    """
    lines = [f"# store: {source.what}"]
    lines += [f"# parameter {name}: {' '.join(map(str, values))}" for name, values in terms.items()]
    lines += [f"# {step}: {took * 1000:.0f} ms" for step, took in seconds.items()]
    lines.append(f"# answer: {size(answer)}")
    body = [line for line in text.strip().split("\n") if not line.startswith("#")]
    return "\n".join([*lines, *_declarations(text, source.prefixes), *body]) + "\n"


def size(answer: Answer) -> str:
    """Say how much an answer holds."""
    if answer.truth is not None:
        return "yes" if answer.truth else "no"
    number = len(answer.rows) if answer.triples is None else len(answer.triples)
    what = ("row" if answer.triples is None else "triple") + ("s" if number != 1 else "")
    return f"{number}{' (cut)' if answer.cut else ''} {what}"


def _declarations(text: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    used = {m[1] for token in TOKENS.finditer(text) if (m := _PREFIX.match(token[0]))}
    for name in sorted(used & set(prefixes) - declared(text)):
        yield f"PREFIX {name}: <{prefixes[name]}>"
