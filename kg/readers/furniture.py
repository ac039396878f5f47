"""Finds an article's own lines on a page: headline, standfirst and paragraphs, without the page's furniture.

The rules are facts about how Korean news pages are laid out, not about any one outlet: a line made up of menu words is
a menu; under a list's header stand headlines of other articles until a paragraph resumes; comments end the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile

from kg.model import Block, Span
from kg.readers import phrases
from kg.readers.credits import is_furniture, trim
from kg.readers.lines import BLANKS, Line, split

_CLOSERS = "\"'”’」』)]〉》 "
_SAYS = re.compile(r"[^\W_][\W_]*[^\W_]")  # two letters or digits
_FINAL = (".", "?", "!", "다", "요", "죠")
_ARROWS = "▶▷►▸☞※☆★"
_WORDS = re.compile(r"[가-힣]{2,}|[A-Za-z]{2,}|\d{2,}")
_TOLD = re.compile(r"[\[“”‘’\"'…?!,]")  # which headlines have, and menus have not
_NUMBER = re.compile(r"\d{1,2}[.)]\s")
_BRACKETED = re.compile(r"[\[<【][가-힣][가-힣 ]{1,10}[\]>】]")
_SHARED = 0.2  # of a line's words, in the paragraphs
_DOTS = tuple("•‣▪∙◦")
_LONGEST_ENTRY = 12  # characters of a menu's entry
_BROKEN, _SHORT = 5, 40  # lines of a sentence that is broken, and the characters of each
_SUMMARY = 6  # lines that a program's summary may have, its notice among them
_WORD = 8  # characters of a lone word: no headline, no standfirst
_LONG_HEADLINE = 150  # characters; no headline is longer


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source's lines turned out to be.

    Attributes:
        blocks: The article's own blocks, in order.
        head: Lines before the article's first paragraph, furniture included.
        tail: Lines that are furniture after its first paragraph, up to the readers' comments.
        datelines: What was cut off the start of paragraphs that are no captions.
    """

    blocks: tuple[Block, ...]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    datelines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One line with its verdict: `label` is "" for a line that may be the article's own."""

    line: Line
    span: Span
    label: str
    dateline: str = ""
    caption: bool = False
    text: str = ""

    @property
    def prose(self) -> bool:
        """Tell whether the line is a paragraph of full sentences."""
        return not self.label and is_prose(self.text)


def is_prose(text: str) -> bool:
    """Tell a paragraph from a headline: it is long enough and ends its last sentence.

    >>> is_prose("반도체 수출이 석 달 연속으로 늘어 지난해 같은 달을 크게 웃돌았다.")
    True
    >>> is_prose("반도체 수출 석 달째 증가…")
    False
    """
    bare = text.rstrip(_CLOSERS)
    if len(text) >= 60:
        return bare.endswith(_FINAL) or "다. " in text or len(text) > _LONG_HEADLINE
    return len(text) >= 30 and bare.endswith(".")


def read_page(text: str, *, titled: bool = False) -> Reading:
    """Tell an article's blocks from the furniture of its page.

    Args:
        text: The decoded source.
        titled: The first line is known to be the headline.

    Returns:
        The blocks with their spans in `text`, and the furniture that may hold metadata.
    """
    items = [_judge(text, line) for line in split(text)]
    if titled and items:
        first = items[0]
        items[0] = replace(first, label="", span=first.line.span, text=first.line.text, caption=False, dateline="")
    kept, end = _keep(items)
    own = _cohesive(items, _without_edges(items, kept, titled=titled), titled=titled)
    paragraphs = (i for n, i in enumerate(own) if items[i].prose and not (n == 0 and _may_head(items[i])))
    first_prose = next(paragraphs, len(items))
    ours = set(own)
    tail = tuple(item.line.text for i, item in enumerate(items[:end]) if i > first_prose and i not in ours)
    datelines = tuple(items[i].dateline for i in own if items[i].dateline and not items[i].caption)
    head = tuple(item.line.text for item in items[:first_prose])
    return Reading(_blocks([items[i] for i in own], titled=titled), head, tail, datelines)


def _judge(text: str, line: Line) -> _Item:
    """Label a line, or cut its edges and leave it unlabelled."""
    label = _label(line.text)
    if label:
        return _Item(line, line.span, label)
    cut = trim(text, line.span)
    rest = cut.span.of(text)
    notice = phrases.COPYRIGHT_CLOSER.search(line.text)
    if not _SAYS.search(rest) or (rest != line.text and is_furniture(rest)):
        return _Item(line, line.span, "copyright" if notice else "credit", cut.dateline)
    if notice and len(rest) < 30 and not rest.endswith(_FINAL):
        return _Item(line, line.span, "copyright")
    photo = "=" in cut.dateline and "기자" not in cut.dateline and "특파원" not in cut.dateline
    return _Item(line, cut.span, "", cut.dateline, cut.credit or photo or line.mark in ("▲", "△"), rest)


def _label(whole: str) -> str:
    """Name the furniture that a line is, or return ""."""
    tests = (
        ("comments", len(whole) <= 48 and phrases.COMMENTS.fullmatch(whole)),
        ("related", phrases.RUN_ON.match(whole) or (len(whole) <= 48 and phrases.RELATED.fullmatch(whole))),
        ("list", len(whole) <= 48 and phrases.PAGE_LISTS.fullmatch(whole)),
        ("summary", len(whole) <= 24 and phrases.SUMMARY.fullmatch(whole)),
        ("imprint", len(whole) <= 120 and phrases.IMPRINT.match(whole)),
        ("chrome", phrases.HASHTAGS.fullmatch(whole) or is_furniture(whole)),
        ("boilerplate", len(whole) <= 160 and phrases.BOILERPLATE.search(whole)),
    )
    return next((name for name, hit in tests if hit), "")


def _keep(items: Sequence[_Item]) -> tuple[list[int], int]:
    """Return the lines that stand outside lists, notices and comments, and where the page's own text ends."""
    kept: list[int] = []
    prose, chars, needed = 0, 0, 0
    summed_up = _summed_up(items)
    for i, item in enumerate(items):
        if item.label == "comments" and (prose >= 2 or chars >= 200):
            return kept, i
        if item.label in ("related", "list", "copyright", "imprint", "boilerplate") and prose:
            needed = max(needed, 1 if item.label in ("related", "boilerplate") else 2)
        if item.label or i in summed_up:
            continue
        if needed and not _resumes(items, i, needed):
            continue
        needed = 0
        kept.append(i)
        if item.prose:
            prose, chars = prose + 1, chars + len(item.text)
    return kept, len(items)


def _summed_up(items: Sequence[_Item]) -> set[int]:
    """The lines of programs' summaries of the article."""
    return {
        k for i, item in enumerate(items) if item.label == "summary" for k in range(i + 1, i + 1 + _summary(items, i))
    }


def _summary(items: Sequence[_Item], header: int) -> int:
    """How many lines below its header a summary takes: up to the notice that it is one, or from it to a button.

    Without a notice, only what is set as entries: the header may be a button.
    """
    below = items[header + 1 : header + 1 + _SUMMARY]
    noticed, lines = False, 0
    for n, item in enumerate(below):
        if not item.label:
            lines += len(item.text) <= _LONG_HEADLINE
        elif item.label == "boilerplate":
            if lines:
                return n
            noticed = True
        elif noticed:
            return n if lines else 0
    return sum(1 for _ in takewhile(lambda x: x.line.bullet or _NUMBER.match(x.line.text), below))


def _resumes(items: Sequence[_Item], i: int, needed: int) -> bool:
    """Tell whether the article goes on here: with so many long paragraphs in a row, maybe under a heading."""
    rest = [item for item in items[i : i + 8] if item.label not in ("credit", "chrome", "summary")]
    if items[i].line.mark and not items[i].prose:
        rest = rest[1:]
    run = rest[:needed]
    return len(run) == needed and all(r.prose and len(r.text) >= 25 * needed and not r.line.bullet for r in run)


def _without_edges(items: Sequence[_Item], kept: Sequence[int], *, titled: bool) -> list[int]:
    """Drop leftover menus before the headline and leftover lists after the last paragraph."""
    prose = [i for n, i in enumerate(kept) if items[i].prose and not (n == 0 and _may_head(items[i]))]
    if not prose:
        return list(kept)
    head = [i for i in kept if i < prose[0]]
    if not titled:
        long = next((n for n, i in enumerate(head) if len(items[i].text) >= 12), 0)
        head = head[long:] if all(len(items[i].text) <= _WORD for i in head[:long]) and (head and head[0] > 0) else head
    notices = " ".join(item.line.text for item in items if phrases.COPYRIGHT.search(item.line.text))
    head = [i for n, i in enumerate(head) if (titled and n == 0) or not _in_menu(items[i], notices, first=n == 0)]
    tail = [i for i in kept if i > prose[-1] and _closes(items[i])]
    middle = [i for i in kept if prose[0] <= i <= prose[-1]]
    return _without_repeats(items, head + [i for i in middle if not _stray(items, i)] + tail)


def _cohesive(items: Sequence[_Item], own: Sequence[int], *, titled: bool) -> list[int]:
    """Drop short lines that share no words with the article's paragraphs: menus, notices, other articles' headlines.

    After Hearst (1997): a text repeats its words, what is beside it does not.
    """
    prose = [i for i in own if items[i].prose]
    if not prose:
        return list(own)
    told = " ".join(items[i].text for i in own if items[i].prose or _ends(items[i]))
    said = _sentences(items, own, prose)
    fits = {i for i in own if i in said or items[i].caption or _cohesion(items[i], told) >= _SHARED}
    head = [i for i in own if i < prose[0]]
    first = head[:1] if titled or (head and head[0] == 0 and _TOLD.search(items[0].text)) else []
    if head and not first and not any(i in fits for i in head):
        first = [max(head, key=lambda i: len(items[i].text))]
    fits.update(first)
    return [i for i in own if i in fits]


def _sentences(items: Sequence[_Item], own: Sequence[int], prose: Sequence[int]) -> set[int]:
    """The paragraphs with the sentences among them, and those that stand right before or behind one."""
    said = set(prose)
    ends = {i for i in own if _ends(items[i])}
    said |= {i for i in own if prose[0] < i < prose[-1] and (i in ends or _subhead(items, i))}
    said |= set(_broken(items, own, ends))
    for step, edge in ((-1, prose[0]), (1, prose[-1])):
        said.update(takewhile(ends.__contains__, count(edge + step, step)))
    return said


def _broken(items: Sequence[_Item], own: Sequence[int], ends: Collection[int]) -> Iterator[int]:
    """Lines of a sentence that is broken over several without a gap, as what is spoken is set: the last one ends it."""
    run: list[int] = []
    for i in own:
        if run and (i != run[-1] + 1 or items[i].line.gap or items[i].line.bullet):
            run = []
        run.append(i)
        if i in ends:
            yield from run if _spoken(items, run) else ()
            run = []


def _spoken(items: Sequence[_Item], run: Sequence[int]) -> bool:
    return 1 < len(run) <= _BROKEN and all(len(items[i].text) <= _SHORT for i in run)


def _subhead(items: Sequence[_Item], i: int) -> bool:
    """Tell a heading by its mark, number or brackets ("[사실관계]"), with a paragraph below it."""
    line = items[i].line
    marked = (bool(line.mark) and line.mark[0] not in _ARROWS) or bool(_BRACKETED.fullmatch(line.text))
    return items[i + 1].prose and (marked or bool(_NUMBER.match(line.text)))


def _ends(item: _Item) -> bool:
    return item.text.rstrip(_CLOSERS).endswith((".", "?", "!"))


def _cohesion(item: _Item, told: str) -> float:
    """The share of a line's words of which the first two letters stand in a text, beside itself."""
    words = [w[:2] for w in _WORDS.findall(item.text)]
    others = told.replace(item.text, " ") if _ends(item) else told
    return sum(w in others for w in words) / len(words) if words else 0.0


def _in_menu(item: _Item, notices: str, *, first: bool) -> bool:
    """Tell a menu's entry ("• 판례속보"), a lone word or the outlet's name below a headline from a standfirst."""
    if len(item.text) > _LONGEST_ENTRY:
        return False
    word = not first and " " not in item.text
    return item.line.bullet[:1] in _DOTS or (word and (len(item.text) <= _WORD or item.text in notices))


def _closes(item: _Item) -> bool:
    """Tell a last short sentence or caption from a leftover headline of another article."""
    return item.caption or (item.text.rstrip(_CLOSERS).endswith(".") and not item.line.bullet)


def _stray(items: Sequence[_Item], i: int) -> bool:
    """Tell a link amid the text ("▶ ...") from a heading: no paragraph follows it."""
    mark = items[i].line.mark
    follows = i + 1 < len(items) and items[i + 1].prose
    link = not follows or items[i].text.startswith(("[", "<", "【"))
    return bool(mark) and mark[0] in _ARROWS and not items[i].prose and link


def _without_repeats(items: Sequence[_Item], own: Sequence[int]) -> list[int]:
    """Drop lines that repeat the first or the previous one: pages print headlines and captions more than once."""
    first = items[own[0]].text
    return [i for n, i in enumerate(own) if n == 0 or items[i].text not in (first, items[own[n - 1]].text)]


def _may_head(item: _Item) -> bool:
    """Tell whether a first line can be the headline: no paragraph, or a short sentence without its full stop."""
    return not item.prose or (len(item.text) <= 80 and not item.text.rstrip(_CLOSERS).endswith("."))


def _blocks(own: Sequence[_Item], *, titled: bool) -> tuple[Block, ...]:
    out: list[Block] = []
    for n, item in enumerate(own):
        after = own[n + 1] if n + 1 < len(own) else None
        if n == 0 and (titled or (_may_head(item) and not item.caption)):
            kind = "headline"
        elif item.prose or item.caption or item.text.rstrip(_CLOSERS + BLANKS).endswith((".", "?", "!")):
            kind = "body"
        elif _second_headline(item, own[n - 1] if n else None, after):
            kind = "headline"
        else:
            kind = "standfirst"
        out.append(Block(item.span, kind))
    return tuple(out)


def _second_headline(item: _Item, before: _Item | None, after: _Item | None) -> bool:
    """Tell the headline of a second article on the page: it follows a paragraph and has a standfirst of its own."""
    stacked = before is not None and before.prose and after is not None and not after.prose and not after.caption
    return stacked and not item.line.mark and not item.line.bullet and len(item.text) >= 15
