"""One article's graph: a pure function of its text, its metadata and the ontology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.base import extractor
from kg.extract.check import check
from kg.extract.stretches import joined, stretches
from kg.linking import Resolution, read_known, resolve
from kg.mentions.finder import Finder
from kg.mentions.nouns import full_korean_name
from kg.mentions.tagger import Tagger
from kg.model import ANONYMOUS, Article, ArticleGraph, Claim, Sentence
from kg.naming import fold
from kg.ontology import Ontology
from kg.text.document import Document, analyse, read_document
from kg.text.morphology import Analyser
from kg.text.numbers import Numbers
from kg.text.parse import Parser
from kg.text.typography import plain


class Engine:
    """Everything that reading an article needs, loaded once and used for many.

    Args:
        ontology: Vocabulary, lexicon, frames.
        extractor_name: Which extractor reads the claims.
    """

    def __init__(self, ontology: Ontology, extractor_name: str = "rules") -> None:
        self.ontology = ontology
        self.finder = Finder(ontology, Tagger.load())
        self.analyser = Analyser(
            self._words(ontology), titles=self.finder.cues.titles, surnames=self.finder.cues.surnames
        )
        self.parser = Parser.load()
        self.numbers = Numbers(ontology.frames["numbers"])
        self.extractor = extractor(extractor_name, ontology)
        self.known = read_known(ontology, self.finder.cues)
        self._outlets = {fold(s): e.id for e in ontology.lexicon if e.cls == "MediaOutlet" for s in e.surfaces}

    def _words(self, ontology: Ontology) -> Iterator[str]:
        """The names that the morphological analyser must be told: not Koreans' full names, whose form it knows.

        It has room for some 35,000, and drops words of its own above that.
        """
        for entry in ontology.lexicon:
            korean = entry.cls == "Person" and not entry.zh
            for name in entry.surfaces:
                known = korean and full_korean_name(name, self.finder.cues)
                if name not in entry.ambiguous and not known:
                    yield name

    def __call__(self, article: Article) -> ArticleGraph:
        """Read one article.

        Args:
            article: As a reader gives it.

        Returns:
            Its entities, claims and rejects.
        """
        read = replace(article, text=plain(article.text))
        parts = [self._resolved(read, part) for part in stretches(self.analyser.sentences(read), read)]
        resolution = joined([resolved for _, resolved in parts])
        found = (_quoted(c, article.text) for part in parts for c in self.extractor.extract(*part))
        claims, rejects = check(found, article, resolution.entities, self.ontology)
        wanted = self._wanted(resolution, claims)
        entities = tuple(e for id_, e in sorted(resolution.entities.items()) if id_ in wanted)
        mentions = tuple(m for ms in resolution.mentions for m in ms if m.entity in wanted)
        publisher = self._outlets.get(fold(article.publisher), "") if article.publisher else ""
        merges = tuple(m for m in resolution.merges if m.entity in wanted)
        return ArticleGraph(article, entities, tuple(claims), tuple(rejects), publisher, mentions, merges)

    def _resolved(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Document, Resolution]:
        """Read some of an article's sentences, with each other."""
        document = read_document(article, sentences, self.parser, self.numbers)
        return document, resolve(document, self.finder.find(document), self.known)

    def document(self, article: Article) -> Document:
        """Read an article from characters to trees, numbers and dates."""
        return analyse(article, self.analyser, self.parser, self.numbers)

    def _wanted(self, resolution: Resolution, claims: list[Claim]) -> set[str]:
        """Names that stand in the text, and of categories and descriptions those that a claim needs."""
        used: set[str] = set()
        for statement, evidence in claims:
            used.add(statement.subject)
            if isinstance(statement.object, str):
                used.add(statement.object)
            used.update(q.value for q in statement.qualifiers if q.is_entity)
            used.update((*evidence.via, evidence.attributed_to))
        used -= {"", ANONYMOUS}
        return used | (set(resolution.entities) - resolution.weak)


def _quoted(claim: Claim, source: str) -> Claim:
    """Quote the sentence as the source has it."""
    statement, evidence = claim
    exact = evidence.span.of(source)
    return claim if exact == evidence.exact else Claim(statement, replace(evidence, exact=exact))
