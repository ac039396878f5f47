"""Answers in the W3C's formats: SPARQL 1.1 Query Results CSV, TSV, JSON and XML; Turtle and N-Triples for graphs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from html import escape  # xml.sax loads all of urllib
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.turtle import ntriples, turtle
from kg.stores.base import Answer

TRIPLE = ("subject", "predicate", "object")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENDS = re.compile(r"\A[ \t\n]+|[ \t\n]+\Z")
_ESCAPES = str.maketrans({"\t": "\\t"})
Rows = tuple[tuple[Any, ...], ...]


def written(answer: Answer, form: str, prefixes: Mapping[str, str]) -> str:
    """Write an answer in a format of FORMATS.

    Args:
        answer: What was answered. A graph as a table has the columns subject, predicate and object.
        form: The format.
        prefixes: Those that Turtle may use.

    Raises:
        QueryError: The format is for graphs, and the answer is none.
    """
    return FORMATS[form](answer, prefixes)


def _csv(answer: Answer, _: Mapping[str, str]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # as RFC 4180 and the W3C have it
    header, rows = _table(answer)
    writer.writerow(header)
    writer.writerows([_plain(term) for term in row] for row in rows)
    return out.getvalue()


def _tsv(answer: Answer, _: Mapping[str, str]) -> str:
    header, rows = _table(answer)
    lines = ["\t".join(f"?{name}" for name in header)]
    lines += ["\t".join("" if t is None else str(t).translate(_ESCAPES) for t in row) for row in rows]
    return "".join(f"{line}\n" for line in lines)


def json_document(answer: Answer) -> dict[str, Any]:
    """Return an answer as SPARQL 1.1 Query Results JSON has it; a graph as a table."""
    if answer.truth is not None:
        return {"head": {}, "boolean": answer.truth}
    header, rows = _table(answer)
    bindings = [{v: _json_term(t) for v, t in zip(header, row, strict=True) if t is not None} for row in rows]
    return {"head": {"vars": list(header)}, "results": {"bindings": bindings}}


def _json(answer: Answer, _: Mapping[str, str]) -> str:
    return json.dumps(json_document(answer), ensure_ascii=False, indent=2) + "\n"


def _xml(answer: Answer, _: Mapping[str, str]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">']
    if answer.truth is not None:
        lines += ["<head></head>", f"<boolean>{str(answer.truth).lower()}</boolean>", "</sparql>"]
        return "\n".join(lines) + "\n"
    header, rows = _table(answer)
    lines += [f"<head>{''.join(f'<variable name={_quoted(v)}/>' for v in header)}</head>", "<results>"]
    for row in rows:
        cells = (f"<binding name={_quoted(v)}>{_xml_term(t)}</binding>" for v, t in zip(header, row, strict=True) if t)
        lines.append(f"<result>{''.join(cells)}</result>")
    return "\n".join([*lines, "</results>", "</sparql>"]) + "\n"


def _turtle(answer: Answer, prefixes: Mapping[str, str]) -> str:
    return turtle(_graph(answer), prefixes).decode()


def _ntriples(answer: Answer, _: Mapping[str, str]) -> str:
    return ntriples(_graph(answer)).decode()


def _graph(answer: Answer) -> tuple[ox.Triple, ...]:
    if answer.triples is None:
        raise QueryError("gives no graph", where="query", remedy="ask with CONSTRUCT, or take csv, tsv, json or xml")
    return answer.triples


def _table(answer: Answer) -> tuple[tuple[str, ...], Rows]:
    if answer.truth is not None:
        return ("truth",), ((ox.Literal(answer.truth),),)
    if answer.triples is not None:
        return TRIPLE, tuple((t.subject, t.predicate, t.object) for t in answer.triples)
    return answer.variables, answer.rows


def _plain(term: Any) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {name: _json_term(t) for name, t in zip(TRIPLE, term, strict=True)}
        return {"type": "triple", "value": parts}
    out = {"type": "literal", "value": term.value}
    if term.language:
        out["xml:lang"] = term.language
    elif not term.datatype.value.endswith("XMLSchema#string"):
        out["datatype"] = term.datatype.value
    return out


def _xml_term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = (f"<{name}>{_xml_term(t)}</{name}>" for name, t in zip(TRIPLE, term, strict=True))
        return f"<triple>{''.join(parts)}</triple>"
    kind = ""
    if term.language:
        kind = f" xml:lang={_quoted(term.language)}"
    elif not term.datatype.value.endswith("XMLSchema#string"):
        kind = f" datatype={_quoted(term.datatype.value)}"
    return f"<literal{kind}>{_text(term.value)}</literal>"


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'


def _text(value: str) -> str:
    text = escape(_NOT_XML.sub("\ufffd", value), quote=False).replace("\r", "&#13;")
    return _ENDS.sub(lambda space: "".join(f"&#{ord(c)};" for c in space[0]), text)  # which some readers would trim


FORMATS: dict[str, Callable[[Answer, Mapping[str, str]], str]] = {
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "xml": _xml,
    "turtle": _turtle,
    "ntriples": _ntriples,
}
