"""The reference of the ontology as Markdown and as a page of HTML that needs no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from kg.errors import GraphError
from kg.exporters.reference import Example, Reference, Term

NAME = "REFERENCE"
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --link: light-dark(#0b57a4, #8ab8ff) }
body { font: 16px/1.55 system-ui, "Noto Sans KR", "Apple SD Gothic Neo", sans-serif; margin: 0 auto; max-width: 60rem;
  padding: 1rem 1.25rem 4rem }
a { color: var(--link) }
nav p { margin: .3rem 0 } nav a { display: inline-block; margin-right: .7rem }
section { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: .2rem }
h3 { margin-bottom: .2rem } h3 small { font-weight: normal; margin-left: .5rem }
p { margin: .3rem 0 } dl { display: grid; gap: .1rem .8rem; grid-template-columns: max-content 1fr; margin: .4rem 0 }
dt { opacity: .7 } dd { margin: 0 }
figure { background: var(--soft); border-radius: .4rem; margin: .6rem 0; padding: .6rem .9rem }
figcaption { font-size: .88em; opacity: .8 } blockquote { margin: .3rem 0 }
"""


def markdown(found: Reference) -> str:
    """Return the reference as Markdown."""
    lines = [
        "# Reference of the vocabulary",
        "",
        "Every class, relation and measure, with an example from a built graph: the statement, how firmly it is made,",
        "the sentence, the article. Made from `ontology/` and `outputs/graph.ttl` by `kg ontology docs`; how a graph",
        "is laid out says [ONTOLOGY.md](ONTOLOGY.md).",
    ]
    for title, korean, text, terms in found.parts:
        lines += ["", f"## {title} ({korean})", "", text]
        for term in terms:
            lines += ["", *_section(term)]
    return "\n".join(lines) + "\n"


def html(found: Reference) -> str:
    """Return the reference as one page."""
    body = "".join(f"<p>{title}: {''.join(_link(t) for t in terms)}</p>" for title, _, _, terms in found.parts)
    parts = [f"<h1>newskg: reference of the vocabulary</h1>\n<nav>{body}</nav>"]
    for title, korean, text, terms in found.parts:
        parts.append(f'<h2>{title} <span lang="ko">({korean})</span></h2>\n<p>{escape(text)}</p>')
        parts += map(_article, terms)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>newskg: reference of the vocabulary</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def write(found: Reference, folder: Path) -> list[Path]:
    """Write both into a folder, made where there is none, and return the files.

    Raises:
        GraphError: The folder cannot be written.
    """
    made = {folder / f"{NAME}.md": markdown(found), folder / f"{NAME}.html": html(found)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in made.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise GraphError(f"cannot be written: {error.strerror or error}", where=str(folder)) from error
    return list(made)


# ---------- Markdown


def _section(term: Term) -> Iterator[str]:
    yield f"### `{term.name}`"
    yield ""
    yield f"**{_plain(' · '.join(term.labels))}.** {' '.join(map(_plain, term.comments))}".rstrip()
    if term.facts:
        yield ""
        yield from (f"- {name}: {_plain(value)}" for name, value in term.facts)
    yield ""
    yield from _quoted(term.example)


def _quoted(example: Example | None) -> Iterator[str]:
    if example is None:
        yield "The graph has no example."
        return
    yield f"> {_plain(example.sentence)}"
    yield ">"
    yield f"> {_plain(example.source)}"
    yield ""
    subject, relation, target = example.claim
    qualifiers = f" ({_plain(', '.join(example.qualifiers))})" if example.qualifiers else ""
    yield f"{_plain(subject)} → `{relation}` → {_plain(target)}{qualifiers}, {example.modality}"


def _plain(text: str) -> str:
    r"""Keep Markdown from reading anything into a text.

    >>> print(_plain("a*b <c>"))
    a\*b \<c\>
    """
    return _SPECIAL.sub(r"\\\1", text)


# ---------- HTML


def _link(term: Term) -> str:
    return f'<a href="#{escape(term.name)}">{escape(term.name)}</a>'


def _article(term: Term) -> str:
    korean, english = map(escape, term.labels)
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in term.facts)
    return (
        f'<section id="{escape(term.name)}">\n<h3>{escape(term.name)}'
        f'<small><span lang="ko">{korean}</span> · {english}</small></h3>\n'
        + "".join(f"<p>{escape(text)}</p>\n" for text in term.comments)
        + (f"<dl>{facts}</dl>\n" if facts else "")
        + f"{_figure(term.example)}\n</section>"
    )


def _figure(example: Example | None) -> str:
    if example is None:
        return "<p><em>The graph has no example.</em></p>"
    subject, relation, target = map(escape, example.claim)
    qualifiers = f" ({escape(', '.join(example.qualifiers))})" if example.qualifiers else ""
    return (
        f'<figure lang="ko"><blockquote>{escape(example.sentence)}</blockquote>\n'
        f"<p><b>{subject}</b> → {relation} → <b>{target}</b>{qualifiers}, {example.modality}</p>\n"
        f"<figcaption>{escape(example.source)}</figcaption></figure>"
    )
