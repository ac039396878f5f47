"""Numbers with their units, as Korean newspapers write them: 1조2000억원, 558만 달러, 3분의 1, 두 배, 5나노."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Quantity, Span

_SCALES = {"조": 10**12, "억": 10**8, "만": 10**4, "천": 10**3, "백": 10**2}
# Written unit -> local name of the unit. Counters that only count ("개", "대") are "count"; people are "person".
UNITS = {
    "달러": "USD", "弗": "USD", "원": "KRW", "위안": "CNY", "위안화": "CNY", "엔": "JPY", "엔화": "JPY",
    "유로": "EUR", "파운드": "GBP", "루피": "INR", "홍콩달러": "HKD", "대만달러": "TWD", "호주달러": "AUD",
    "캐나다달러": "CAD", "싱가포르달러": "SGD", "스위스프랑": "CHF", "프랑": "CHF", "리얄": "SAR", "디르함": "AED",
    "즈워티": "PLN", "루블": "RUB", "코루나": "CZK", "%": "percent", "％": "percent", "퍼센트": "percent",
    "프로": "percent", "%포인트": "percentPoint", "%p": "percentPoint", "%P": "percentPoint", "포인트": "point",
    "p": "point", "bp": "basisPoint", "명": "person", "인": "person", "사람": "person", "개": "count", "대": "count",
    "건": "count", "척": "count", "곳": "count", "종": "count", "장": "count", "기": "count", "회": "count",
    "번": "count", "차례": "count", "가지": "count", "권": "count", "편": "count", "석": "count", "표": "count",
    "채": "count", "가구": "count", "개국": "count", "개사": "count", "개월": "MO", "달간": "MO", "마리": "count",
    "량": "count", "발": "count", "문": "count",
    "계좌": "count", "품목": "count", "병상": "count", "회선": "count", "계정": "count",
    "홈런": "count", "도루": "count", "관왕": "count", "편성": "count", "뷰": "count", "그루": "count", "켤레": "count",
    "골": "count", "승": "count", "점": "point", "건수": "count", "안타": "count", "볼넷": "count", "타점": "count",
    "관객": "person",
    "주": "count", "배": "times", "위": "ordinal", "나노미터": "NM", "나노": "NM", "nm": "NM", "㎚": "NM",
    "와트": "W", "킬로와트": "KiloW", "메가와트": "MegaW", "기가와트": "GigaW", "kW": "KiloW", "㎾": "KiloW",
    "MW": "MegaW", "㎿": "MegaW", "GW": "GigaW", "kWh": "KiloW-HR", "㎾h": "KiloW-HR", "MWh": "MegaW-HR",
    "㎿h": "MegaW-HR", "GWh": "GigaW-HR", "기가와트시": "GigaW-HR", "TWh": "TeraW-HR", "톤": "TONNE", "t": "TONNE",
    "배럴": "BBL", "kg": "KiloGM", "㎏": "KiloGM", "킬로그램": "KiloGM", "g": "GM", "그램": "GM", "km": "KiloM",
    "㎞": "KiloM", "킬로미터": "KiloM", "m": "M", "미터": "M", "cm": "CentiM", "㎝": "CentiM", "센티미터": "CentiM",
    "㎡": "M2", "m2": "M2", "제곱미터": "M2", "㎢": "M2", "km2": "M2", "제곱킬로미터": "M2",
    "㎥": "M3", "m3": "M3", "세제곱미터": "M3",
    "평": "PYEONG", "ha": "HA", "㏊": "HA", "헥타르": "HA", "L": "L", "ℓ": "L",
    "리터": "L", "TEU": "TEU", "GB": "GigaBYTE", "기가바이트": "GigaBYTE", "TB": "TeraBYTE", "테라바이트": "TeraBYTE",
    "TB/s": "TeraBYTE-PER-SEC", "GB/s": "GigaBYTE-PER-SEC",
    "Gbps": "GigaBIT-PER-SEC", "세": "age", "살": "age", "초": "SEC", "분": "MIN", "시간": "HR", "일간": "DAY",
    "년": "YR",
}  # fmt: skip
MONEY = frozenset(
    ("USD", "KRW", "CNY", "JPY", "EUR", "GBP", "INR", "HKD", "TWD", "AUD", "CAD", "RUB", "CZK", "SGD", "CHF", "SAR")
) | {"AED", "PLN"}
_RATES = {  # a unit -> what stands before it, and the unit that it is then
    "TeraBYTE": ("초당", "TeraBYTE-PER-SEC"),
    "GigaBYTE": ("초당", "GigaBYTE-PER-SEC"),
    "KiloM": ("시속", "KiloM-PER-HR"),
}
_LARGER = dict.fromkeys(
    ("㎢", "km2", "제곱킬로미터"), 10**6
)  # units as written that are so many of what they are read in
_ONE_SYLLABLE = frozenset("인장기번석주분세점종표대배발문") | {"시간"}
_WEEKS = 53  # a smaller number of 주 is weeks, no shares
NATIVE = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10}

_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
# Possessive, so that a run of digits has one reading only: a long one costs linear time.
_DIGITS = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d++)?+|\d++(?:\.\d++)?+)"
_SCALE = r"(?:[천백]?[조억만]|[천백])"
_BARE = r"(?:(?<![가-힣\d])천\s(?=\d)|(?<![가-힣\d])만\s(?=\d천))"  # 천 300명, 만 2천 명: as it is spoken
_NUMBER = re.compile(
    rf"(?:(?<![A-Za-z0-9.\-])|(?<=\d-))(?P<sign>[-+–−]\s?)?"
    rf"(?P<number>{_BARE}?{_DIGITS}(?:\s?여?{_SCALE}(?:\s?(?:천\s)?{_DIGITS})?+){{0,6}}+)"
    rf"(?:\s?(?P<more>여)|(?P<few>이|남짓))?\s?(?P<currency>미국|미|홍콩|호주|캐나다|대만|싱가포르|스위스)?\s?(?P<unit>{_UNIT})(?![A-Za-z])(?<!루피(?=아))"
    r"(?P<tail>\s?(?:이상|이하|미만|초과|넘게|가량|안팎|남짓|수준))?"
)
_FRACTION = re.compile(r"(?<!\d)(?P<den>\d++)분의\s?(?P<num>\d+)")
_WORD_TIMES = re.compile(rf"(?<![가-힣])(?P<word>{'|'.join(NATIVE)})\s?배(?![가-힣]*[우터달송경급려])")
_INDEX = re.compile(
    r"(?:(?<![\d.,])\d{1,2}만\d{1,4}(?:\.\d{1,2})?|(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{3,5})\.\d{1,2})"
    r"(?=이다|이었다|(?:으?로|에서?|을|를|까지)\s(?:각각\s)?(?:(?:거래|장)[를을]?\s?)?"
    r"(?:마|끝|닫|출발|개장|시작|거래|집계|기록|나타|가리|주저앉|올[라랐]|내려|떨|밀))"
)
_RANGE = re.compile(rf"(?<![\d.,A-Za-z])(?P<low>{_DIGITS}(?:{_SCALE})?+)\s?[~∼～]\s?$")
_SPANS = frozenset(("YR", "MO", "DAY", "HR", "MIN", "SEC", "age", "ordinal"))  # of these a range gives no two figures
_COUNTED = "개|명|건|대|년|톤|t|회|주|배|장|마리|인|㎥|km|㎞|만|천|토큰|인구"
_CURRENCIES = (
    "원|[가-힣]*달러|위안|엔|유로|파운드|루피|동(?![가-힣])|바트|페소|링깃|리라"
    "|크로[나네]|셰켈|디나르|헤알|랜드|리알|텡게|프랑"
)
_BARE_SUM = re.compile(  # as it is spoken and headed: "3000억을 투자", "1조2천억 규모"
    rf"(?<![A-Za-z0-9.\-,])(?P<number>{_DIGITS}(?:[조억](?:\s?{_DIGITS}[천백]?억)?|[천백]억))"
    r"(?=(?:을|를|이[다며었나고라]?|은|으로|로|에|의|대|여)?(?:\s|$|[.,…·”’\"')]))"
    rf"(?!\s?(?:여\s?)?(?:{_COUNTED}|{_CURRENCIES}))"
)
_FOREIGN = "달러|유로|위안|엔|파운드"
_NOT_MONEY = re.compile(
    r"인구|매개변수|파라미터|토큰|조회|유권자|이용자|가입자|사용자|다운로드|시간|주식|트랜지스터|비트"
)
_SIGN = re.compile(r"\d|배|절반")  # what every number has one of
_HALF = re.compile(r"(?<![가-힣])절반(?![가-힣]*씩)")
_PREFIX = re.compile(
    r"(?P<approx>약|대략|최소|최대|무려|총|연|평균|누적|전체|각각|하루|대당|개당|주당|1인당|시간당|연간|월)\s?$"
)
_PARTICLE = re.compile(
    r"[은는이가을를의에로과와도만씩당나]|라[고는며]|인데|으로|까지|부터|이다|였|다(?:$|[^가-힣]|[고며는만])|입니|니까|여서|지만|이상|이하|미만|가량|정도|쯤|꼴"
)
_NUMBERED = frozenset(("기", "회", "장", "번", "조", "권", "편", "종"))  # 제20기 is which one, not how many
_GREAT = re.compile(
    r"\s?\d|\s(?:과제|그룹|기업|은행|주주|도시|국가|강국|시장|백화점|통신사|대통령|총리|회장|의장|국회|총선|메이저|거래소|부자|뉴스"
    r"|핵심|주요|시중|금융|지수|소재|권역|종단|이통|정유|개혁|목표|악재|호재|쟁점|현안|변수|산업|업체|원칙|공약|건설사|로펌|재벌|병원|완성차|손보사|생보사|증권사|카드사|플랫폼|게임사|제약사|전략|분야|품목|교역국)"
)
_TERM = re.compile(r"\s(?:[가-힣]+\s)?(?:행정부|내각|정부|집권|체제|신도시|지도부|위원회)")
_MONTHS = re.compile(r"\s?(\d{1,2})\s?개월")  # "2년 6개월"
_HALF_HOUR = 30
_MINUTES = re.compile(r"\s?(\d{1,2})분(?!의)")  # "7시간 30분"
_LISTED = 100  # at most so many of a kind stand out
_UNCOUNTED = re.compile(
    r"(?:^|[의은는을를서로과와한된인이가,]|세계|국내|전국|글로벌|아시아)\s[‘'“]?$"
)  # no thing is counted
_AGES = re.compile(  # of how many years people are, not how many there are: 20대 여성, 10대들
    r"(?:의|\s(?:초반|중반|후반)(?:의)?)?\s?(?:들|남|여|초반|중반|후반|한국인|청소년|부부|학생|직장인|주부|청년|주차|인권|운전|소년|소녀|가장|자매|형제|노인)"
)
_MAKING_UP = re.compile(
    r"[가는은이]?\s(?:각각\s|약\s)?\d+(?:\.\d+)?\s?[%％]"
)  # what people of an age make up: "10대가 24%"
_DECADES = re.compile(r"[1-9]0[·ㆍ,∙]\s?$")  # "20·30대"
_CLASSES = re.compile(
    r"(?:연수원|공채|육사|해사|공사|학군|행시|기수)\s?$"
)  # of which year somebody is: "사법연수원 23기"
_HEADS = ("명", "대", "곳", "개", "가구", "사람", "건")  # counters in which a share is told
_SHARED = re.compile(rf"(?P<unit>{'|'.join(_HEADS)})\s(?:중|가운데)\s(?:약\s)?(?P<part>\d{{1,2}})\s?(?P=unit)")
_OUT_OF = re.compile(rf"(?<!\d)(?P<whole>\d{{1,3}})\s?(?P<unit>{'|'.join(_HEADS)})\s(?:중|가운데)\s(?:약\s)?$")
_FEW = 5  # "넷 중 하나", "10명 중 7명": shares, not counts
_FLIGHT = re.compile(r"\s(?:항공기|여객기|항공편)")  # "282편 여객기"
_SENTENCED = re.compile(r"(?:징역|금고|집행유예|실형|징역형)\s?\Z")
_OF_SENTENCE = re.compile(r"\s?(\d{1,2})\s?(?:개월|월)(?![가-힣]*일)")  # "징역 1년 6월"
_PART = re.compile(rf"({_DIGITS})\s?(천|백)?([조억만천백])?")
_ALONE = re.compile(r"(?:^|(?<=[조억만]))\s?([천만])\s(?=\d)")  # a scale without digits is one of it


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity and where it stands.

    Attributes:
        span: From the number's first character to the unit's last.
        written: The unit as written ("달러", "%").
        approximate: Whether 약, 여, 가량 and the like soften it.
        bound: ">=", "<=", ">" or "<" where 이상, 이하, 초과, 미만 bound it, else "".
        bracketed: Whether it stands in parentheses (a converted sum, as a rule).
    """

    span: Span
    quantity: Quantity
    written: str
    approximate: bool = False
    bound: str = ""
    bracketed: bool = False


_BOUNDS = {"이상": ">=", "넘게": ">", "초과": ">", "이하": "<=", "미만": "<"}


def value_of(written: str) -> Decimal:
    """Read a Korean number.

    Args:
        written: Digits with commas, a decimal point and the scales 백 천 만 억 조, without a unit.

    Returns:
        Its value.

    Raises:
        ValueError: If there is no digit in it.

    >>> value_of("1조2000억"), value_of("1억 7000만"), value_of("5천억"), value_of("2천300억")
    (Decimal('1200000000000'), Decimal('170000000'), Decimal('500000000000'), Decimal('230000000000'))
    """
    total, found, pending = Decimal(0), False, Decimal(0)
    for digits, thousand, scale in _PART.findall(_ALONE.sub(r"1\1", written.replace("여", ""))):
        if not digits:
            continue
        found = True
        part = Decimal(digits.replace(",", ""))
        if thousand:
            part *= _SCALES[thousand]
        pending += part  # 2천300억 is 2300억
        if scale:
            total, pending = total + pending * _SCALES[scale], Decimal(0)
    total += pending
    if not found:
        msg = f"no number in {written!r}"
        raise ValueError(msg)
    return total.quantize(Decimal(1)) if total == total.to_integral_value() else total.normalize()


def numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Find the quantities of a stretch of text.

    Args:
        text: The article's decoded source.
        start: Where to begin, in code points.
        end: Where to stop (exclusive); the text's end by default.

    Returns:
        Non-overlapping numbers, in order.
    """
    stop = len(text) if end is None else end
    if _SIGN.search(text, start, stop) is None:
        return []
    found = sorted([*_plain(text, start, stop), *_odd(text, start, stop)], key=lambda n: (n.span.start, -n.span.end))
    out: list[Number] = []
    for number in found:
        if not out or number.span.start >= out[-1].span.end:
            out.append(number)
    return out


def _plain(text: str, start: int, stop: int) -> Iterator[Number]:
    for match in _NUMBER.finditer(text, start, stop):
        written = match["unit"]
        if _runs_on(text, match, stop) or _orders(text, match, stop):
            continue
        if text[max(start, match.start() - 4) : match.start()].rstrip().endswith("분의"):
            continue  # "(나노미터·10억 분의 1m)" explains a unit
        unit = UNITS[written]
        rate, per = _RATES.get(unit, ("", unit))
        if rate and rate in text[max(start, match.start() - 8) : match.start()]:
            unit = per
        if match["currency"] and unit == "USD":
            unit = {"홍콩": "HKD", "호주": "AUD", "캐나다": "CAD", "대만": "TWD", "싱가포르": "SGD"}.get(
                match["currency"], "USD"
            )
        value = value_of(match["number"])
        if match["sign"] and match["sign"][0] in "-–−":
            value = -value
        sentence = _SENTENCED.search(text, max(start, match.start() - 6), match.start())
        to_come = _OF_SENTENCE if sentence is not None else _MONTHS
        months = to_come.match(text, match.end("unit"), stop) if unit == "YR" else None
        value += round(Decimal(months[1]) / 12, 2) if months is not None else 0
        larger = _LARGER.get(written, 1)
        value, unit, end = _minutes(text, match, stop, value * larger, unit)
        yield from _low(text, match, start, unit) if larger == 1 else ()
        head = text[max(start, match.start() - 6) : match.start()]
        prefix = _PREFIX.search(head)
        around = prefix is not None and prefix["approx"] in ("약", "대략")
        approximate = match["more"] is not None or "여" in match["number"] or around or _soft(match["tail"])
        bound = _BOUNDS.get((match["tail"] or "").strip(), "")
        if prefix and prefix["approx"] == "최소":
            bound = ">="
        yield Number(
            Span(match.start(), end),
            Quantity(value, unit),
            written,
            approximate,
            bound,
            _bracketed(text, match.start(), start),
        )


def _low(text: str, match: re.Match[str], start: int, unit: str) -> Iterator[Number]:
    """The lower end of a range ("70~90%", "2만~3만 달러"), which has the unit and often the scale of the upper one."""
    before = max(start, match.start() - 16)
    low = _RANGE.search(text[before : match.start()])
    if low is None or unit in _SPANS:
        return
    written, upper = low["low"], match["number"].strip()
    if written[-1].isdigit() and upper[-1] in _SCALES and len(re.findall(r"[조억만]", upper)) == 1:
        written += re.sub(r"^[\d.,\s]+", "", upper)
    span = Span(before + low.start("low"), before + low.end("low"))
    value = value_of(written)
    if unit == "percent" and value * 10 + 10 == value_of(upper):  # "7~80%"
        value *= 10
    yield Number(span, Quantity(value, unit), match["unit"], bracketed=_bracketed(text, span.start, start))


def _minutes(text: str, match: re.Match[str], stop: int, value: Decimal, unit: str) -> tuple[Decimal, str, int]:
    """A number with the minutes behind its hours: in minutes, but for half an hour; and where it ends."""
    end = match.end("unit")
    minutes = _MINUTES.match(text, end, stop) if unit == "HR" else None
    if minutes is None:
        return value, unit, end
    more = int(minutes[1])
    half = more == _HALF_HOUR
    return (value + Decimal("0.5"), unit, minutes.end()) if half else (value * 60 + more, "MIN", minutes.end())


def _soft(tail: str | None) -> bool:
    return (tail or "").strip() in ("가량", "안팎", "남짓", "수준")


def _runs_on(text: str, match: re.Match[str], stop: int) -> bool:
    """Whether a one-syllable counter runs on into another word: 3인방, 85억 배상, 11번가."""
    if match["unit"] not in _ONE_SYLLABLE:
        return False
    following = text[match.end("unit") : min(match.end("unit") + 2, stop)]
    if (match["unit"], following[:1]) in (("배", "당"), ("번", "가")):
        return True
    return bool(re.match(r"[가-힣]", following)) and not _PARTICLE.match(following)


def _orders(text: str, match: re.Match[str], stop: int) -> bool:
    """Whether a counter says which, or what share, not how many: 5대 은행, 트럼프 2기 행정부, 제10대 총리, 2주 안에."""
    unit, at = match["unit"], match.end("unit")
    if unit in _HEADS and _shares(text, match, stop):
        return True
    if unit == "대" and _grouped(text, match, stop):
        return True
    if unit == "위" and text.startswith("원", at):  # 제1위원장
        return True
    if unit == "인" and match[0][-2].isspace():  # "2014 인 서울"
        return True
    if unit == "대":
        named = text[match.start() - 1 : match.start()] == "제" or "." in match["number"]
        return named or bool(_GREAT.match(text, at, stop))
    if unit in _NUMBERED and text[match.start() - 1 : match.start()] == "제":
        return True
    if unit == "편" and _FLIGHT.match(text, at, stop):
        return True
    if unit == "기":
        before = text[max(0, match.start() - 6) : match.start()]
        return bool(_TERM.match(text, at, stop)) or _CLASSES.search(before) is not None
    return (unit == "주" and value_of(match["number"]) < _WEEKS) or (unit == "프로" and " 프로" in match[0])


def _shares(text: str, match: re.Match[str], stop: int) -> bool:
    """Whether a number is either half of a share told in heads: "10명 중 7명은", "3대 중 1대가"."""
    behind = _SHARED.match(text, match.start("unit"), stop)
    before = _OUT_OF.search(text, max(0, match.start() - 12), match.start()) if behind is None else None
    if behind is not None:
        whole, part = match["number"], behind["part"]
    elif before is not None and before["unit"] == match["unit"]:
        whole, part = before["whole"], match["number"]
    else:
        return False
    return whole in ("10", "100") or (part == "1" and whole.isdigit() and int(whole) <= _FEW)


def _grouped(text: str, match: re.Match[str], stop: int) -> bool:
    """Whether 대 says how old people are or how many of a kind stand out: 20대 여성, 세계 10대 도시; not 버스 20대."""
    at, number, before = match.end("unit"), match["number"], text[max(0, match.start() - 6) : match.start()]
    bare = _UNCOUNTED.search(before) is not None
    if re.fullmatch("[1-9]0", number):
        aged = _DECADES.search(before) or any(p.match(text, at, stop) for p in (_AGES, _MAKING_UP))
        if (bare and text[at : at + 1] != "의") or aged:
            return True
    return (
        bare and number.isdigit() and int(number) <= _LISTED and re.match(r"\s[가-힣A-Za-z]", text[at:stop]) is not None
    )


def _bracketed(text: str, at: int, start: int) -> bool:
    left = text.rfind("(", max(start, at - 6), at)
    return left >= 0 and ")" not in text[left:at]


def _odd(text: str, start: int, stop: int) -> Iterator[Number]:
    """Fractions, 두 배, 절반, and what has no unit: the level of an index, a sum of won ("3000억을 투자")."""
    for match in _INDEX.finditer(text, start, stop):
        yield Number(Span(*match.span()), Quantity(value_of(match[0]), "count"), "")
    stretch = text[start:stop]
    told = ("조" in stretch or "억" in stretch) and _NOT_MONEY.search(stretch) is None
    for match in _BARE_SUM.finditer(text, start, stop) if told else ():
        written = re.escape(match["number"])
        foreign = re.search(rf"(?<![\d.,]){written}\s?({_FOREIGN})", text)  # a headline's "3조", 3조 달러 in the body
        currency = UNITS[foreign[1]] if foreign else "KRW"
        yield Number(Span(*match.span()), Quantity(value_of(match["number"]), currency), "")
    for match in _FRACTION.finditer(text, start, stop) if "분의" in stretch else ():
        share = Decimal(match["num"]) / Decimal(match["den"])
        yield Number(Span(*match.span()), Quantity(round(share, 6).normalize(), "fraction"), "분의")
    for match in _WORD_TIMES.finditer(text, start, stop) if "배" in stretch else ():
        yield Number(Span(*match.span()), Quantity(Decimal(NATIVE[match["word"]]), "times"), "배")
    for match in _HALF.finditer(text, start, stop) if "절반" in stretch else ():
        bound = ">=" if text[match.end() : match.end() + 3].strip().startswith("이상") else ""
        yield Number(Span(*match.span()), Quantity(Decimal(50), "percent"), "절반", approximate=not bound, bound=bound)
