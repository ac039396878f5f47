"""RSS 0.9 to 2.0 and Atom (RFC 4287), saved to a file: each item an article, its body what the feed holds of it.

lxml reads them item by item, goes on after slips, loads nothing and expands no entity of the file's own.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from lxml import etree

from kg.errors import ReadError
from kg.readers.outlets import outlet
from kg.readers.page import plain
from kg.readers.rows import Taken, composed
from kg.readers.streams import MARK, decoded

if TYPE_CHECKING:
    from kg.readers.sources import Source
    from kg.readers.unread import Found

_ROOTS = ("rss", "feed", "RDF")
_ITEMS = ("item", "entry")
_PARTS = {
    "title": ("title",),
    "body": ("encoded", "content", "description", "summary"),
    "date": ("pubDate", "published", "date", "issued", "updated", "modified"),
    "author": ("creator", "author"),
    "url": ("link", "origLink"),
    "id": ("guid", "id"),
}
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>")
_TAIL = 2000  # characters at the end among which a feed is closed


class _Whole:
    """A feed in UTF-8, whatever it was in, that tells whether it came to its end."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._tail = ""
        self.cut_off = False

    def read(self, size: int) -> bytes:
        """Read some bytes; lxml asks so. Damaged ones become U+FFFD, since XML has no room for MARK."""
        text = self._text.read(size)
        self.cut_off = not text and _END.search(self._tail) is None
        self._tail = (self._tail + text)[-_TAIL:]
        return text.replace(MARK, "\ufffd").encode("utf-8", "replace")


def read(stream: BinaryIO, source: Source) -> Iterator[Found]:
    """Read the articles of a feed.

    Raises:
        ReadError: It is no feed, declares entities, or holds no item.
    """
    begun, text = decoded(stream, source.label)
    if _ENTITY.search(begun):
        raise ReadError("XML with entities of its own", where=source.label, remedy="save the feed without a DOCTYPE")
    whole = _Whole(text)
    events = etree.iterparse(
        whole, events=("start", "end"), encoding="utf-8", recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    taken = Taken()
    publisher, number = "", 0
    for number, publisher, item in _items(events, whole, source):
        try:
            yield from composed({**_fields(item), "outlet": publisher}, source, f"item {number}", taken)
        except ReadError as error:
            yield error
    if whole.cut_off:
        where = f"{source.label}:{max((error.line for error in events.error_log), default=1)}"
        raise ReadError("damaged XML; what follows is lost", where=where, remedy="get the feed anew")
    if not number:
        raise ReadError("the feed holds no item", where=source.label, remedy="get it anew, or leave it out")


def _items(events: Any, whole: _Whole, source: Source) -> Iterator[tuple[int, str, Any]]:
    """Yield the items with their numbers and the feed's outlet; each is forgotten before the next."""
    publisher, number, root = "", 0, ""
    try:
        for event, element in events:
            name = _name(element)
            if event == "start":
                root = root or _root(name, source)
                continue
            parent = element.getparent()
            if name == "title" and parent is not None and _name(parent) in ("channel", "feed"):
                publisher = publisher or _outlet(_text(element))
            elif name in _ITEMS and parent is not None and _name(parent) not in _ITEMS:
                if whole.cut_off:
                    return  # lxml has closed what the file leaves open
                number += 1
                yield number, publisher, element
                element.clear(keep_tail=False)
                parent.remove(element)
    except etree.LxmlError as error:
        raise ReadError("damaged XML", where=source.label, remedy="get the feed anew") from error
    if not root:
        raise ReadError("no XML", where=source.label, remedy="get the feed anew")


def _root(name: str, source: Source) -> str:
    if name not in _ROOTS:
        raise ReadError(
            "XML, but neither RSS nor Atom", where=source.label, remedy="call a page .html; other XML is not read"
        )
    return name


def _name(element: Any) -> str:
    """Return an element's name without its namespace, declared or not."""
    return re.sub(r"^(?:\{[^}]*\}|[^:]*:)", "", element.tag) if isinstance(element.tag, str) else ""


def _fields(item: Any) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for part in item:
        if _name(part) == "link" and part.get("href"):
            if part.get("rel", "alternate") == "alternate":
                found.setdefault("link", []).append(part.get("href"))
        elif _name(part) == "author" and len(part):
            found.setdefault("author", []).extend(_text(p) for p in part if _name(p) == "name")
        else:
            found.setdefault(_name(part), []).append(_text(part))
    return {
        field: next((v for n in names for v in found.get(n, ()) if v.strip()), "") for field, names in _PARTS.items()
    }


def _text(element: Any) -> str:
    """Return what an element says: XHTML inside it (RFC 4287, 3.1.1.3) as markup, of entities those of HTML alone."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(etree.tostring(child, encoding="unicode", with_tail=False))
        elif child.tag is etree.Entity and (known := html.unescape(child.text)) != child.text:
            parts.append(known)
        parts.append(child.tail or "")
    return "".join(parts).replace("\ufffd", MARK)


def _outlet(title: str) -> str:
    """Name the outlet of a feed by its title: "연합뉴스 - 경제", "경제 | 한겨레"."""
    parts = [part.strip() for part in re.split(r"[|:>\-–—]", plain(title))]
    return next((name for part in parts for word in (part, part.split(" ")[0]) if (name := outlet(word))), "")
