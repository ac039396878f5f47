"""What the tagger sees: the words of a sentence without their particles, and cached features of each.

A sentence is cut into units (what stands between spaces and punctuation), a unit into its core and its tail of
particles and endings. Only the morphemes of cores are labelled, so the tagger's sequences are half as long as Kiwi's
and a name cannot end in a particle. Features come in groups, each of which one unit or one morpheme makes alone: its
weights are added up once (`Sums`), and an item's score is the sum of a dozen such sums.

What a feature says is in its first letters: w form, t tag, p and s beginning and end, h shape, c core, j particle,
k cue, g cluster of words (from coarse to fine); - and + (doubled: two away) the unit before and behind, < and > the
morpheme, 0 the border to what is before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.model import Morpheme
from kg.text.words import Kin, Words

_SPLIT = frozenset(("SP", "SF", "SE", "SSO", "SSC", "SS"))
_TAIL = frozenset(("VCP", "VCN", "XSV", "XSA", "XSM", "VX", "EP", "EF", "EC", "ETM", "ETN"))
_DOTS = frozenset("·ㆍ・/∙‧,…~-–—:;|")
_RUNS = (
    (re.compile("[가-힣]+"), "가"),
    (re.compile("[A-Z]+"), "A"),
    (re.compile("[a-z]+"), "a"),
    (re.compile("[0-9]+"), "0"),
    (re.compile("[\u4e00-\u9fff]+"), "漢"),
)
_LIMIT = 1 << 15  # words that are remembered
Group = Sequence[str]
# What a unit says of itself, of the next unit, of the one before it ...: how far away, in units, the unit stands that
# speaks of this one. A last group, BORDER, speaks of the next unit's first morpheme only.
AWAY = (0, -1, 1, -2, 2, 3)
BORDER = len(AWAY)
LATEST, LONGEST = 3, 4  # a morpheme's place in its core, and how many there are: more count as this
EDGE: tuple[Group, ...] = ((), ("edge",), ("edge",), (), (), (), ("edge",))  # stands before and behind a sentence


class Unit(NamedTuple):
    """What stands between spaces and punctuation.

    Attributes:
        first, last: Its core's morphemes, by index, half-open.
        core: The core's characters.
        josa: The first particle or ending behind the core, or "".
        before, after: Punctuation that touches the unit on either side, or "".
    """

    first: int
    last: int
    core: str
    josa: str
    before: str
    after: str


def units(text: str, morphemes: Sequence[Morpheme]) -> list[Unit]:
    """Cut a sentence into units.

    Args:
        text: The article's decoded source.
        morphemes: The sentence's morphemes, in order.

    Returns:
        The units that have characters of their own, in order.
    """
    out: list[Unit] = []
    count, i, before = len(morphemes), 0, ""
    while i < count:
        first = morphemes[i]
        if first.tag in _SPLIT or first.form in _DOTS:
            before = first.form
            i += 1
            continue
        j = i + 1
        while j < count:
            form, tag, _, _, eojeol = morphemes[j]
            if eojeol != first.eojeol or tag in _SPLIT or (form in _DOTS and not _joined(morphemes, j)):
                break
            j += 1
        if before and i and morphemes[i - 1].end < first.start:
            before = before if before in "‘“'\"" else ""
        end = _core_end(morphemes, i, j)
        stop = morphemes[end - 1].end
        after = (
            morphemes[j].form
            if j < count and morphemes[j].start == morphemes[j - 1].end and morphemes[j].eojeol == first.eojeol
            else ""
        )
        josa = morphemes[end].form if end < j else ""
        if out and first.tag[0] == "J" and i and _closes(morphemes[i - 1]) and morphemes[i - 1].end == first.start:
            _carry(out, first.form)
        elif stop > first.start:
            out.append(Unit(i, end, text[first.start : stop], josa, before, after))
        before = ""
        i = j
    return out


def _closes(m: Morpheme) -> bool:
    return m.tag == "SSC" or m.form in "’”'\")』」》>"


def _carry(out: list[Unit], josa: str) -> None:
    """Give a particle behind a closing mark to the unit before it, and to the one before a bracket."""
    out[-1] = out[-1]._replace(josa=josa)
    if len(out) > 1 and out[-1].before == "(" and out[-2].after == "(":
        out[-2] = out[-2]._replace(josa=josa)


def _joined(morphemes: Sequence[Morpheme], j: int) -> bool:
    """Whether a hyphen stands between letters or digits, as in "NX-20", or a dot between digits."""
    if morphemes[j].form not in "-–·" or j + 1 >= len(morphemes):
        return False
    left, right = morphemes[j - 1].tag, morphemes[j + 1].tag
    return left == right == "SN" if morphemes[j].form == "·" else right in ("SN", "SL") and left in ("SL", "SN", "NNP")


def _core_end(morphemes: Sequence[Morpheme], i: int, j: int) -> int:
    """Where the core of morphemes i to j ends; a unit that is all tail is all core."""
    end = j
    while end > i and ((tag := morphemes[end - 1].tag)[0] == "J" or tag in _TAIL):
        end -= 1
    return end if end > i else j


class Features:
    """Says what the tagger sees.

    Args:
        cues: For a word the class or the kind of cue that it is ("title" ...).
        surnames: Korean family names of one syllable.
        words: Clusters of words.
    """

    def __init__(self, cues: Mapping[str, str], surnames: frozenset[str], words: Words) -> None:
        self._cues = cues
        self._surnames = surnames
        self._words = words
        self.cue = lru_cache(_LIMIT)(self._cue)

    def sequence(self, morphemes: Sequence[Morpheme], found: Sequence[Unit]) -> list[list[str]]:
        """Return the features of each core morpheme of a sentence, in order; `Sums` adds up just these."""
        out: list[list[str]] = []
        cores = [EDGE] * 3 + [self.core(*u[2:]) for u in found] + [EDGE] * 3
        for k, unit in enumerate(found, 3):
            own, *beside = (cores[k + away][group] for group, away in enumerate(AWAY))
            border = cores[k - 1][BORDER]
            records = [self.morpheme(*morphemes[i][:2]) for i in range(unit.first, unit.last)]
            for at, record in enumerate(records):
                here = [*own, *(f for fs in beside for f in fs), *record[0], place(at, len(records))]
                here += records[at - 1][1] if at else border
                if at + 1 < len(records):
                    here += records[at + 1][2]
                out.append(here)
        return out

    def morpheme(self, form: str, tag: str) -> tuple[Group, Group, Group]:
        """Return the features of a morpheme for itself, for the one behind it and for the one before it."""
        own = [f"w={form}", f"t={tag}", f"t2={tag}{min(len(form), 5)}", f"p1={form[0]}{tag[:2]}", f"s2={form[-2:]}"]
        own.append("h=" + shape(form))
        kin = self._words.kin(form, tag)
        return (
            [*own, *_kin("g", kin)],
            [f"<w={form}", f"<t={tag}", *_kin("<g", kin)],
            [f">w={form}", f">t={tag}", *_kin(">g", kin)],
        )

    def core(self, core: str, josa: str, before: str, after: str) -> tuple[Group, ...]:
        """Return the features of a unit for the morphemes of the units in AWAY, and for the first one behind it."""
        bound = bool(josa or after)
        cue = _of_cue(self.cue(core), bound=bound)
        form = _of_shape(shape(core), min(len(core), 8), bound=bound)
        edge = _of_edges(josa, before, after)
        own = [f"c={core}", f"cp={core[:2]}", f"cs1={core[-1]}", f"cs2={core[-2:]}", f"cs3={core[-3:]}"]
        own += (form[0], edge[0], cue[0], edge[1], edge[2], form[1])
        if len(core) in (2, 3, 4) and core[0] in self._surnames:
            own.append(f"sur{len(core)}")
        kin = self._words.ending(core)
        return (
            [*own, *_kin("cg", kin)],
            [f"-c={core}", cue[1], edge[3], form[2], *_kin("-g", kin)],
            [f"+c={core}", cue[2], form[3], f"+s={core[-2:]}", edge[4], *_kin("+g", kin)],
            [cue[3], *_kin("--g", kin)[:2]],
            [cue[4], form[4], *_kin("++g", kin)[:2]],
            [cue[5]],
            [edge[5], cue[6], form[5]],
        )

    def _cue(self, core: str) -> str:
        """Return the cue of the longest word that ends a core, "^" before it where the core has more, or ""."""
        for start in range(max(0, len(core) - 8), len(core)):
            found = self._cues.get(core[start:])
            if found and (start == 0 or len(core) - start > 1):
                return found if start == 0 else "^" + found
        return ""

    def korean(self, name: str) -> bool:
        """Tell whether a name is built like a Korean's full name: a family name and two syllables."""
        return len(name) == 3 and name[0] in self._surnames and "가" <= name[1] <= "힣" and "가" <= name[2] <= "힣"

    def titled(self, found: Sequence[Unit], first: int, last: int) -> bool:
        """Tell whether a person's title stands in the units of a name, behind it (also two units on) or before it."""
        near = [found[k] for k in range(last, min(last + 4, len(found)))]
        for n, unit in enumerate(near):
            if n and self.cue(unit.core).endswith("title"):
                return True
            if unit.josa or (unit.after and n):
                break
        return (
            first > 0
            and not found[first - 1].after
            and not found[first - 1].josa
            and self.cue(found[first - 1].core) == "title"
        )

    def span(self, found: Sequence[Unit], first: int, last: int, name: str) -> list[str]:
        """Return the features of a whole name for its class.

        Args:
            found: The sentence's units.
            first: Index of the unit in which it begins.
            last: Index of the unit in which it ends.
            name: Its characters.
        """
        head, tail = found[first], found[last]
        form = shape(name)
        own = self.cue(name.rpartition(" ")[2])
        out = [
            "1",
            f"n={name}",
            f"h={form}",
            f"l={min(len(name), 9)}",
            f"u={last - first}",
            f"k={own}",
            f"j={tail.josa}",
            f"q={head.before}{tail.after}",
        ]
        out += [f"s{n}={name[-n:]}" for n in (1, 2, 3, 4) if len(name) > n]
        out += [f"p{n}={name[:n]}" for n in (1, 2, 3) if len(name) > n]
        out += [f"b={name[i : i + 2]}" for i in range(len(name) - 1)]
        out += [f"w={word}" for word in name.split()]
        out += _kin("g", self._words.ending(name))
        if len(name) in (2, 3, 4) and name[0] in self._surnames and last == first:
            out.append(f"sur{len(name)}")
        rest = tail.core[tail.core.rfind(name.rpartition(" ")[2]) + len(name.rpartition(" ")[2]) :]
        if rest:
            out += [f"r={rest}", f"+k={self.cue(rest)}"]
        begun = head.core.find(name.partition(" ")[0])
        if begun > 0:
            out += [f"f={head.core[:begun]}", f"-k={self.cue(head.core[:begun])}"]
        free = not tail.josa and not tail.after
        if last + 1 < len(found):
            unit = found[last + 1]
            out += [
                f"+c={unit.core}",
                f"+k={self.cue(unit.core)}{free}",
                f"+s={unit.core[-2:]}{free}",
                f"+j={unit.josa}",
                f"j+c={tail.josa}|{unit.core[:2]}",
                *_kin(f"+g{free}", self._words.ending(unit.core)),
            ]
        if last + 2 < len(found):
            out += [f"++k={self.cue(found[last + 2].core)}{free}", f"++c={found[last + 2].core}"]
        out.append(f"z={found[-1].core}")
        near = [found[k].core for k in range(last + 1, min(last + 6, len(found)))]
        out += [f"v={core}" for core in near]
        out += [f for core in near for f in _kin("vg", self._words.ending(core))[:2]]
        if first:
            unit = found[first - 1]
            bound = not unit.josa and not unit.after
            out += [
                f"-c={unit.core}{bound}",
                f"-k={self.cue(unit.core)}{bound}",
                f"-s={unit.core[-2:]}{bound}",
                f"-j={unit.josa}",
                f"-h={shape(unit.core)[:2]}{unit.josa}",
                *_kin(f"-g{bound}", self._words.ending(unit.core)),
            ]
        if first > 1:
            out += [f"--k={self.cue(found[first - 2].core)}", f"--j={found[first - 2].josa}"]
        return out


# What recurs in the features of cores, in the order of the groups that it goes to: made once.


@lru_cache(_LIMIT)
def _of_cue(cue: str, *, bound: bool) -> Group:
    far = f"--k={cue}{'' if bound else '~'}"
    return f"ck={cue}", f"-k={cue}", f"+k={cue}", far, f"++k={cue}", f"+++k={cue}", f"0k={cue}{bound}"


@lru_cache(_LIMIT)
def _of_shape(form: str, length: int, *, bound: bool) -> Group:
    short, first = form[:3], form[:2]
    border = f"0h={short}{min(length, 4)}{bound}"
    return f"ch={form}", f"cn={length}{first}", f"-h={short}{bound}", f"+h={short}", f"++h={first}", border


@lru_cache(_LIMIT)
def _of_edges(josa: str, before: str, after: str) -> Group:
    bound = josa or after
    return f"cj={josa}", f"co={before}", f"cz={after}", f"-j={bound}", f"+o={before}", f"0j={bound}"


@lru_cache(_LIMIT)
def _kin(mark: str, kin: Kin | None) -> Group:
    return () if kin is None else tuple([f"{mark}{level}={k}" for level, k in enumerate(kin)])


def place(at: int, count: int) -> str:
    """Return the feature of the place that a morpheme has in a core of so many."""
    return f"u{min(at, LATEST)}/{min(count, LONGEST)}"


@lru_cache(_LIMIT)
def shape(form: str) -> str:
    """Return the kinds of characters of a form in order ("NX-20" -> "A-0")."""
    for pattern, sign in _RUNS:
        form = pattern.sub(sign, form)
    return form[:6]
