"""Every example of ontology/frames/relations-*.yaml, and every predicate that a frame is keyed by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extract.engine import Engine
from kg.extract.syntax import read_syntax
from kg.extract.rules import RulesExtractor
from tests.conftest import Documents, Reader

FRAMES = Path(__file__).parents[2] / "ontology" / "frames"
RELATIONS: dict[str, list[dict[str, Any]]] = {}
for _file in sorted(FRAMES.glob("relations*.yaml")):
    for _relation, _entries in yaml.safe_load(_file.read_text("utf-8")).items():
        RELATIONS.setdefault(_relation, []).extend(_entries)
EXAMPLES = [(r, x) for r, entries in RELATIONS.items() for e in entries for x in e.get("examples", ())]
VERBS = sorted({v for entries in RELATIONS.values() for e in entries for v in e.get("verbs", ())})
SYMMETRIC = ("partnersWith", "competesWith", "comparableTo", "meets")
KNOWN_TO_FAIL = {
    "딥시크는 항저우에 본사를 두고 있다.": "를 두고 is read as 'about', so 본사 does not stand beside 두다",
    "R1은 성능이 o1과 비슷하다.": "비슷하다 is keyed 비슷, its noun, while the frame says 비슷하다",
    "뉴욕타임스는 오픈AI를 상대로 소송을 제기했다.": "를 상대로 makes no AGAINST: only a particle with a verb is a postposition",
}

def example(relation: str, text: str) -> Any:
    """A parametrised case, marked where it is known to fail."""
    sentence = text.partition(" => ")[0]
    reason = KNOWN_TO_FAIL.get(sentence)
    marks = [pytest.mark.xfail(strict=False, reason=reason)] if reason else []
    return pytest.param(relation, text, marks=marks, id=f"{relation}: {sentence}")


NOT_KEYED: frozenset[str] = frozenset(())


def keyed(verb: str) -> Any:
    """A verb, marked where the analysis is known to give it another key."""
    marks = [pytest.mark.xfail(strict=False, reason="the analyser splits this verb, so the frame never meets it")]
    return pytest.param(verb, marks=marks if verb in NOT_KEYED else [], id=verb)


@pytest.mark.parametrize(("relation", "text"), [example(r, x) for r, x in EXAMPLES])
def test_an_example_says_its_relation(reads: Reader, relation: str, text: str) -> None:
    sentence, _, roles = text.partition(" => ")
    subject, _, target = roles.partition(" | ")
    got = reads(sentence)
    found = got.stated(subject, relation, target) or (relation in SYMMETRIC and got.stated(target, relation, subject))
    assert found, got.said


def test_every_example_has_both_roles() -> None:
    assert EXAMPLES
    assert all(x.count(" => ") == 1 and x.count(" | ") == 1 for _, x in EXAMPLES)


def test_relations_are_of_the_vocabulary(engine: Engine) -> None:
    known = {name for name in RELATIONS if engine.ontology.relations.get(name)}
    assert set(RELATIONS) == known


@pytest.mark.parametrize("verb", [keyed(v) for v in VERBS])
def test_a_frames_verb_is_what_a_predicate_is_keyed_by(engine: Engine, documents: Documents, verb: str) -> None:
    extractor = engine.extractor
    assert isinstance(extractor, RulesExtractor)
    forms = (verb, f"{verb.removesuffix('다')}고 있다")
    keys: set[str] = set()
    for form in forms:
        document = documents(f"네이버가 그것을 {form}.")
        (parsed,) = document.sentences
        keys |= {p.key for p in read_syntax(document.text, parsed, (), extractor.cues, extractor.grammar).predicates}
    assert verb in keys
