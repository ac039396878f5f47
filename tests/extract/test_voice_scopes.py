"""Who says it and how firmly, over the constructions of Korean news: the trigger stands between asterisks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kg.extract.engine import Engine
from kg.extract.frames import read_frames
from kg.extract.grammar import read_grammar
from kg.extract.roles import Roles
from kg.extract.syntax import read_syntax
from kg.extract.voice import NO_SURVEY, Voice, Voices, read_signs
from kg.linking import resolve
from kg.mentions.cues import read_cues
from kg.model import ANONYMOUS, Mention, Span
from tests.conftest import Reader, article


@dataclass(frozen=True)
class _Found:
    """The voice at a trigger, with the names that its entity ids stand for."""

    voice: Voice
    names: dict[str, set[str]]

    def is_by(self, name: str) -> bool:
        """Whether the source goes by a name; "" is the article itself, "?" nobody in particular."""
        if name in ("", "?"):
            return self.voice.source == ("" if not name else ANONYMOUS)
        return name in self.names.get(self.voice.source, set())


def _voice(engine: Engine, marked: str, *, headline: bool = False) -> _Found:
    """Read sentences in order, as the extractor does, and take the voice of the marked word."""
    before, word, after = marked.split("*")
    made = article(headline=before + word + after) if headline else article(before + word + after)
    trigger = Span(len(before), len(before) + len(word))
    document = engine.document(made)
    resolution = resolve(document, engine.finder.find(document), engine.known)
    cues, signs = read_cues(engine.ontology), read_signs(engine.ontology)
    grammar = read_grammar(engine.ontology, read_frames(engine.ontology).events)
    names: dict[str, set[str]] = {}
    for m in (m for ms in resolution.mentions for m in ms):
        names.setdefault(m.entity, set()).add(m.surface)
    speaker, survey = "", NO_SURVEY
    topic: tuple[Mention, ...] = ()
    for parsed, mentions in zip(document.sentences, resolution.mentions, strict=True):
        syntax = read_syntax(document.text, parsed, mentions, cues, grammar)
        voices = Voices(document.text, syntax, Roles(syntax, topic), signs, speaker, survey)
        if parsed.span.start <= trigger.start < parsed.span.end:
            noun = next((p for p in syntax.predicates if p.noun_at >= 0 and p.span == trigger), None)
            if noun is not None:
                return _Found(voices.noun(noun.noun_at, trigger, noun.at), names)
            return _Found(voices.of(parsed.eojeol_at(trigger.start), trigger), names)
        speaker, survey = voices.speaker or speaker, voices.survey
        topic = next((p.fillers for p in syntax.phrases if p.slot in ("TOP", "SBJ") and p.fillers), topic)
    raise AssertionError(f"no sentence holds the trigger of {marked!r}")


CASES = [
    # the article's own voice
    ("현대자동차는 3일 울산에서 아이오닉5를 *출시*했다.", "asserted", ""),
    ("포스코는 제철소를 *세운* 박태준을 기린다.", "asserted", ""),
    ("기아는 미국에서 전기차 EV9을 *생산*하고 있다.", "asserted", ""),
    ("네이버는 이탈리아 업체를 *인수*하는 데 성공했다.", "asserted", ""),
    # -다고 and its endings
    ("SK하이닉스는 HBM4를 엔비디아에 *공급*했다고 12일 밝혔다.", "claimed", "SK하이닉스"),
    ("두산에너빌리티는 체코에 원전 설비를 *공급*한다고 공시했다.", "claimed", "두산에너빌리티"),
    ("금융감독원은 우리은행이 대출 규정을 *어겼다*고 판단했다.", "claimed", "금융감독원"),
    ("대한항공은 아시아나항공을 이미 *인수*했다며 자신감을 보였다.", "claimed", "대한항공"),
    ("LG화학은 배터리 소재를 미국에서 *생산*한다면서 투자를 요청했다.", "claimed", "LG화학"),
    ("카카오는 이용자가 크게 *늘었다*고 귀띔했다.", "claimed", "카카오"),
    ("셀트리온은 복제약을 100개국에 *수출*한다고 목소리를 높였다.", "claimed", "셀트리온"),
    ("기상청은 이번 태풍이 일본을 *강타*했음을 확인했다.", "claimed", "기상청"),
    # clauses inside what is said
    ("애플은 대만에서 *만든* 칩이 경쟁사 제품보다 뛰어나다고 설명했다.", "claimed", "애플"),
    ("도요타는 소니가 배터리를 *공급*하고 파나소닉이 모터를 맡았다고 밝혔다.", "claimed", "도요타"),
    ("보잉은 에어버스가 보조금을 *받았*으며 이것이 협정을 어겼다고 주장했다.", "claimed", "보잉"),
    ("챗GPT를 *개발*한 오픈AI는 이용자가 늘었다고 밝혔다.", "asserted", ""),
    # chains
    ("로이터통신은 소식통을 인용해 폭스바겐이 공장을 *매각*했다고 보도했다.", "claimed", "로이터통신"),
    ("블룸버그통신은 TSMC가 일본에 공장을 *지었다*고 29일 보도했다.", "claimed", "블룸버그통신"),
    ("월스트리트저널은 인텔이 사업을 *분할*했다고 밝혔다고 보도했다.", "claimed", "월스트리트저널"),
    ("로이터통신에 따르면 머스크는 트위터를 *인수*했다고 말했다.", "claimed", "로이터통신"),
    ("인텔이 미국 공장을 *매각*했다고 로이터통신이 15일 전했다.", "claimed", "로이터통신"),
    # according to
    ("한국은행에 따르면 지난해 수출은 8% *늘었다*.", "claimed", "한국은행"),
    ("통계청 조사에 따르면 출생아는 23만명으로 *줄었다*.", "claimed", "통계청"),
    ("삼성SDI가 낸 보고서에 따르면 전고체 배터리는 용량이 두 배로 *늘었다*.", "claimed", "삼성SDI"),
    ("업계에 따르면 쿠팡은 대만에 물류센터를 *지었다*.", "claimed", "?"),
    ("국제통화기금에 의하면 세계 경제는 3% *성장*했다.", "claimed", "국제통화기금"),
    # hearsay
    ("넷플릭스는 한국 제작사를 *인수*한 것으로 알려졌다.", "claimed", "?"),
    ("북한은 신형 미사일을 *배치*한 것으로 전해졌다.", "claimed", "?"),
    ("두 회사가 이미 계약을 *맺었다*고 한다.", "claimed", "?"),
    ("테슬라는 올해 공장을 *증설*할 것으로 보인다.", "predicted", ""),
    ("올해 반도체 수출은 크게 *늘어날* 것으로 예상된다.", "predicted", "?"),
    # factive
    ("쿠팡이 순위를 *조작*한 것으로 드러났다.", "asserted", ""),
    ("질병관리청 조사에서는 백신이 중증을 *줄인* 것으로 나타났다.", "claimed", "질병관리청"),
    # quotations
    ("젠슨 황은 “우리는 한국에 칩 26만장을 *공급*했다”고 말했다.", "claimed", "젠슨 황"),
    ("“화성에 사람을 *보내겠다*”고 머스크는 말했다.", "planned", "머스크"),
    ("이재용 회장은 “반도체가 *살아났다*. 기술이 전부다”라고 강조했다.", "claimed", "이재용"),
    ("팀 쿡은 “애플이 인도에서 아이폰을 *만든다*”며 “품질도 좋다”고 했다.", "claimed", "팀 쿡"),
    ("업계 관계자는 “중국이 한국을 *따라잡았다*”고 지적했다.", "claimed", "?"),
    ("최태원 회장은 기자들을 만났다. “SK는 AI에 82조원을 *투자*했다.”", "claimed", "최태원"),
    ("삼성전자는 ‘갤럭시 S25’를 미국에서 *공개*했다.", "asserted", ""),
    # speakers that the sentence leaves out
    ("유한양행은 폐암 신약을 개발했다고 밝혔다. 또 미국 허가도 *받았다*고 설명했다.", "claimed", "유한양행"),
    ("한국전력은 적자가 줄었다고 밝혔다. 전기를 싸게 *샀다*는 것이다.", "claimed", "한국전력"),
    # nobody in particular
    ("일각에서는 네이버가 검색 순위를 *바꿨다*는 지적이 나온다.", "claimed", "?"),
    ("시장에서는 메타가 구글을 *앞섰다*는 평가도 나온다.", "claimed", "?"),
    ("업계에서는 BYD가 테슬라를 *추월*했다고 본다.", "claimed", "?"),
    ("한미약품이 임상 결과를 *숨겼다*는 의혹이 제기됐다.", "alleged", "?"),
    # plans
    ("현대제철은 루이지애나에 제철소를 *짓기로* 했다.", "planned", ""),
    ("카카오는 내년에 새 앱을 *출시*할 예정이다.", "planned", ""),
    ("LG전자는 인도 증시에 *상장*할 계획이라고 밝혔다.", "planned", "LG전자"),
    ("한화오션은 필리조선소에 50억 달러를 *투자*하겠다고 발표했다.", "planned", "한화오션"),
    ("SK온은 배터리를 *개발*해 포드에 판매할 계획이다.", "planned", ""),
    ("롯데케미칼은 말레이시아 공장을 *매각*하는 방안을 검토하고 있다.", "planned", ""),
    ("인텔은 독일 공장을 *지으려* 한다.", "planned", ""),
    ("현대자동차는 인도에 2조원을 *투자*한다.", "planned", ""),
    ("두산로보틱스는 연구 조직을 *이끌게* 된다.", "planned", ""),
    ("네이버는 웹툰 사업을 인수했고 다음 달 새 앱을 출시할 계획이다.".replace("인수", "*인수*"), "asserted", ""),
    ("현대자동차는 30만대에서 *50만대로* 생산량을 늘린다고 밝혔다.", "planned", "현대자동차"),
    ("HD현대는 2030년 매출 100조원을 *달성*하겠다는 청사진을 제시했다.", "planned", "HD현대"),
    # forecasts and possibilities
    ("골드만삭스는 금값이 4000달러를 *넘을* 것이라고 전망했다.", "predicted", "골드만삭스"),
    ("일본은행이 금리를 *올릴* 가능성이 크다.", "predicted", ""),
    ("유가가 *오르면* 대한항공의 비용이 는다.", "predicted", ""),
    ("미국이 관세를 *부과*한다면 현대자동차가 타격을 입는다.", "predicted", ""),
    ("삼성전자가 TSMC를 *따라잡을* 수 있다.", "predicted", ""),
    ("애플은 폴더블폰을 *내놓을까*?", "predicted", ""),
    ("정부는 SK텔레콤이 KT를 *인수*한다고 해도 막지 않겠다고 밝혔다.", "predicted", "?"),
    # suspicion
    ("검찰은 카카오가 주가를 *조작*한 혐의를 수사하고 있다.", "alleged", ""),
    ("CNBC는 화웨이가 제재를 *어겼을* 가능성을 제기했다.", "alleged", "CNBC"),
    ("마이크로소프트는 해커가 자료를 *빼돌린* 정황이 있다고 밝혔다.", "alleged", "마이크로소프트"),
    ("국세청은 구글이 세금을 *피했는지* 조사하고 있다.", "alleged", ""),
    # denials and negations
    ("틱톡은 이용자 정보를 중국에 *넘겼다*는 의혹을 부인했다.", "denied", "틱톡"),
    ("넥슨은 회사를 텐센트에 *매각*한다는 보도는 사실이 아니라고 밝혔다.", "denied", "넥슨"),
    ("엔비디아는 중국에 H200을 *공급*하지 않았다.", "negated", ""),
    ("아마존은 한국에 공장을 *짓지* 않겠다고 밝혔다.", "negated", "아마존"),
    ("트럼프 대통령은 젠슨 황을 *만나* 중국에 팔지 못하는 H20을 두고 이야기했다.", "asserted", ""),
    ("ASML은 EUV 장비를 중국에 *실어* 보내지 않고 있다.", "negated", ""),
    ("소프트뱅크는 ARM을 *매각*할 계획이 없다고 밝혔다.", "negated", "소프트뱅크"),
    ("퀄컴은 NXP를 *인수*하려던 계획을 철회했다.", "negated", ""),
    ("엔비디아는 ARM을 *인수*하려다 포기했다.", "negated", ""),
    ("테슬라는 배터리를 *공급*받는다는 보도에 대해 “할 말이 없다”고 밝혔다.", "claimed", "?"),
    # acts of speech are facts themselves
    ("애플은 삼성전자를 *고소*했다.", "asserted", ""),
    ("트럼프 대통령은 연방준비제도를 *비판*했다.", "asserted", ""),
    ("유럽연합(EU)은 중국이 보조금을 *준* 점을 비판했다.", "asserted", ""),
]


@pytest.mark.parametrize(("marked", "modality", "source"), CASES)
def test_a_clause_has_its_voice(engine: Engine, marked: str, modality: str, source: str) -> None:
    found = _voice(engine, marked)
    assert (found.voice.modality, found.is_by(source)) == (modality, True), found.voice


HEADLINES = [
    ("트럼프 “미국이 중국을 *앞섰다*”", "claimed", "트럼프"),
    ("로이터 “인텔, 공장 *매각*했다”", "claimed", "로이터"),
    ("한화, 미국 조선소 *인수* 추진", "planned", ""),
    ("애플, 폴더블폰 *출시* 검토", "planned", ""),
]


@pytest.mark.parametrize(("marked", "modality", "source"), HEADLINES)
def test_a_headline_has_its_voice(engine: Engine, marked: str, modality: str, source: str) -> None:
    found = _voice(engine, marked, headline=True)
    assert (found.voice.modality, found.is_by(source)) == (modality, True), found.voice


def test_a_chain_keeps_its_further_links(engine: Engine) -> None:
    found = _voice(engine, "로이터통신은 월스트리트저널을 인용해 메타가 칩을 *개발*했다고 보도했다.")
    assert found.is_by("로이터통신")
    assert [found.names[e] for e in found.voice.via] == [{"월스트리트저널"}]


def test_figures_go_on_from_the_survey_before(engine: Engine) -> None:
    found = _voice(engine, "트렌드포스에 따르면 TSMC의 점유율은 67.1%로 1위였다. 삼성전자는 *8.1%*로 2위를 기록했다.")
    assert (found.voice.modality, found.is_by("트렌드포스")) == ("claimed", True)


@pytest.mark.parametrize(
    "text", ["화웨이는 H100을 사들여 앞서 나가려는 전략을 세웠다.", "화웨이는 H100을 사들여 앞서 나가려고 한다."]
)
def test_what_is_done_for_an_aim_is_not_done_yet(reads: Reader, text: str) -> None:
    found = [c for c in reads(text).graph.claims if c.statement.predicate == "orders"]
    assert [c.evidence.modality for c in found] == ["planned"]
