"""What a user's name means is the same by the index of a build as by SPARQL; a build writes the index."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.model import Entity, Name
from kg.ontology import load_ontology
from kg.pipeline import Corpus, write
from kg.query.entities import entity
from kg.query.source import Source, source
from kg.search import NAME, open_index
from kg.stores.folder import STORE, newest
from tests.corpora import DARA, first, graph, second

TWIN = Entity("company/라마", "Company", (Name("라마", "ko"),), ("다라 반도체",))
OTHER = Entity("person/라마", "Person", (Name("라마", "ko"),), ("GANA",))
WANTED = [
    "gana",
    "entity:gana",
    "entity/gana",
    "https://w3id.org/newskg/id/entity/gana",
    "가나전자",
    "가나 전자",
    "가나",
]
WANTED += ["GANA", "gana electronics", "라마", "company/라마", "다라반도체", "다라-반도체", "g1", "chip/g1", "한빛"]
WANTED += ["", " ", "가나전", "x", '"', "\x00", "a/../b", "entity:", "\ud800"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("names")
    one = first()
    more = graph(one.article, one.claims, *one.entities, TWIN, replace(OTHER, names=OTHER.names), DARA)
    write(Corpus.of([more, second()], load_ontology()), out, load_ontology())
    return out


@pytest.fixture(scope="module")
def asked(project: Path) -> Iterator[Source]:
    found = source(project / "graph.ttl")
    yield found
    found.store.close()


def meant(where: Source, wanted: str, *, by_index: bool) -> tuple[str, str]:
    try:
        return entity(where.store, where.base, wanted, where.index if by_index else None).value, ""
    except GraphError as error:
        return "", str(error)


@pytest.mark.parametrize("wanted", WANTED)
def test_the_index_means_what_sparql_means(asked: Source, wanted: str) -> None:
    assert asked.index is not None
    found = meant(asked, wanted, by_index=True)
    assert found == meant(asked, wanted, by_index=False)
    assert any(found)


def test_a_build_without_an_index_is_asked_by_sparql(project: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(project, older)
    made = newest(older / STORE)
    assert made is not None
    (made.path / NAME).unlink()
    with pytest.raises(GraphError, match="no index") as caught:
        open_index(made)
    assert "kg build" in caught.value.remedy
    found = source(older / "graph.ttl")
    assert found.index is None
    assert meant(found, "가나 전자", by_index=True)[0].endswith("/gana")
    found.store.close()


def test_a_build_writes_what_its_articles_say(project: Path) -> None:
    made = newest(project / STORE)
    assert made is not None
    with open_index(made) as index:
        assert [h.entity.id for h in index.entities("다라")] == ["dara", "company/라마"]
        (hit, *rest) = index.sentences("경쟁한다")
        assert (hit.article, hit.published) == ("002", "2025-02-03")
        assert [h.article for h in rest] == ["001"]
        assert all(hit.statements for hit in (hit, *rest))
        assert set(index.all_entities()) == {"gana", "dara", "chip/g1", "hanbit", "company/라마", "person/라마"}
