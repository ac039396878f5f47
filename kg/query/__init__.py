"""SPARQL over a store: named queries with parameters, files, ad-hoc ones; all read-only, within a time and a size."""

from kg.query.asking import LIMIT, TIMEOUT, ask, guard
from kg.query.named import named_queries, query_text, question

__all__ = ["LIMIT", "TIMEOUT", "ask", "guard", "named_queries", "query_text", "question"]
