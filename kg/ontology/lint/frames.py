"""Lints frames: YAML that parses and names only the terms that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import yaml

from kg.ontology.lint.problem import Problem, text_of
from kg.ontology.vocabulary import Vocabulary

# What a key's value names: a term or a list of terms, or a mapping whose keys are terms.
VALUES = {
    "relation": "relation",
    "measure": "measure",
    "only_subject": "class",
    "only_object": "class",
    "not_object": "class",
    "subjects": "class",
}
KEYS = {
    "relations": "relation",
    "measures": "measure",
    "qualifiers": "qualifier",
    "class_nouns": "class",
    "suffixes": "class",
    "stands_for": "class",
    "stands_for_own": "class",
    "stands_for_both": "class",
    "counted_nouns": "class",
    "units": "unit",
    "rates": "unit",
    "lands": "unit",
}


def lint_frames(files: list[Path], vocabulary: Vocabulary) -> list[Problem]:
    """Check that each file is YAML, has no key twice, and names only relations, measures, classes and units that exist.

    The top keys of relations-*.yaml are relations as well.
    """
    terms: dict[str, Collection[str]] = {
        "relation": vocabulary.relations,
        "measure": vocabulary.measures,
        "class": vocabulary.classes,
        "qualifier": vocabulary.qualifiers,
        "unit": vocabulary.units,
    }
    problems: list[Problem] = []
    for path in files:
        text = text_of(path, problems)
        try:
            root = yaml.compose(text, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as err:
            mark = getattr(err, "problem_mark", None)
            what = getattr(err, "problem", None) or str(err)
            problems.append(Problem(path, mark.line + 1 if mark else 0, f"is not YAML: {what}"))
            continue
        if root is not None:
            whole = _unknown(_named("relations", root), "relation" if path.stem.startswith("relations") else "", terms)
            faults = [*whole, *_faults(root, terms)]
            problems += (Problem(path, line, message) for line, message in faults)
    return problems


def _named(key: str, value: yaml.Node) -> list[yaml.Node]:
    """Return the nodes under a key that name terms."""
    if key in KEYS:
        return [name for name, _ in value.value] if isinstance(value, yaml.MappingNode) else []
    return list(value.value) if isinstance(value, yaml.SequenceNode) else [value]


def _unknown(nodes: list[yaml.Node], kind: str, terms: Mapping[str, Collection[str]]) -> Iterator[tuple[int, str]]:
    for node in nodes if kind else ():
        if isinstance(node, yaml.ScalarNode) and node.value not in terms[kind]:
            yield node.start_mark.line + 1, f"unknown {kind} {node.value!r}"


def _faults(node: yaml.Node, terms: Mapping[str, Collection[str]]) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _faults(item, terms)
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, value in node.value:
        name = str(key.value)
        if name in seen:
            yield key.start_mark.line + 1, f"the key {name!r} stands twice"
        seen.add(name)
        yield from _unknown(_named(name, value), KEYS.get(name) or VALUES.get(name, ""), terms)
        yield from _faults(value, terms)
