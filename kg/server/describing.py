"""What the page of a thing shows, by its kind."""

from __future__ import annotations

from typing import Any

from kg.server.catalogue import LISTED, articles, mentioned
from kg.server.models import StatementOut
from kg.server.near import named
from kg.server.pages import amount, of_article, path_of
from kg.server.service import Service
from kg.server.views import View, Words, ref


async def _of_entity(service: Service, view: View, lang: str, values: dict[str, Any]) -> None:
    known = view.facts
    it = known.corpus.entities[known.id]
    named = ref(it, known.iris)
    values["title"] = named.labels.get(lang) or named.label
    values["cls"] = it.cls
    values["names"] = [(n.language, n.text) for n in it.names if n.text != values["title"]]
    values["aliases"] = it.aliases
    if it.wikidata:
        values["about"] = [("Wikidata", it.wikidata, f"https://www.wikidata.org/wiki/{it.wikidata}")]
    values["articles"], values["mentions"] = await articles(service, LISTED, 0, it.id)
    values["api"] = path_of("/api", "entities", it.id)


async def _of_article(service: Service, view: View, lang: str, values: dict[str, Any]) -> None:
    known = view.facts
    article = known.corpus.articles[known.id]
    values["title"] = article.headline or article.id
    described, outlet = view.article(article), known.outlets.get(known.id)
    if outlet:
        there = await named(service, [outlet])
        described = described.model_copy(update={"outlet": ref(there[outlet], known.iris)})
    values["about"] = of_article(described, lang)
    values["entities"] = await mentioned(service, known.id)


async def _of_statement(_: Service, view: View, lang: str, values: dict[str, Any]) -> None:
    if view.statements:
        values["title"] = _claim(view.statements[0], view.words, lang)
        values["api"] = path_of("/api", "statements", view.statements[0].id)


async def _of_quantity(_: Service, view: View, lang: str, values: dict[str, Any]) -> None:
    amounts = [s.quantity for s in view.statements if s.quantity is not None]
    if amounts:
        values["title"] = amount(amounts[0], lang)


DESCRIBED = {
    "entity": _of_entity,
    "article": _of_article,
    "statement": _of_statement,
    "evidence": _of_statement,
    "quantity": _of_quantity,
}


def sections(view: View, text: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the statements of a page in sections, by relation; an entity's: what it did, what was done to it."""
    known = view.facts
    titles = {"acts": text["acts"], "undergoes": text["undergoes"]}
    titles["said"] = text["said_here"] if known.kind == "article" else text[_SAID.get(known.kind, "statement")]
    found: dict[str, dict[str, list[StatementOut]]] = {name: {} for name in titles}
    for s in view.statements:
        if known.kind in ("evidence", "article"):
            its = [e for e in s.evidence if known.id in (e.id, e.article.id)]
            found["said"].setdefault(s.relation, []).append(s.model_copy(update={"evidence": its}))
        elif known.kind != "entity":
            found["said"].setdefault(s.relation, []).append(s)
        elif s.quantity is None:
            relation = view.words.vocabulary.relations.get(s.relation)
            acts = s.subject.id == known.id or (relation is not None and relation.symmetric)
            found["acts" if acts else "undergoes"].setdefault(s.relation, []).append(s)
    return [
        {
            "id": name,
            "title": titles[name],
            "number": sum(len(s.evidence) if known.kind in _SAID else 1 for group in groups.values() for s in group),
            "groups": sorted(groups.items()),
        }
        for name, groups in found.items()
        if groups
    ]


_SAID = {"statement": "evidence", "evidence": "evidence"}


def _claim(statement: StatementOut, words: Words, lang: str) -> str:
    """Return a statement in one line, as a title."""
    ends = [statement.subject, statement.object]
    one, other = (r.labels.get(lang, r.label) if r else "" for r in ends)
    verb = words.labels(statement.relation).get(lang, statement.relation)
    return f"{one} · {verb} · {other or (amount(statement.quantity, lang) if statement.quantity else '')}"
