"""Reads lexicon files: TSV in ontology/, TSV or CSV from a user."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.terms import LexiconEntry
from kg.ontology.texts import read_text

COLUMNS = ("id", "class", "ko", "en", "zh", "aliases", "wikidata", "post", "kind")
REQUIRED = 3  # id, class and ko; what a user leaves out after them is empty
MARK = "?"  # leads a surface that also means something else


def read_lexicon(path: Path, classes: Collection[str]) -> Iterator[LexiconEntry]:
    """Yield the entries of one file, in its order.

    Args:
        path: A `.csv` file with a header, or else TSV whose header may be missing, as may trailing columns.
        classes: Names of the classes that there are.

    Raises:
        OntologyError: The file cannot be read, or a row has no id, no known class or no Korean label.
    """
    where = f"{path}:"
    for line, row in _rows(path):
        if len(row) < REQUIRED or not row[0] or not row[2].lstrip(MARK):
            raise OntologyError("a row needs at least id, class and ko", where=f"{where}{line}", remedy=_remedy(path))
        if row[1] not in classes:
            raise OntologyError(f"unknown class {row[1]!r}", where=f"{where}{line}", remedy=", ".join(sorted(classes)))
        yield entry_of(row, f"{where}{line}")


def entry_of(row: Sequence[str], where: str) -> LexiconEntry:
    """Make an entry of a row's fields, in the order of COLUMNS.

    >>> sorted(entry_of(["target", "Company", "?타깃", "Target", "", "?타겟", "", "", "name"], "x.tsv:2").ambiguous)
    ['타겟', '타깃']
    """
    id_, cls, ko, en, zh, aliases, wikidata, post, kind = (*row, *[""] * len(COLUMNS))[: len(COLUMNS)]
    raw = (ko, en, zh, *aliases.split("|")) if aliases else (ko, en, zh)
    ambiguous: frozenset[str] = frozenset()
    if any(s.startswith(MARK) for s in raw):
        ambiguous = frozenset(s[1:] for s in raw if s.startswith(MARK))
        raw = tuple(s.removeprefix(MARK) for s in raw)
    return LexiconEntry(
        id=id_,
        cls=cls,
        ko=raw[0],
        en=raw[1],
        zh=raw[2],
        aliases=tuple(dict.fromkeys(s for s in raw[3:] if s and s not in raw[:3])),
        ambiguous=ambiguous,
        wikidata=wikidata,
        posts=_posts(post) if post else (),
        kind=kind or "name",
        where=where,
    )


def merge(entries: Iterable[LexiconEntry]) -> tuple[LexiconEntry, ...]:
    """Join the entries that share an id: later fields override, names and posts add up.

    >>> one = LexiconEntry("us", "Country", "미국", aliases=("美",))
    >>> two = LexiconEntry("us", "Country", "미합중국", aliases=("미",))
    >>> merge([one, two])[0].surfaces
    ('미합중국', '미국', '美', '미')
    """
    out: dict[str, LexiconEntry] = {}
    for new in entries:
        old = out.get(new.id)
        out[new.id] = new if old is None else _joined(old, new)
    return tuple(out.values())


def _joined(old: LexiconEntry, new: LexiconEntry) -> LexiconEntry:
    ko, en, zh = new.ko or old.ko, new.en or old.en, new.zh or old.zh
    sure = set(new.surfaces) - new.ambiguous  # the later file may clear an earlier mark
    names = dict.fromkeys((*old.surfaces, *new.surfaces))
    return replace(
        new,
        en=en,
        zh=zh,
        aliases=tuple(n for n in names if n not in (ko, en, zh)),
        ambiguous=(old.ambiguous - sure) | new.ambiguous,
        wikidata=new.wikidata or old.wikidata,
        posts=tuple(dict.fromkeys((*old.posts, *new.posts))),
    )


def _posts(text: str) -> tuple[tuple[str, str], ...]:
    parts = (p.rpartition("@") for p in text.split(";"))
    return tuple((role.strip(), org.strip()) for role, _, org in parts)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its line number, header and blank lines left out."""
    text = read_text(path, OntologyError)
    reader: Callable[[str, Path], Iterator[tuple[int, list[str]]]] = _csv if path.suffix.lower() == ".csv" else _tsv
    return reader(text, path)


def _tsv(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    del path
    for number, line in enumerate(text.split("\n"), 1):
        row = line.split("\t")
        if line.strip() and (number > 1 or row[0] != COLUMNS[0]):
            yield number, row


def _csv(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.DictReader(text.splitlines())
    missing = set(COLUMNS[:REQUIRED]) - set(reader.fieldnames or ())
    if missing:
        raise OntologyError(f"no column {', '.join(sorted(missing))}", where=f"{path}:1", remedy=_remedy(path))
    for record in reader:
        yield reader.line_num, [(record.get(c) or "").strip() for c in COLUMNS]


def _remedy(path: Path) -> str:
    return f"columns, parted by {'commas' if path.suffix.lower() == '.csv' else 'tabs'}: {' '.join(COLUMNS)}"
