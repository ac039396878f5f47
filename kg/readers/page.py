"""The tags of a page taken apart: what its head states, and its visible text."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_SILENT = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "select",
    "head",
}
_INLINE = {
    "a",
    "b",
    "i",
    "em",
    "strong",
    "span",
    "u",
    "s",
    "sub",
    "sup",
    "font",
    "mark",
    "small",
    "abbr",
    "code",
    "q",
    "cite",
    "time",
    "ruby",
}


_HEADLINE = 3  # words


@dataclass(slots=True)
class Facts:
    """What a page's head states."""

    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    canonical: str = ""
    linked: list[Any] = field(default_factory=list)


class Page(HTMLParser):
    """Collects metadata, the visible text, and of that the links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = Facts()
        self.text: list[str] = []
        self.links: set[str] = set()  # of so many words that a line of them alone is another article's headline
        self._link_from = -1
        self._silent = 0
        self._into = ""
        self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note metadata; break the line at a block."""
        have = {k: v or "" for k, v in attrs}
        name = (have.get("property") or have.get("name") or have.get("itemprop") or "").casefold()
        if tag == "meta" and name and have.get("content"):
            self.facts.meta.setdefault(name, have["content"].strip())
        elif tag == "time" and have.get("datetime"):
            self.facts.meta.setdefault("time", have["datetime"])
        elif tag == "link" and have.get("rel") == "canonical":
            self.facts.canonical = have.get("href", "")
        elif tag == "title" and not self.facts.title:
            self._into = "title"
        elif tag == "script" and have.get("type", "").casefold() == "application/ld+json":
            self._into = "script"
        self._silent += tag in _SILENT
        self._break(tag)
        if tag == "a" and have.get("href"):
            self._link_from = len(self.text)

    def handle_endtag(self, tag: str) -> None:
        """Leave what was entered; break the line at a block."""
        if tag == "script" and self._into == "script":
            self._link(self._script)
            self._script = ""
        if tag == "a" and self._link_from >= 0:
            words = "".join(self.text[self._link_from :]).split()
            self.links.update([" ".join(words)] if len(words) >= _HEADLINE else [])
            self._link_from = -1
        self._into = "" if tag == self._into else self._into
        self._silent = max(0, self._silent - (tag in _SILENT))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        """Take up a stretch of characters."""
        if self._into == "title":
            self.facts.title += data
        elif self._into == "script":
            self._script += data
        elif not self._silent:
            self.text.append(re.sub(r"\s+", " ", data))

    def _break(self, tag: str) -> None:
        if tag not in _INLINE:
            self.text.append("\n")

    def _link(self, script: str) -> None:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            return
        stack = [data]
        while stack and len(self.facts.linked) < 200:
            node = stack.pop()
            if isinstance(node, dict):
                self.facts.linked.append(node)
                stack += [node["@graph"]] if "@graph" in node else []
            elif isinstance(node, list):
                stack += reversed(node)


_BLOCK = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|table|tr|td|section|article|figure|blockquote)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_TAG = re.compile(r"</?(?:span|b|i|u|em|strong|a|img|font|iframe|sub|sup)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|middot|hellip|[lr][sd]quo|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE
)


def plain(text: str) -> str:
    r"""Turn a text that may hold HTML, as those of feeds and tables do, into plain lines.

    Lines of the source mean nothing where tags part the paragraphs, and are kept where none does.

    >>> plain("<p>수출이 늘었다.</p><p>A&amp;B도 웃었다.</p>"), plain("a < b &gt; c"), plain("<b>가</b>\n나 <b")
    ('수출이 늘었다.\n\nA&B도 웃었다.', 'a < b > c', '가\n나 <b')
    """
    if _BLOCK.search(text):
        lines = _visible(text).split("\n")
        return "\n\n".join(line for each in lines if (line := " ".join(each.split())))
    if _TAG.search(text):
        return "\n".join(_visible(line).strip("\n") for line in text.split("\n"))
    return html.unescape(text) if _ENTITY.search(text) else text


def _visible(markup: str) -> str:
    page = Page()
    page.feed(markup)
    page.close()
    return "".join(page.text)
