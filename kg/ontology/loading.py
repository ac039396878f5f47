"""Reads the whole of ontology/, and what a user adds to it, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.ontology.lexicon import merge, read_lexicon
from kg.ontology.terms import Ontology
from kg.ontology.vocabulary import read_vocabulary

MAIN = "newskg.ttl"
SHAPES = "shapes.ttl"


def load_ontology(extra_dirs: Sequence[Path] = (), extra_lexicons: Sequence[Path] = ()) -> Ontology:
    """Read ontology/ and a user's additions; the same arguments give the same object, read once.

    Args:
        extra_dirs: Folders laid out like ontology/, any part of which may be missing; each adds to what is there.
        extra_lexicons: Lexicon files, TSV or CSV, whose rows override those with the same id.

    Raises:
        OntologyError: A file cannot be read, or holds what the vocabulary does not allow.
    """
    return _load(tuple(extra_dirs), tuple(extra_lexicons))


def data_root() -> Path:
    """Return the folder of the ontology's data, in an installed package or beside it in a checkout.

    Raises:
        OntologyError: Neither place holds it.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_ontology", package.parent / "ontology"):
        if (folder / MAIN).is_file():
            return folder
    raise OntologyError("holds no ontology", where=str(package / "_ontology"), remedy="install newskg again")


@cache
def _load(extra_dirs: tuple[Path, ...], extra_lexicons: tuple[Path, ...]) -> Ontology:
    root = data_root()
    for folder in extra_dirs:
        if not folder.is_dir():
            raise OntologyError("is not a folder", where=str(folder))
    folders = (root, *extra_dirs)
    vocabulary = read_vocabulary(turtle_files(folders))
    files = chain.from_iterable(sorted((f / "lexicon").glob("*.tsv")) for f in folders)
    entries = (e for path in chain(files, extra_lexicons) for e in read_lexicon(path, vocabulary.classes))
    return Ontology(
        classes=vocabulary.classes,
        relations=vocabulary.relations,
        measures=vocabulary.measures,
        modalities=vocabulary.modalities,
        lexicon=merge(entries),
        frames=_frames(chain.from_iterable(sorted((f / "frames").glob("*.yaml")) for f in folders)),
        queries={p.stem: p for f in folders for p in sorted((f / "queries").glob("*.rq"))},
        root=root,
        qualifiers=vocabulary.qualifiers,
        units=vocabulary.units,
    )


def turtle_files(folders: Iterable[Path]) -> list[Path]:
    """List the files that define terms: newskg.ttl first, shapes left out."""
    files = [p for f in folders for p in sorted(f.glob("*.ttl")) if not p.name.startswith("shapes")]
    return sorted(files, key=lambda p: p.name != MAIN)


def _frames(files: Iterable[Path]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for path in files:
        out[path.stem] = _merged(out.get(path.stem), _yaml(path))
    return out


def _yaml(path: Path) -> Any:
    import yaml  # noqa: PLC0415 - who asks for terms or queries reads none

    try:
        return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except OSError as err:
        raise OntologyError(f"cannot be read: {err.strerror}", where=str(path)) from err
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise OntologyError(f"is not YAML: {getattr(err, 'problem', None) or err}", where=where) from err


def _merged(old: Any, new: Any) -> Any:
    """Add a document to an earlier one: mappings key by key, lists end to end, anything else replaced."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old | {k: _merged(old.get(k), v) for k, v in new.items()}
    if isinstance(old, list) and isinstance(new, list):
        return old + new
    return old if new is None else new
