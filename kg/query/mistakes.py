"""What a user may have meant: a mistake of syntax with its line, a caret and a suggestion; terms that nobody knows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.iris import KG
from kg.ontology.loading import data_root, turtle_files
from kg.stores.base import Queryable
from kg.stores.words import TOKENS, place, words

# SPARQL 1.1: keywords and the names of its functions
KEYWORDS = frozenset(
    """
    a add all as asc ask avg base bind by clear construct copy count create default delete desc describe distinct
    drop exists filter from graph group having in insert into limit load max min minus move named not offset
    optional order prefix reduced sample select separator service silent sum to undef union using values where
    with true false abs bnode bound ceil coalesce concat contains datatype day encode_for_uri floor group_concat
    hours if iri isblank isiri isliteral isnumeric isuri lang langmatches lcase md5 minutes month now rand regex
    replace round sameterm seconds sha1 sha256 sha384 sha512 str strafter strbefore strdt strends strlang strlen
    strstarts struuid substr timezone triple istriple subject predicate object haslang haslangdir langdir
    strlangdir adjust tz ucase uri uuid version year lateral
    """.split()  # noqa: SIM905 - a hundred words read better so
)
FORMS = ("select", "ask", "construct", "describe")
_PLACE = re.compile(r"line (\d+), column (\d+)\Z")
_NAME = re.compile(r"([\w.-]*):([\w.%\\/-]*)\Z")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):", re.IGNORECASE)
_OPEN = {"{": "}", "(": ")", "[": "]"}
_WORDED = re.compile(r'"([^"\\\s]{1,12})"')
WIDTH = 100  # columns of a line that is shown
_LONGEST = 60  # letters of a word that is repeated


class Mistake(NamedTuple):
    """What is wrong, where (an offset in code points), and what may help."""

    what: str
    start: int
    remedy: str


def known_terms(folders: Sequence[Path] = ()) -> list[str]:
    """Return the local names of all terms of the ontology, sorted.

    Args:
        folders: Folders that add to it.
    """
    files = turtle_files([data_root(), *folders])
    quads = (q for path in files for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    found = {q.subject.value.removeprefix(KG) for q in quads if isinstance(q.subject, ox.NamedNode)}
    return sorted(name for name in found if name and ":" not in name)


def declared(text: str) -> set[str]:
    """Return the prefixes that a query declares itself."""
    return set(_DECLARED.findall(text))


def explained(error: QueryError, text: str, prefixes: Mapping[str, str], terms: Collection[str]) -> QueryError:
    """Return an error of syntax with the line it is in, a caret, and what may have been meant; others as they are.

    Args:
        error: What a store said.
        text: The query.
        prefixes: Those that need no declaration.
        terms: Local names of the terms of the ontology.
    """
    found = _PLACE.match(error.where)
    if found is None or not error.what.startswith("is not SPARQL"):
        return error
    at = _offset(text, int(found[1]), int(found[2]))
    mistake = next(_mistakes(text, prefixes, terms), None) or _unexplained(error, text, at)
    return QueryError(
        f"is not SPARQL: {mistake.what}",
        where=place(text, mistake.start),
        remedy=mistake.remedy,
        shown=_shown(text, mistake.start),
    )


def unknown_terms(text: str, prefixes: Mapping[str, str], terms: Collection[str], store: Queryable) -> Iterator[str]:
    """Yield a line for each term of our namespace that neither the ontology nor the graph knows.

    Args:
        text: A query.
        prefixes: Those that need no declaration.
        terms: Local names of the terms of the ontology.
        store: Tells what the graph knows.
    """
    ours = {name for name, iri in prefixes.items() if iri == KG} - declared(text)
    full = re.compile(rf"<{re.escape(KG)}([^>]*)>")
    used: dict[str, None] = {}
    for token in TOKENS.finditer(text):
        short, whole = _NAME.match(token[0]), full.match(token[0])
        if short and short[1] in ours:
            used[short[2].rstrip(".")] = None
        elif whole:
            used[whole[1]] = None
    for name in used:
        if name in terms or "\\" in name or "%" in name or not name:
            continue
        node = ox.NamedNode(KG + name)
        if not store.query(f"ASK {{ {{ ?s {node} ?o }} UNION {{ ?s ?p {node} }} UNION {{ {node} ?p ?o }} }}", {}).truth:
            near = difflib.get_close_matches(name, terms, n=1)
            tail = f": did you mean kg:{near[0]}?" if near else ""
            yield f"neither the ontology nor the graph knows kg:{_cut(name)}{tail}"


def _mistakes(text: str, prefixes: Mapping[str, str], terms: Collection[str]) -> Iterator[Mistake]:
    """Yield the mistakes that a look at the words shows, the surest first."""
    for token in TOKENS.finditer(text):
        if token[0] in ('"', "'"):
            yield Mistake("a quotation is not closed", token.start(), "close it on the same line, or begin with three")
    yield from _form(text)
    yield from _prefixes(text, prefixes, terms)
    yield from _bare(text, terms)
    yield from _brackets(text)


def _form(text: str) -> Iterator[Mistake]:
    first = next((w for w in words(text) if w[0] not in ("prefix", "base", "version")), None)
    if first is None:
        yield Mistake("there is no query", 0, "begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    elif first[0] not in FORMS:
        near = difflib.get_close_matches(first[0], FORMS, n=1)
        remedy = f"did you mean {near[0].upper()}?" if near else "begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
        yield Mistake(f"{_cut(first[0]).upper()} begins no query", first[1], remedy)


def _prefixes(text: str, prefixes: Mapping[str, str], terms: Collection[str]) -> Iterator[Mistake]:
    known = {*prefixes, *declared(text), "_"}
    for token in TOKENS.finditer(text):
        name = _NAME.match(token[0])
        if name is None or name[1] in known:
            continue
        near = difflib.get_close_matches(name[1], known - {"_"}, n=1)
        guess = near[0] if near else ("kg" if name[2] in terms else "")
        known_are = f"known are: {', '.join(f'{p}:' for p in prefixes)}"
        remedy = f"did you mean {guess}:{_cut(name[2])}?" if guess else known_are
        yield Mistake(f"no prefix is called {_cut(name[1])}:", token.start(), remedy)


def _bare(text: str, terms: Collection[str]) -> Iterator[Mistake]:
    lower = {t.lower(): t for t in terms}
    for word, start in words(text):
        if word in KEYWORDS or word[0].isdigit() or re.fullmatch(r"e\d+", word):
            continue
        near = difflib.get_close_matches(word, [*lower, *KEYWORDS], n=1, cutoff=0.75)
        guess = f"kg:{lower[near[0]]}" if near and near[0] in lower else "".join(near).upper()
        remedy = f"did you mean {guess}?" if guess else "names need a prefix, text needs quotation marks"
        yield Mistake(f"{_cut(text[start : start + len(word)])} is no word of SPARQL", start, remedy)


def _brackets(text: str) -> Iterator[Mistake]:
    waiting: list[tuple[str, int]] = []
    for token in TOKENS.finditer(text):
        if token[0] in _OPEN:
            waiting.append((_OPEN[token[0]], token.start()))
        elif token[0] in _OPEN.values():
            if not waiting or waiting[-1][0] != token[0]:
                missing = f"a {waiting[-1][0]} is missing before it" if waiting else "nothing is open there"
                yield Mistake(f"{token[0]} closes nothing", token.start(), missing)
                return
            waiting.pop()
    if waiting:
        yield Mistake(f"a {waiting[-1][0]} is missing", waiting[-1][1], "close what opens here")


def _unexplained(error: QueryError, text: str, at: int) -> Mistake:
    said = error.what.removeprefix("is not SPARQL: ")
    if "variable that is unbound" in said:
        return Mistake(
            "a variable of SELECT is neither grouped nor counted", 0, "name it in GROUP BY, or take SAMPLE(?x)"
        )
    if "IRI parsing failed" in said:
        return Mistake("an IRI in < > is none", at, "an absolute one is needed: <https://example.org/x>")
    expected = [w for w in dict.fromkeys(_WORDED.findall(said)) if w.isprintable()]
    remedy = f"expected {' or '.join(expected[:6])}" if expected else "look at what stands there, and before it"
    return Mistake("this does not belong here" if text[at:].strip() else "it cannot be read to its end", at, remedy)


def _cut(word: str) -> str:
    return word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…"


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return min(len(text), sum(len(x) + 1 for x in lines[: line - 1]) + column - 1)


def _shown(text: str, start: int) -> tuple[str, str]:
    """Return the line that an offset is in, cut to what a terminal holds, and a line with a caret below the offset."""
    from rich.cells import cell_len  # noqa: PLC0415 - loaded only where there is a mistake

    begin = text.rfind("\n", 0, start) + 1
    line, column = text[begin:].split("\n", 1)[0], start - begin
    left = max(0, column - WIDTH // 2)
    before, after = line[left:column].replace("\t", " "), line[column : left + WIDTH].replace("\t", " ")
    return f"  {before}{after}", f"  {' ' * cell_len(before)}^"
