"""Colours, shapes and lines: one hue and shape for each top class, one line for each modality.

The hues are those of Okabe and Ito (2008), darkened where white paper asks for it; a shape repeats what a hue says, and
a dash pattern what a line's colour says, so that neither is needed to read the page.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from kg.ontology import Ontology

TOPS = {
    "Organization": ("#0072b2", "square"),
    "Person": ("#e08a00", "dot"),
    "Place": ("#00966b", "hexagon"),
    "Product": ("#b8478f", "diamond"),
    "Technology": ("#cc4c00", "triangle"),
    "Policy": ("#8a7400", "triangleDown"),
    "Event": ("#5b4fc4", "star"),
    "Work": ("#7a6455", "square"),
}
SPARE = ("#4d7c8a", "#8c5a2b", "#5f7f3a", "#83527a")
SHADES = (0.0, 0.42, -0.42, 0.22, -0.22, 0.6)  # share of white (or, below zero, of black) for subclass after subclass
PLAIN = ("#6b7280", "dot")
PAPER, DARK_PAPER = "#f3f1ea", "#1a202a"  # the ground of a community, which is nearer to the shapes than the page
SEEN = 3.0  # contrast that a shape needs: WCAG 2.2, 1.4.11
LINEAR = 0.04045  # part of a channel up to which sRGB is linear


class Modality(NamedTuple):
    """How a modality is named and drawn."""

    name: str
    ko: str
    en: str
    hint: str
    hint_en: str
    light: str
    dark: str
    dashes: tuple[int, ...]
    arrow: str


MODALITIES = {
    m.name: m
    for m in (
        Modality(
            "asserted",
            "사실",
            "Fact",
            "기사가 사실로 단정한 내용",
            "stated as fact by an article",
            "#5a6675",
            "#a3b0c2",
            (),
            "arrow",
        ),
        Modality(
            "claimed",
            "주장",
            "Claim",
            "누군가의 말이나 보도를 옮긴 내용",
            "what somebody says or reports",
            "#1d6fb8",
            "#6cb2f2",
            (8, 4),
            "arrow",
        ),
        Modality(
            "alleged",
            "의혹",
            "Allegation",
            "의혹이나 가능성을 제기한 내용",
            "a suspicion or a possibility raised",
            "#c05600",
            "#f29a4a",
            (2, 4),
            "arrow",
        ),
        Modality(
            "planned",
            "계획",
            "Plan",
            "하려고 하거나 검토하는 내용",
            "intended or under review",
            "#00806a",
            "#3fc7a9",
            (12, 4, 2, 4),
            "arrow",
        ),
        Modality(
            "predicted",
            "전망",
            "Forecast",
            "앞으로 그러리라고 내다본 내용",
            "expected for the future",
            "#7a4fc0",
            "#b795f0",
            (5, 5),
            "arrow",
        ),
        Modality(
            "denied",
            "부인",
            "Denied",
            "당사자가 사실이 아니라고 한 내용",
            "somebody says that it is not so",
            "#b3261e",
            "#f2857d",
            (8, 4),
            "bar",
        ),
        Modality(
            "negated",
            "부정",
            "Negated",
            "그렇지 않다고 했거나 철회된 내용",
            "stated not to be so, or withdrawn",
            "#7d1a3a",
            "#e58aa5",
            (2, 4),
            "bar",
        ),
    )
}


def classes(ontology: Ontology, used: set[str]) -> list[dict[str, Any]]:
    """Describe the classes that the page shows, each top class followed by its subclasses.

    Args:
        ontology: Gives labels and parents.
        used: Most specific classes of the entities; one that the ontology does not hold gets a plain grey dot.
    """
    out = []
    spare = dict(zip((c for c, i in ontology.classes.items() if not i.parent and c not in TOPS), SPARE, strict=False))
    for cls in sorted(used, key=lambda c: _place(ontology, c)):
        top = ontology.branch(cls)
        colour, shape = TOPS.get(top) or (spare.get(top, PLAIN[0]), PLAIN[1])
        family = [c for c in ontology.classes if ontology.branch(c) == top]
        rank = family.index(cls) - (len(family) > 1) if cls in family else 0  # the first subclass keeps the pure hue
        share = SHADES[rank % len(SHADES)] if rank >= 0 else -0.6
        info = ontology.classes.get(cls)
        label = info.label_ko if info and info.label_ko else cls or "미분류"
        english = info.label_en if info and info.label_en else cls or "unclassified"
        fill = mixed(colour, share)
        rims = {"rim": _rim(fill, PAPER, -1.0), "rim_dark": _rim(fill, DARK_PAPER, 1.0)}
        out.append({"id": cls, "ko": label, "en": english, "fill": fill, "shape": shape, **rims})
    return out


def contrast(one: str, other: str) -> float:
    """Return how far two colours are apart, as WCAG 2 counts it: 1 for the same, 21 for black and white.

    >>> contrast("#ffffff", "#000000"), round(contrast("#e08a00", "#fbfaf7"), 2)
    (21.0, 2.58)
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= LINEAR else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rim(fill: str, paper: str, way: float) -> str:
    """Return the colour of a shape's rim: that of the shape, darker or lighter until it can be told from the paper."""
    shades = (mixed(fill, way * step / 10) for step in range(10))
    return next(shade for shade in shades if contrast(shade, paper) >= SEEN)


def mixed(colour: str, share: float) -> str:
    """Mix a colour with white, or with black where the share is below zero.

    >>> mixed("#0072b2", 0.5), mixed("#0072b2", 0.0), mixed("#ffffff", -1)
    ('#80b9d9', '#0072b2', '#000000')
    """
    towards, part = (255, share) if share >= 0 else (0, -share)
    channels = (int(colour[k : k + 2], 16) for k in (1, 3, 5))
    return "#" + "".join(f"{int(c + (towards - c) * part + 0.5):02x}" for c in channels)


def _place(ontology: Ontology, cls: str) -> tuple[int, int, str]:
    top = ontology.branch(cls)
    tops = list(TOPS)
    order = list(ontology.classes)
    return (
        tops.index(top) if top in tops else len(tops),
        order.index(cls) if cls in order else len(order),
        cls,
    )
