"""The page's data: graphs in, plain JSON values out, merged over articles, whatever the order of the input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from kg.exporters._html import palette, terms
from kg.exporters._html.figures import both, english, korean
from kg.exporters._html.named import by_language, known, merged, referred, shown
from kg.graph.disagreeing import disagreements
from kg.graph.iris import UNIT, encode
from kg.graph.sifting import Groups
from kg.model import ANONYMOUS, Article, ArticleGraph, Entity, Evidence, Quantity, Span, Statement
from kg.ontology import Ontology

NOBODY, SOMEBODY = -1, -2  # the article's own voice; an unnamed source
Row = dict[str, Any]


class Payload:
    """Everything that the page knows, by whole-number references.

    Args:
        graphs: Graphs of articles, in any order; an article that comes twice counts once.
        ontology: Gives labels, parents of classes and symmetry.
        others: Entities that are to be there though no article names them.
    """

    def __init__(self, graphs: Sequence[ArticleGraph], ontology: Ontology, others: Iterable[Entity] = ()) -> None:
        self.ontology = ontology
        unique = {g.article.id: g for g in sorted(graphs, key=newest, reverse=True)}
        self.graphs = sorted(unique.values(), key=newest)
        self.entities = self._merged_entities(others)
        self.number = {e.id: k for k, e in enumerate(self.entities)}
        self.sentences: dict[str, int] = {}
        self.figures: dict[str, tuple[str, str]] = {}
        self.units: dict[str, str] = {}
        self.statements = self._statements()
        self.edges = self._edges()
        self.degree = self._degrees()

    def rows(self) -> Row:
        """Return the whole of it for JSON, but for the drawing."""
        relations = {s["p"] for s in self.statements if "o" in s}
        measures = {s["p"] for s in self.statements if "v" in s}
        return {
            "classes": palette.classes(self.ontology, {e.cls for e in self.entities}),
            "relations": terms.relations(relations, self.ontology),
            "measures": terms.measures(measures, self.ontology),
            "modalities": [m._asdict() for m in palette.MODALITIES.values()],
            "articles": [_article(g, self._outlet(g)) for g in self.graphs],
            "sentences": list(self.sentences),
            "qualifiers": terms.QUALIFIERS,
            "figures": self.figures,
            "units": self.units,
            "entities": [self._entity(e) for e in self.entities],
            "statements": self.statements,
            "edges": self.edges,
            "against": self._against(),
        }

    def label(self, entity: str) -> str:
        """Return the name that an entity is shown by: Korean, else English, else any, else its id."""
        number = self.number.get(entity)
        if number is not None:
            return shown(self.entities[number])
        entry = self.ontology.find(entity)
        return (entry.ko or entry.en) if entry else entity

    def _outlet(self, graph: ArticleGraph) -> str:
        known = graph.publisher in self.number or self.ontology.find(graph.publisher) is not None
        return self.label(graph.publisher) if known else graph.article.publisher

    def _merged_entities(self, others: Iterable[Entity]) -> list[Entity]:
        found: dict[str, list[Entity]] = {}
        self.mentions: dict[str, list[int]] = {}
        for place, graph in enumerate(self.graphs):
            for entity in graph.entities:
                found.setdefault(entity.id, []).append(entity)
                places = self.mentions.setdefault(entity.id, [])
                if place not in places:
                    places.append(place)
        for entity in others:
            found.setdefault(entity.id, [entity])
        for graph in self.graphs:
            for name in referred(graph):
                found.setdefault(name, [known(name, self.ontology)])
        return [merged(found[name]) for name in sorted(found)]

    def _statements(self) -> list[Row]:
        rows: dict[str, Row] = {}
        for place, graph in enumerate(self.graphs):
            claims = [(ev.span, st.id, ev.id_for(st), st, ev) for st, ev in graph.claims]
            for _, id_, evidence_id, statement, evidence in sorted(claims, key=itemgetter(0, 1, 2)):
                row = rows.get(id_)
                if row is None:
                    row = rows[id_] = self._statement(statement)
                told = self._evidence(evidence, place)
                if not any(e.items() >= told.items() for e in row["e"]):  # a sentence that an article repeats
                    row["e"].append(told | {"i": evidence_id})
        return list(rows.values())

    def _statement(self, statement: Statement) -> Row:
        row: Row = {"id": statement.id, "s": self.number[statement.subject], "p": statement.predicate}
        if isinstance(statement.object, Quantity):
            row["v"] = statement.object.id
            self.figures[row["v"]] = (korean(statement.object), english(statement.object))
            unit = statement.object.unit
            self.units[unit] = self.ontology.units.get(unit, UNIT + encode(unit))
        else:
            row["o"] = self.number[statement.object]
        qualifiers = [
            [q.name, "", self.number[q.value]] if q.is_entity else [q.name, self._figure(q.value), NOBODY]
            for q in sorted(statement.qualifiers)
        ]
        return row | ({"q": qualifiers} if qualifiers else {}) | {"e": []}

    def _figure(self, text: str) -> str:
        """Keep how a quantity is written for people; anything else is shown as it is."""
        written = both(text)
        if written:
            self.figures[text] = written
        return text

    def _against(self) -> list[list[int]]:
        """Pairs of statements that cannot both hold."""
        rows = {row["id"]: k for k, row in enumerate(self.statements)}
        found = disagreements(Groups(self.graphs).claims())
        return sorted([rows[d.one], rows[d.other]] for d in found)

    def _evidence(self, evidence: Evidence, place: int) -> Row:
        article, whole = self.graphs[place].article, evidence.span
        row: Row = {
            "a": place,
            "x": self.sentences.setdefault(evidence.exact, len(self.sentences)),
            "m": evidence.modality,
            "by": self._voice(evidence.attributed_to),
            "c": round(evidence.confidence, 4),
        }
        for key, span in (("s", evidence.subject), ("o", evidence.object), ("t", evidence.trigger)):
            if span.within(whole) and span.start < span.end:
                row[key] = [span.start - whole.start, span.end - whole.start]
            elif span.start < span.end:
                row[f"{key}x"] = _outside(article, span)
        if evidence.via:
            row["via"] = [self._voice(v) for v in evidence.via]
        if evidence.time:
            row["w"] = evidence.time
        return row

    def _voice(self, entity: str) -> int:
        if not entity:
            return NOBODY
        return SOMEBODY if entity == ANONYMOUS else self.number[entity]

    def _edges(self) -> list[Row]:
        """Bundle the statements that one arrow draws: same ends, same relation, either way round if symmetric."""
        bundles: dict[tuple[int, int, str], list[int]] = {}
        for k, row in enumerate(self.statements):
            if "o" not in row or row["o"] == row["s"]:
                continue
            ends = (row["s"], row["o"])
            relation = self.ontology.relations.get(row["p"])
            if relation is not None and relation.symmetric:
                ends = (min(ends), max(ends))
            bundles.setdefault((*ends, row["p"]), []).append(k)
        return [{"a": a, "b": b, "p": p, "st": members} for (a, b, p), members in sorted(bundles.items())]

    def _degrees(self) -> list[int]:
        near: list[set[int]] = [set() for _ in self.entities]
        for edge in self.edges:
            near[edge["a"]].add(edge["b"])
            near[edge["b"]].add(edge["a"])
        return [len(s) for s in near]

    def _entity(self, entity: Entity) -> Row:
        row: Row = {"id": entity.id, "c": entity.cls, "n": [[n.text, n.language] for n in by_language(entity)]}
        label = shown(entity)
        others = [a for a in entity.aliases if a and a != label]
        if others:
            row["a"] = others
        if entity.wikidata:
            row["w"] = entity.wikidata
        row["m"] = self.mentions.get(entity.id, [])
        return row


def newest(graph: ArticleGraph) -> tuple[str, str, str]:
    """Return what articles are ordered by: the newest come last."""
    article = graph.article
    return (article.published.isoformat() if article.published else "", article.id, article.sha256)


def _outside(article: Article, span: Span) -> str:
    return span.of(article.text)


def _article(graph: ArticleGraph, outlet: str) -> Row:
    article = graph.article
    return {
        "id": article.id,
        "title": article.headline or article.id,
        "outlet": outlet,
        "date": article.published.isoformat() if article.published else "",
        "by": list(article.authors),
        "lang": article.language,
        "url": article.url if article.url.lower().startswith(("https://", "http://")) else "",
    }
