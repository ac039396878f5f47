"""Every example of ontology/frames/relations-*.yaml, and every predicate that a frame is keyed by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.extract.engine import Engine
from kg.extract.rules import RulesExtractor
from kg.extract.syntax import read_syntax
from tests.conftest import Documents, Reader

FRAMES = Path(__file__).parents[2] / "ontology" / "frames"
RELATIONS: dict[str, list[dict[str, Any]]] = {}
for _file in sorted(FRAMES.glob("relations*.yaml")):
    for _relation, _entries in yaml.safe_load(_file.read_text("utf-8")).items():
        RELATIONS.setdefault(_relation, []).extend(_entries)
EXAMPLES = [(r, x) for r, entries in RELATIONS.items() for e in entries for x in e.get("examples", ())]
VERBS = sorted({v for entries in RELATIONS.values() for e in entries for v in e.get("verbs", ())})
SYMMETRIC = ("partnersWith", "competesWith", "comparableTo", "meets")
IN_CONTRACT = "the tree hangs the partner on a noun inside the contract's phrase"
KNOWN_TO_FAIL = {
    "삼성전자는 테슬라와 반도체 위탁생산 계약을 맺었다.": IN_CONTRACT,
    "LG에너지솔루션은 포드와 배터리 공급 계약을 체결했다.": IN_CONTRACT,
    "삼성중공업은 에버그린으로부터 컨테이너선을 수주했다.": "에버그린 is classed Software, which orders nothing",
    "페이스북은 왓츠앱을 190억 달러에 품었다.": "페이스북 is the Software, which acquires nothing",
    "네이버는 포시마크를 손에 넣었다.": "no lexicon, cue or tagger finds 포시마크 here",
    "야후는 텀블러를 버라이즌에 매각했다.": "no lexicon, cue or tagger finds 텀블러 here",
    "배달의민족은 쿠팡이츠와 치열한 신경전을 벌였다.": "the partner hangs on an adjective; Software rivals no Company",
    "알파벳은 구글을 자회사로 두고 있다.": "the tail 있다 takes the arguments of 두다",
    "인스타그램은 메타에 속한다.": "partOf joins like kinds: Software is part of no Company",
    "기아는 멕시코로 소형차를 수출한다.": "기아 is ambiguous and not found in a sentence of its own",
}


def example(relation: str, text: str) -> Any:
    """A parametrised case, marked where it is known to fail."""
    sentence = text.partition(" => ")[0]
    reason = KNOWN_TO_FAIL.get(sentence)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(relation, text, marks=marks, id=f"{relation}: {sentence}")


NOT_KEYED = frozenset(
    (
        "가져다쓰다", "끌어모으다", "끌어올리다", "뒷받침하다", "만들어내다", "받아오다", "사모으다", "쏟아붓다",
        "쓸어담다", "역임하다", "우수하다", "이름나다", "일하다", "자리잡다", "자리하다", "찍어내다", "치러지다",
        "탓하다", "팔아넘기다", "펼쳐지다",
    )
)  # fmt: skip


def keyed(verb: str) -> Any:
    """A verb, marked where the analysis is known to give it another key."""
    marks = [pytest.mark.xfail(strict=True, reason="the analyser splits this verb, so the frame never meets it")]
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
