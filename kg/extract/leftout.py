"""Ends that a sentence leaves out because those before have named them: 이번 투자에는 A가 참여했다, A는 반발했다.

What the article says so far (`Told`) gives the other end: the firm that raises money, the event that is held, the
policy that it is about, who put others on a list. Each way of saying so is a method of `LeftOut`, its words are in
frames/leftout.yaml; what is not among them is left alone, since a guess is right in one case of three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.claims import Maker
from kg.extract.leftout_bans import LeftOutBans
from kg.extract.leftout_events import LeftOutEvents
from kg.extract.leftout_firms import LeftOutFirms
from kg.extract.leftout_measured import LeftOutMeasured
from kg.extract.leftout_money import LeftOutMoney
from kg.extract.leftout_stances import LeftOutStances
from kg.extract.roles import Roles
from kg.extract.syntax import Syntax
from kg.extract.told import Place, Told
from kg.linking.salience import Salience
from kg.model import Claim


class LeftOut(LeftOutMoney, LeftOutStances, LeftOutBans, LeftOutEvents, LeftOutFirms, LeftOutMeasured):
    """Finds the ends that sentences leave out.

    Args:
        words: frames/leftout.yaml.
        allowed: Whether a relation may join two mentions.
        ontology: Which classes stand under which.
        frames: Which verbs say which relation.
    """

    def find(
        self, syntax: Syntax, roles: Roles, maker: Maker, told: Told, salience: Salience, claims: Sequence[Claim]
    ) -> Iterator[Claim]:
        """Yield what a sentence says of somebody whom it does not name, unless it says that of another."""
        if syntax.parsed.sentence.kind != "body" or not syntax.mentions:
            return
        said = [c.statement for c in claims if isinstance(c.statement.object, str)]
        if not told.mentions and not said:
            return
        place = Place(syntax, roles, told, salience, said)
        doers = {(c.statement.predicate, c.statement.subject) for c in claims}
        objects = {(c.statement.predicate, c.statement.object) for c in claims}
        ways = (
            self.rounds, self.stakes, self.likewise, self.present, self.listed, self.fined, self.followed, self.used,
            self.built_in, self.reactions, self.resisted, self.approvals, self.looks, self.suits, self.harmed,
            self.compared, self.proceedings, self.barred,
        )  # fmt: skip
        for way in ways:
            for a, relation, b, predicate, modality in way(place):
                known = (relation, a.entity) in doers if a.entity in place.here else (relation, b.entity) in objects
                if known or not self.allowed(relation, a, b):
                    continue
                voice = maker.voices.of(predicate.at, predicate.span)
                if predicate.noun_at >= 0:  # "차단을 검토했다"
                    voice = maker.voices.noun(predicate.noun_at, predicate.span, predicate.at)
                    voice = maker.carried(predicate, voice)
                if modality and voice.modality in ("asserted", "claimed"):
                    voice = replace(voice, modality=modality)
                yield maker.claim("left", a, relation, b, predicate.span, voice)
