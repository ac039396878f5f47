"""The linter of ontology/: every mistake with its file and its line, none of them fatal to the next."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.lint.frames import lint_frames
from kg.ontology.lint.names import lint_lexicon
from kg.ontology.lint.problem import Problem, text_of
from kg.ontology.lint.terms import as_problem, lint_shapes, lint_terms
from kg.ontology.loading import MAIN, SHAPES, data_root, load_ontology, turtle_files
from kg.ontology.queries import mistakes
from kg.ontology.vocabulary import read_vocabulary

__all__ = ["Problem", "lint", "lint_frames", "lint_lexicon", "lint_queries", "lint_shapes", "lint_terms"]

HEADER = re.compile(r"\A# question: \S.*\n# 질문: \S")


def lint(root: Path) -> list[Problem]:
    """Check a folder laid out like ontology/: terms, shapes, lexicon, frames and queries.

    Args:
        root: The folder. One without newskg.ttl adds to the ontology that is installed, and is checked against it.

    Returns:
        The problems by file and line; none for a clean folder.
    """
    whole = (root / MAIN).is_file()
    base = [] if whole else turtle_files([data_root()])
    files = turtle_files([root])
    try:
        vocabulary = read_vocabulary([*base, *files])
    except OntologyError as err:
        return [as_problem(err, root / MAIN)]
    problems = lint_terms(files, base, vocabulary)
    if whole:
        problems += lint_shapes(root / SHAPES, vocabulary)
    others = () if whole else load_ontology().lexicon
    problems += lint_lexicon(sorted((root / "lexicon").glob("*.tsv")), vocabulary.classes, others)
    problems += lint_frames(sorted((root / "frames").glob("*.yaml")), vocabulary)
    problems += lint_queries(sorted((root / "queries").glob("*.rq")))
    return sorted(problems)


def lint_queries(files: list[Path]) -> list[Problem]:
    """Check that each named query parses, opens with its question in English and Korean, and has its parameters."""
    problems: list[Problem] = []
    for path in files:
        text = text_of(path, problems)
        if text and not HEADER.match(text):
            problems.append(Problem(path, 1, "does not open with '# question: …' and '# 질문: …'"))
        problems += [Problem(path, line, what) for line, what in mistakes(text)]
        try:
            ox.Store().query(text)
        except SyntaxError as err:
            problems.append(Problem(path, _line(str(err)), f"is not SPARQL: {err}"))
    return problems


def _line(message: str) -> int:
    found = re.search(r"\bat (\d+):\d+", message)
    return int(found[1]) if found else 0
