"""The annotated stories that the statistical parts learn from: their form, and that the held-out ones stay apart."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.ontology import load_ontology

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
from stories import apart, read_stories  # type: ignore[import-not-found]  # noqa: E402

STORY = """@ x1 | 2024-05-21 | 반도체
T 가나전자, 새 수장 임명
S 가나전자가 21일 김 부회장을 사장에 임명했다.
  가나전자 > employs > 김 부회장 | claimed: 가나전자 | date=2024-05-21
P
S 지난해 매출은 3조원이었다.
  가나전자 > revenue > 3000000000000 KRW
E 가나전자 | Company | 가나전자
E 김 부회장 | Person | 김 부회장
"""


def test_a_story_becomes_article_and_gold(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    (story,) = read_stories([tmp_path / "a.txt"])
    article, spans = story.article()
    assert [b.kind for b in article.blocks] == ["headline", "body", "body"]
    assert [s.of(article.text) for s in spans] == [line.text for line in story.sentences()]
    gold = story.gold()
    assert gold["statements"][0]["modality"] == "claimed"
    assert gold["statements"][0]["source"] == gold["statements"][0]["s"]
    assert (gold["measures"][0]["value"], gold["measures"][0]["unit"]) == (3e12, "KRW")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("@ x1 | 2024-05-21 | 반도체", "@ x1 | 반도체", "want '@ id"),
        ("가나전자 > revenue >", "가나전자 revenue", "want 'subject > relation > object'"),
        ("E 김 부회장", "E 박 부회장", "has no E line"),
        ("| claimed: 가나전자", "| said", "neither a modality nor key=value"),
        ("\nP\n", "\nX 쪽\n", "neither @, T, S, P, E nor a fact"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    (tmp_path / "a.txt").write_text(STORY.replace(old, new), "utf-8")
    with pytest.raises(ValueError, match=message):
        read_stories([tmp_path / "a.txt"])


def test_the_stories_keep_to_the_vocabulary() -> None:
    ontology = load_ontology()
    stories = read_stories()
    assert len({s.id for s in stories}) == len(stories) > 500
    for story in stories:
        text = story.article()[0].text
        for label, entity in story.entities.items():
            assert entity.cls in ontology.classes, (story.id, label)
            assert any(s in text for s in entity.surfaces), (story.id, label)
        for line in story.sentences():
            for fact in line.facts:
                known = ontology.relations if fact.value is None else ontology.measures
                assert fact.relation in known, (story.id, fact)


def test_every_fifth_story_is_held_out() -> None:
    learnt, held = apart(read_stories())
    assert not {s.id for s in learnt} & {s.id for s in held}
    assert 0.15 < len(held) / (len(learnt) + len(held)) < 0.25
