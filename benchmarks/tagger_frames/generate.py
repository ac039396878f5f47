"""Write training sentences: frames of newspaper Korean, filled with names that are composed at run time and exist nowhere.

Names are made of syllables and endings by chance with a fixed seed; nothing here names anybody on purpose.
"""

# ruff: noqa: E501 - a template is easier to read on one line
from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)(!?)(?::([가-힣]+))?\}([가-힣]*)")
CLASSES = frozenset(
    (
        "Company", "Person", "MediaOutlet", "ResearchInstitute", "GovernmentBody", "PoliticalParty", "InternationalOrganization",
        "Organization", "Country", "Region", "Place", "AIModel", "Chip", "Device", "Software", "Equipment", "Product", "Technology",
        "Policy", "Event", "Work",
    )
)  # fmt: skip
PLAIN = {
    "Company": "plain_company", "Organization": "plain_body", "MediaOutlet": "plain_company", "ResearchInstitute": "plain_body",
    "GovernmentBody": "plain_body", "PoliticalParty": "plain_body", "Person": "plain_person", "AIModel": "plain_product",
    "Chip": "plain_product", "Device": "plain_product", "Software": "plain_product", "Equipment": "plain_product",
    "Product": "plain_product", "Technology": "plain_product", "Policy": "plain_policy", "Event": "plain_policy",
    "Work": "plain_policy",
}  # fmt: skip
LETTERS = "BCDEGHIKLMNPQRSTVXZ"
VERSIONS = (
    "프로",
    "미니",
    "플래시",
    "울트라",
    "나노",
    "터보",
    "맥스",
    "라이트",
    "플러스",
    "Pro",
    "Mini",
    "Turbo",
    "Max",
    "Ultra",
    "V",
    "씽킹",
)


class Example(NamedTuple):
    """A sentence with its names: (start, end, class), in code points."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


class Names:
    """Composes names of every class.

    Args:
        parts: The lists of parts.yaml.
        seed: Of the generator of chance.
    """

    def __init__(self, parts: dict[str, Any], seed: int) -> None:
        self.parts = parts
        self.chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn

    def pick(self, key: str) -> str:
        """Draw one word of a list."""
        return str(self.chance.choice(self.parts[key]))

    def make(self, cls: str) -> str:
        """Compose one name of a class ("Drug", "Craft" and "Alias" too)."""
        return str(getattr(self, "_" + cls.lower())())

    def foreign(self) -> str:
        """A word that sounds foreign, two to five syllables."""
        mids = self.chance.choices((0, 1, 2), (5, 4, 1))[0]
        return (
            self.pick("foreign_heads")
            + "".join(self.pick("foreign_mids") for _ in range(mids))
            + self.pick("foreign_tails")
        )

    def latin(self) -> str:
        """A name in Latin letters: an acronym or a coined word."""
        if self.chance.random() < 0.5:
            return "".join(self.chance.choices(LETTERS + "AOU", k=self.chance.randint(2, 4)))
        word = self.pick("latin_heads") + self.pick("latin_tails")
        return word if self.chance.random() < 0.8 else word.upper()

    def sino(self) -> str:
        """Two syllables of a Korean company's name."""
        return self.pick("sino") + self.pick("sino")

    def code(self) -> str:
        """Letters and digits ("NX-20", "K300")."""
        letters = "".join(self.chance.choices(LETTERS, k=self.chance.choice((1, 1, 2, 2, 3))))
        number = str(
            self.chance.choice(
                (
                    self.chance.randint(1, 9),
                    self.chance.randint(10, 99),
                    self.chance.randint(1, 99) * 10,
                    self.chance.randint(1000, 9999),
                )
            )
        )
        return letters + self.chance.choice(("", "", "-")) + number + self.chance.choice(("", "", "", "S", "X", "E"))

    def version(self) -> str:
        """A version behind a name, with the space or hyphen before it."""
        number = self.chance.choice(
            (
                str(self.chance.randint(1, 9)),
                f"{self.chance.randint(1, 5)}.{self.chance.randint(0, 9)}",
                f"V{self.chance.randint(2, 6)}",
            )
        )
        kind = self.chance.randint(0, 5)
        extra = self.chance.choice(VERSIONS)
        return (f" {number}", f"-{number}", number, f" {extra}", f" {number} {extra}", f"-{number} {extra}")[kind]

    def coined(self) -> str:
        """A short brand: foreign, Latin, a word, or two words."""
        kind = self.chance.random()
        if kind < 0.36:
            return self.foreign()
        if kind < 0.48:
            return self.latin()
        if kind < 0.6:
            return self.pick("foreign_words")
        if kind < 0.84:
            return (
                self.pick("foreign_words")
                + self.chance.choice(("", " ", " "))
                + self.chance.choice((self.pick("foreign_words"), self.foreign()))
            )
        return self.pick("native")

    def _company(self) -> str:
        kind = self.chance.random()
        if kind < 0.24:
            return self.foreign()
        if kind < 0.34:
            return self.foreign() + self.chance.choice(("", " ", " ")) + self.pick("foreign_org_tails")
        if kind < 0.46:
            return (
                self.chance.choice((self.pick("foreign_words"), self.foreign()))
                + self.chance.choice(("", " "))
                + self.chance.choice((self.pick("foreign_words"), self.foreign(), self.pick("foreign_org_tails")))
            )
        if kind < 0.64:
            return self.sino() + self.pick("korean_org_tails")
        if kind < 0.70:
            return self.pick("native") + self.chance.choice((self.pick("korean_org_tails"), ""))
        if kind < 0.78:
            return (
                "".join(self.chance.choices(LETTERS + "AJOW", k=self.chance.choice((2, 2, 3))))
                + self.chance.choice(("", ""))
                + self.pick("korean_org_tails")
            )
        if kind < 0.86:
            return self.latin()
        if kind < 0.94:
            return "".join(self.pick("chinese") for _ in range(self.chance.choice((2, 2, 3)))) + self.pick(
                "chinese_org_tails"
            )
        return self.pick("japanese") + self.pick("japanese") + self.pick("japanese_org_tails")

    def _alias(self) -> str:
        return self.latin()

    def _person(self) -> str:
        kind = self.chance.random()
        if kind < 0.5:
            return self.chance.choice(self.parts["surnames"]) + self.pick("given") + self.pick("given")
        if kind < 0.53:
            return self.chance.choice(self.parts["surnames"]) + self.pick("given")
        if kind < 0.78:
            first = self.pick("first_names") if self.chance.random() < 0.6 else self.foreign()
            middle = f" {self.foreign()}" if self.chance.random() < 0.08 else ""
            return f"{first}{middle} {self.foreign()}"
        if kind < 0.88:
            return self.pick("chinese_surnames") + "".join(
                self.pick("chinese_given") for _ in range(self.chance.choice((1, 1, 2)))
            )
        if kind < 0.94:
            return f"{self.pick('japanese')}{self.pick('japanese')} {self.pick('japanese')}{self.pick('foreign_mids')}"
        return self.foreign()

    def _aimodel(self) -> str:
        base = self.coined()
        return base + (self.version() if self.chance.random() < 0.6 else "")

    def _chip(self) -> str:
        kind = self.chance.random()
        return self.code() if kind < 0.55 else self.coined() + (self.version() if kind > 0.8 else "")

    def _device(self) -> str:
        kind = self.chance.random()
        if kind < 0.25:
            return self.code()
        return self.coined() + (
            self.chance.choice((f" {self.code()}", self.version(), "봇", str(self.chance.randint(1, 30))))
            if kind < 0.65
            else ""
        )

    def _software(self) -> str:
        kind = self.chance.random()
        if kind < 0.2:
            return self.pick("native") + self.chance.choice(
                ("페이", "톡", "마켓", "맵", "노트", "케어", "클래스", "뮤직", "배송", "룸", "")
            )
        if kind < 0.3:
            return f"{self.pick('foreign_words')} {self.chance.choice(('오브', '앤', '더', '온라인', '모바일', '월드'))} {self.pick('foreign_words')}"
        if kind < 0.38:
            return f"{self.coined()}{self.chance.choice((' 온라인', ' 모바일', 'M', 'OS', ' 클라우드', ' 2', ' 3'))}"
        return self.coined()

    def _equipment(self) -> str:
        return self.code() if self.chance.random() < 0.5 else f"{self.coined()} {self.code()}"

    def _drug(self) -> str:
        kind = self.chance.random()
        if kind < 0.7:
            return (
                self.pick("drug_heads") + self.chance.choice(("", self.pick("foreign_mids"))) + self.pick("drug_tails")
            )
        if kind < 0.85:
            return (
                "".join(self.chance.choices(LETTERS, k=self.chance.choice((2, 3))))
                + "-"
                + str(self.chance.randint(100, 9999))
            )
        return self.foreign()

    def _craft(self) -> str:
        kind = self.chance.random()
        base = self.chance.choice((self.pick("native"), self.foreign(), self.sino(), self.pick("foreign_words")))
        if kind < 0.6:
            return base + self.pick("craft_tails")
        return (
            self.code()
            if kind < 0.8
            else f"{self.pick('foreign_words')} {self.pick('foreign_words')}"
            if kind < 0.9
            else base
        )

    def _product(self) -> str:
        return self.chance.choice((self._drug, self._craft, self._device, self.coined))()

    def _mediaoutlet(self) -> str:
        head = self.chance.choice(
            (
                self.pick("media_heads"),
                self.pick("regions"),
                self.foreign(),
                self.sino(),
                self.pick("foreign_words"),
                self.pick("fields"),
            )
        )
        if self.chance.random() < 0.1:
            return self.latin() + self.chance.choice((" 방송", "뉴스", ""))
        return head + self.chance.choice(("", "", "", " " if len(head) > 2 else "")) + self.pick("media_tails")

    def _researchinstitute(self) -> str:
        head = self.chance.choice(
            (
                self.foreign(),
                self.foreign(),
                self.sino(),
                "한국" + self.pick("body_topics"),
                self.pick("regions"),
                self.pick("foreign_words"),
                f"{self.pick('countries')}{self.pick('body_topics')}",
                self.latin(),
            )
        )
        return head + self.pick("institute_tails")

    def _governmentbody(self) -> str:
        kind = self.chance.random()
        if kind < 0.5:
            return (
                self.chance.choice(("", "", "국가", "중앙", "연방"))
                + self.pick("body_topics")
                + self.chance.choice(("", "", self.pick("body_topics")))
                + self.pick("body_tails")
            )
        if kind < 0.65:
            return f"{self.pick('regions').removesuffix('주')}{self.chance.choice(('지방법원', '지법', '고법', '지검', '경찰청', '시청', '세관', '교육청', '지방국세청', '중앙지검', '시의회', '행정법원'))}"
        if kind < 0.85:
            topic = self.chance.choice(
                (
                    "상무부",
                    "재무부",
                    "국방부",
                    "외교부",
                    "법무부",
                    "국무부",
                    "에너지부",
                    "노동부",
                    "내무부",
                    "교통부",
                    "보건부",
                    "환경부",
                    "대법원",
                    "의회",
                    "하원",
                    "중앙은행",
                    "해군",
                    "공군",
                    "대통령실",
                    "정부",
                    "행정부",
                )
            )
            return f"{self.chance.choice((self.pick('countries'), '미', self.foreign()))} {topic}"
        return f"{self.foreign()} {self.chance.choice(('행정부', '정부', '정권', '내각'))}"

    def _politicalparty(self) -> str:
        if self.chance.random() < 0.2:
            return f"{self.chance.choice((self.pick('countries'), self.foreign()))}{self.pick('party_tails')}"
        return self.pick("party_heads") + self.chance.choice(("", self.pick("party_heads"))) + self.pick("party_tails")

    def _internationalorganization(self) -> str:
        head = self.chance.choice(
            ("세계", "국제", "유럽", "아시아", "아프리카", "동남아", "남미", "아랍", "유엔", "태평양")
        )
        return (
            head
            + self.pick("body_topics")
            + self.chance.choice(
                ("기구", "연합", "위원회", "은행", "기금", "연맹", "개발은행", "협력기구", "이사회", "총회", "사무국")
            )
        )

    def _organization(self) -> str:
        kind = self.chance.random()
        if kind < 0.55:
            return self.pick("assoc_heads") + self.pick("assoc_topics") + self.pick("assoc_tails")
        if kind < 0.8:
            return f"{self.chance.choice((self.pick('regions'), self.sino(), self.foreign()))}{self.chance.choice((' ', ' ', ''))}{self.pick('club_tails')}"
        return f"{self._company()} 노조" if kind < 0.86 else self.coined()

    def _country(self) -> str:
        return self.pick("countries")

    def _region(self) -> str:
        return (
            self.pick("regions")
            if self.chance.random() < 0.6
            else self.foreign() + self.chance.choice(("", "", "주", "시", "군", "섬"))
        )

    def _place(self) -> str:
        return self.chance.choice((self.pick("regions"), self.foreign(), self.sino())) + self.pick("place_tails")

    def _technology(self) -> str:
        return (
            self.code()
            if self.chance.random() < 0.3
            else self.latin()
            if self.chance.random() < 0.5
            else f"{self.coined()} {self.chance.choice(('아키텍처', '엔진', '공정', '플랫폼', '프로토콜', '알고리즘'))}"
        )

    def _tech(self) -> str:
        return (
            self.pick("law_topics")
            + self.chance.choice(("", self.pick("body_topics")))
            + self.chance.choice(
                (
                    "장치",
                    "기술",
                    "시스템",
                    "공정",
                    "인터페이스",
                    "프로토콜",
                    "학습",
                    "검사",
                    "솔루션",
                    "표준",
                    "설계",
                    "엔진",
                )
            )
        )

    def _policy(self) -> str:
        kind = self.chance.random()
        if kind < 0.65:
            return (
                self.pick("law_topics") + self.chance.choice(("", "", self.pick("law_topics"))) + self.pick("law_tails")
            )
        if kind < 0.85:
            return f"{self.coined()} {self.chance.choice(('프로젝트', '이니셔티브', '협정', '계획', '프로그램', '구상', '전략', '법'))}"
        return f"{self.pick('countries')}·{self.pick('countries')} {self.chance.choice(('자유무역협정', '통상협정', '원자력협정', '투자협정'))}"

    def _event(self) -> str:
        kind = self.chance.random()
        year = self.chance.randint(2015, 2035)
        if kind < 0.3:
            return f"{self.latin()} {year}"
        if kind < 0.6:
            return (
                self.chance.choice((f"{year} ", f"제{self.chance.randint(2, 60)}회 ", ""))
                + self.pick("regions")
                + self.chance.choice(("", " ", "국제"))
                + self.pick("event_topics")
                + self.chance.choice(("", " "))
                + self.pick("event_tails")
            )
        if kind < 0.75:
            return f"{self.chance.choice((self.pick('regions'), self._company()))} {self.chance.choice(('참사', '사태', '해킹 사고', '화재 사고', '정상회의', '쇼크'))}"
        return self.coined() + self.chance.choice(("", " ")) + self.pick("event_tails")

    def _work(self) -> str:
        kind = self.chance.random()
        if kind < 0.5:
            return f"{self.pick('work_words')}의 {self.pick('work_words')}"
        if kind < 0.7:
            return f"{self.chance.randint(2020, 2035)} {self.pick('fields')} {self.chance.choice(('전망', '백서', '보고서', '동향'))}"
        return self.coined() if kind < 0.76 else f"{self.pick('work_words')} {self.pick('work_words')}"


def final(word: str) -> str:
    """Tell how a word ends for particles: "" on a vowel, "l" on ㄹ, "c" on another consonant."""
    bare = re.sub(r"[^0-9A-Za-z가-힣]+\Z", "", re.sub(r"\([^)]*\)\Z", "", word)) or word
    last = bare[-1:]
    if "가" <= last <= "힣":
        tail = (ord(last) - 0xAC00) % 28
        return "" if not tail else "l" if tail == 8 else "c"
    if last in "178lLrR":
        return "l"
    return "c" if last in "036mnMN" or last in "ktpbcg" else ""


def particle(form: str, word: str) -> str:
    """Fit a particle, given in its form after a consonant, to a word."""
    end = final(word)
    if end == "c":
        return form
    vowel = {"은": "는", "이": "가", "을": "를", "과": "와", "아": "야"}
    if form.startswith("으로"):
        return form[1:]
    if end:
        return form
    if form[0] == "과" and len(form) > 1:
        return "와" + form[1:]
    if form[0] == "이" and len(form) > 1 and form[1] in "라며나다었란":
        return form[1:] if form[1] != "었" else "였" + form[2:]
    return vowel.get(form, form)


class Writer:
    """Fills frames.

    Args:
        seed: Of the generator of chance.
        part: "train" or "test": test frames are every eighth one, and their names are drawn apart.
    """

    def __init__(self, seed: int, part: str = "train") -> None:
        parts = yaml.safe_load((HERE / "parts.yaml").read_text("utf-8"))
        self.names = Names(parts, seed)
        self.chance = self.names.chance
        lines = [x for x in (HERE / "frames.txt").read_text("utf-8").splitlines() if x and not x.startswith("#")]
        self.frames = [x for k, x in enumerate(lines) if (k % 8 == 7) == (part == "test")]
        self.phrases: dict[str, list[str]] = {}
        section: list[str] = []
        for line in (HERE / "phrases.txt").read_text("utf-8").splitlines():
            if line.startswith("["):
                section = self.phrases.setdefault(line.strip("[]"), [])
            elif line and not line.startswith("#"):
                section.append(line)

    def write(self, rounds: int) -> Iterator[Example]:
        """Yield each frame so many times, each time filled anew."""
        for _ in range(rounds):
            for frame in self.frames:
                pieces: list[tuple[str, str]] = []
                self._fill(frame, pieces, top=True)
                text, spans = "", []
                for piece, cls in pieces:
                    if cls:
                        spans.append((len(text), len(text) + len(piece), cls))
                    text += piece
                yield Example(text, tuple(spans))

    def _fill(self, frame: str, out: list[tuple[str, str]], *, top: bool) -> None:
        at = 0
        for match in SLOT.finditer(frame):
            out.append((frame[at : match.start()], ""))
            key, bare, form, tail = match.groups()
            self._slot(key, out, phrase=top and not bare)
            if form or tail:
                word = "".join(p for p, _ in out[-6:]).rstrip("’”』")
                out.append((particle(form, word) if form else "", ""))
                out.append(
                    (
                        tail
                        if form
                        else particle(tail, word)
                        if tail in ("은", "이", "을", "과", "와", "가", "를", "는")
                        else tail,
                        "",
                    )
                )
            at = match.end()
        out.append((frame[at:], ""))

    def _slot(self, key: str, out: list[tuple[str, str]], *, phrase: bool) -> None:
        if key in CLASSES and phrase:
            if key in PLAIN and self.chance.random() < 0.14:
                out.append((self.names.pick(PLAIN[key]), ""))
            else:
                self._fill(self.chance.choice(self.phrases[key]), out, top=False)
        elif key in CLASSES:
            out.append((self.names.make(key), key))
        elif key in ("Drug", "Craft"):
            out.append((self.names.make(key), "Product"))
        elif key == "Tech":
            out.append((self.names.make(key), "Technology"))
        elif key == "Alias":
            out.append((self.names.make(key), next((c for _, c in reversed(out) if c), "Company")))
        else:
            out.append((self._filler(key), ""))

    def _filler(self, key: str) -> str:
        r = self.chance
        if key == "d":
            return r.choice(
                (
                    f"{r.randint(1, 31)}일",
                    f"{r.randint(1, 12)}월 {r.randint(1, 28)}일",
                    f"{r.randint(2010, 2030)}년",
                    "지난달",
                    "이날",
                    "내년",
                    "올해",
                    f"지난 {r.randint(1, 30)}일",
                )
            )
        if key == "m":
            return (
                f"{r.randint(2, 9000)}{r.choice(('억', '만', '조', '억', '천만'))} {r.choice(('달러', '유로', '위안'))}"
                if r.random() < 0.5
                else f"{r.randint(2, 9000)}{r.choice(('억', '만', '조'))}원"
            )
        if key == "p":
            return f"{r.randint(1, 99)}%" if r.random() < 0.6 else f"{r.randint(1, 99)}.{r.randint(1, 9)}%"
        if key == "n":
            return str(r.choice((r.randint(2, 9), r.randint(10, 99), r.randint(100, 999))))
        return self.names.pick("nouns" if key == "N" else key)


if __name__ == "__main__":
    for example in list(Writer(5).write(1))[:80]:
        print(example.text, [(example.text[a:b], c) for a, b, c in example.spans])
