"""What cannot both hold, what only seems so, and how the command prints it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import cli
from kg.graph import Corpus
from kg.graph.disagreeing import FIGURES, OWNERS, REFUSAL, REVERSED
from kg.model import ArticleGraph, Claim, Entity, Name, Qualifier, Quantity
from kg.ontology import load_ontology
from kg.pipeline import Corpus as Asked
from kg.pipeline import report, write
from tests.corpora import DAILY, article, claim, first, graph, second

ONTOLOGY = load_ontology()
MABA, SAA, JACHA = (Entity(f"company/{n}", "Company", (Name(n, "ko"),)) for n in ("마바통신", "사아조선", "자차해운"))
ALL = (MABA, SAA, JACHA, DAILY)
Row = tuple[str, str, str | Quantity, str]
Said = tuple[str, str, str | Quantity, str, dict[str, Any]]


def made(*articles: Sequence[Said]) -> Corpus:
    """Make a corpus: for each article its claims, each in a sentence of its own."""
    graphs: list[ArticleGraph] = []
    for number, rows in enumerate(articles):
        sentences = [f"{number}-{n} 문장: {row[3]}." for n, row in enumerate(rows)]
        source = article(f"{number}", *sentences)
        claims: list[Claim] = []
        for sentence, (subject, predicate, target, words, more) in zip(sentences, rows, strict=True):
            ends = ((subject, words[:4]), predicate, (target, words[-4:]), words)
            claims.append(claim(source, sentence, *ends, more.get("qualifiers", ()), **_evidence(more)))
        graphs.append(graph(source, claims, *ALL))
    corpus = Corpus.of(graphs, ONTOLOGY)
    assert not corpus.failures, [str(f) for f in corpus.failures]
    return corpus


def _evidence(more: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in more.items() if k != "qualifiers"}


def row(subject: Entity, predicate: str, target: Entity | Quantity, **more: Any) -> Said:
    shown = target.names[0].text if isinstance(target, Entity) else f"{target.value} 원"
    object_ = target.id if isinstance(target, Entity) else target
    return subject.id, predicate, object_, f"{subject.names[0].text} {predicate} {shown}", more


def why(corpus: Corpus) -> list[str]:
    return [d.why for d in corpus.contradictions]


def won(value: int) -> Quantity:
    return Quantity(Decimal(value), "KRW")


def test_an_article_disagrees_with_itself_only_where_it_names_two_speakers() -> None:
    one, two = row(MABA, "revenue", won(100)), row(MABA, "revenue", won(200), attributed_to=DAILY.id)
    assert why(made([one, two])) == []  # of a part of it, of another time: it tells both
    told = row(MABA, "revenue", won(100), attributed_to=SAA.id)
    assert why(made([told, two])) == [FIGURES]
    assert why(made([one], [two])) == [FIGURES]


def test_two_owners_of_one_company_disagree() -> None:
    assert why(made([row(MABA, "acquires", JACHA)], [row(SAA, "acquires", JACHA)])) == [OWNERS]
    assert why(made([row(JACHA, "ownedBy", MABA)], [row(JACHA, "ownedBy", SAA)])) == [OWNERS]


def test_owners_that_share_follow_each_other_or_own_each_other_do_not() -> None:
    one, other = row(MABA, "acquires", JACHA), row(SAA, "acquires", JACHA)
    assert why(made([one, other], [one])) == []  # one article names both: they buy together
    assert why(made([row(MABA, "acquires", JACHA, time="2024")], [row(SAA, "acquires", JACHA, time="2025")])) == []
    assert why(made([one], [row(SAA, "acquires", JACHA, modality="planned")])) == []
    assert why(made([row(JACHA, "ownedBy", MABA), row(MABA, "ownedBy", SAA)], [row(JACHA, "ownedBy", SAA)])) == []
    half = [Qualifier("share", "50 percent")]
    shares = [row(JACHA, "ownedBy", e, qualifiers=half) for e in (MABA, SAA)]
    assert why(made([shares[0]], [shares[1]])) == []


def test_a_one_way_relation_disagrees_with_its_reverse() -> None:
    there, back = row(MABA, "outperforms", SAA), row(SAA, "outperforms", MABA)
    assert why(made([there], [back])) == [REVERSED]
    assert why(made([there], [row(SAA, "competesWith", MABA)])) == []
    speed, price = ([Qualifier("metric", m)] for m in ("속도", "값"))
    faster, dearer = row(MABA, "outperforms", SAA, qualifiers=speed), row(SAA, "outperforms", MABA, qualifiers=price)
    assert why(made([faster], [dearer])) == []


def test_one_statement_that_is_held_and_denied_is_contested() -> None:
    held, denied = row(MABA, "acquires", JACHA), row(MABA, "acquires", JACHA, modality="denied")
    assert [s.predicate for s in made([held], [denied]).contested] == ["acquires"]
    assert why(made([held], [denied])) == []  # it is one statement: nothing for it to disagree with
    assert made([held], [row(SAA, "acquires", JACHA, modality="denied")]).contested == []


def test_a_claim_held_here_and_denied_there_disagrees() -> None:
    narrow = [Qualifier("date", "2025")]
    denied = row(MABA, "acquires", JACHA, modality="denied", qualifiers=narrow)
    assert why(made([row(MABA, "acquires", JACHA)], [denied])) == [REFUSAL]


def test_a_voice_that_gives_several_figures_gives_them_of_several_things() -> None:
    one, two, three = (row(MABA, "revenue", won(n)) for n in (100, 200, 300))
    assert why(made([one], [two])) == [FIGURES]
    assert why(made([one, three], [two])) == []
    before, now, other = ((300, "2023"), (100, "2024"), (200, "2024"))
    one, two, three = (row(MABA, "revenue", won(n), time=t) for n, t in (now, other, before))
    assert why(made([one, three], [two])) == [FIGURES]


def test_a_vague_figure_of_an_unknown_time_contradicts_no_dated_one() -> None:
    of = [Qualifier("of", "지분")]
    one, two = (row(MABA, "count", won(n), qualifiers=of) for n in (100, 200))
    dated = row(MABA, "count", won(200), qualifiers=of, time="2025-03")
    assert why(made([one], [two])) == [FIGURES]
    assert why(made([one], [dated])) == []
    assert why(made([row(MABA, "count", won(100))], [row(MABA, "count", won(200))])) == []  # of nobody knows what


def test_one_sentence_disagrees_with_itself_only_where_two_speakers_do() -> None:
    text = "마바통신 매출은 100 원 또는 200 원이다."
    source = article("1", text)

    def both(first_voice: str, second_voice: str) -> list[str]:
        figures = [
            claim(source, text, (MABA.id, "마바통신"), "revenue", (won(n), f"{n} 원"), "매출", attributed_to=voice)
            for n, voice in ((100, first_voice), (200, second_voice))
        ]
        return why(Corpus.of([graph(source, figures, *ALL)], ONTOLOGY))

    assert both("hanbit", SAA.id) == [FIGURES]
    assert both("", SAA.id) == []


HELD, DENIED = row(MABA, "acquires", JACHA), row(MABA, "acquires", JACHA, modality="denied")


# ---------- the command

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    write(Asked.of([first(), second()], ONTOLOGY), Path("outputs"), ONTOLOGY)
    return lambda *args: CliRunner().invoke(cli, ["disagreements", *args])


def test_both_sides_stand_with_their_sources(run: Run) -> None:
    lines = run().stdout.splitlines()
    assert lines[0] == f"{FIGURES}:"
    assert any(line.startswith("  A  G1 developmentCost ") for line in lines)
    assert any(line.startswith("  B  G1 developmentCost ") for line in lines)
    assert sum("USD" in line for line in lines) == 2
    assert any("한빛일보, 2025-01-31, 001 · claimed by 한빛일보 via an unnamed source" in line for line in lines)
    assert any(line.strip() == "“개발비는 700만 달러다.”" for line in lines)


def test_a_contested_statement_is_set_against_itself(run: Run) -> None:
    write(Asked.of(made([HELD], [DENIED]).graphs, ONTOLOGY), Path("outputs"), ONTOLOGY)
    (found,) = json.loads(run("--json").stdout)
    assert found["why"] == REFUSAL
    assert [[e["voice"] for e in side["evidences"]] for side in found["sides"]] == [["asserted"], ["denied"]]


def test_json_and_one_entity(run: Run) -> None:
    found = json.loads(run("--json").stdout)
    assert {side["object"] for side in found[0]["sides"]} == {"5,580,000 USD", "7,000,000 USD"}
    assert json.loads(run("G1", "--json").stdout) == found
    assert json.loads(run("다라반도체", "--json").stdout) == []
    assert run("다라반도체").stdout == "No two statements disagree.\n"
    missing = run("없는회사")
    assert missing.exit_code == 1
    assert len(missing.stderr.splitlines()) == 1


def test_pairs_that_are_not_compared_are_counted_in_the_report_and_said(run: Run) -> None:
    few, many = (
        Asked.of(made(*([row(MABA, "revenue", won(100 + 10 * n))] for n in range(size))).graphs, ONTOLOGY)
        for size in (10, 13)
    )
    assert (len(few.contradictions), "not_compared" in report(few, 0.0)) == (45, False)
    assert (report(many, 0.0)["disagreements"], report(many, 0.0)["not_compared"]) == (45 + 3 * 10, 3)
    assert run().stderr == ""
    write(many, Path("outputs"), ONTOLOGY)
    assert run("마바통신").stderr.startswith("kg: 3 pairs were not compared: of more than 10 figures")
    assert run("사아조선").stderr == ""
    assert len(json.loads(run("--json").stdout)) == 75
