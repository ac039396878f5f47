"""How firmly a thing is said, and by whom."""

from __future__ import annotations

import pytest

from kg.model import ANONYMOUS
from tests.conftest import Reader


def voice(reads: Reader, text: str, roles: tuple[str, str, str], **fields: str) -> tuple[str, str]:
    """Modality and source (by a name of the text, "" or ANONYMOUS) of the claim that a text makes."""
    got = reads(text, **fields)
    evidence = got.claim(*roles).evidence
    return evidence.modality, evidence.attributed_to


RELEASE = ("오픈AI", "released", "GPT-5")
ARM = ("엔비디아", "acquires", "Arm")
FIGMA = ("어도비", "acquires", "피그마")
BAN = ("미국", "restricts", "H20")


@pytest.mark.parametrize(
    ("text", "roles", "modality"),
    [
        ("오픈AI는 GPT-5를 출시했다.", RELEASE, "asserted"),
        ("구글은 유튜브를 인수했다.", ("구글", "acquires", "유튜브"), "asserted"),
        ("오픈AI는 GPT-5를 출시할 계획이다.", RELEASE, "planned"),
        ("오픈AI는 GPT-5를 출시할 예정이다.", RELEASE, "planned"),
        ("오픈AI는 GPT-5 출시를 검토하고 있다.", RELEASE, "planned"),
        ("오픈AI는 GPT-5 출시를 준비 중이다.", RELEASE, "planned"),
        ("오픈AI는 GPT-5를 출시하기로 했다.", RELEASE, "planned"),
        ("오픈AI가 GPT-5를 출시할 것으로 전망된다.", RELEASE, "predicted"),
        ("오픈AI가 GPT-5를 출시할 것으로 보인다.", RELEASE, "predicted"),
        ("오픈AI가 GPT-5를 출시할 가능성이 있다.", RELEASE, "predicted"),
        ("오픈AI가 GPT-5를 출시하면 경쟁이 커진다.", RELEASE, "predicted"),
        ("엔비디아는 Arm 인수에 나섰다.", ARM, "planned"),
        ("엔비디아는 Arm을 인수키로 했다.", ARM, "planned"),
        ("SK온이 현대차에 배터리를 공급하는 계약을 추진하고 있다.", ("SK온", "supplies", "현대차"), "planned"),
        ("SK온이 현대차에 배터리를 공급하는 계약을 맺었다.", ("SK온", "supplies", "현대차"), "asserted"),
        ("엔비디아는 Arm 인수를 철회했다.", ARM, "negated"),
        ("어도비는 피그마 인수를 포기했다.", FIGMA, "negated"),
        ("어도비는 피그마를 인수하지 않았다.", FIGMA, "negated"),
        ("어도비의 피그마 인수가 무산됐다.", FIGMA, "negated"),
        ("미국은 H20의 수출을 금지했다.", BAN, "asserted"),
        ("미국은 H20의 수출 금지를 검토하고 있다.", BAN, "planned"),
    ],
)
def test_the_articles_own_voice(reads: Reader, text: str, roles: tuple[str, str, str], modality: str) -> None:
    assert voice(reads, text, roles)[0] == modality


@pytest.mark.parametrize(
    ("text", "roles", "modality"),
    [
        ("업계에 따르면 오픈AI는 GPT-5를 출시했다.", RELEASE, "claimed"),
        ("소식통은 오픈AI가 GPT-5를 출시했다고 말했다.", RELEASE, "claimed"),
        ("오픈AI가 GPT-5를 출시한 것으로 알려졌다.", RELEASE, "claimed"),
        ("오픈AI가 GPT-5를 출시했다는 의혹이 제기됐다.", RELEASE, "alleged"),
        ("오픈AI가 GPT-5를 출시할 것이라는 전망이 나온다.", RELEASE, "predicted"),
        ("전문가들은 오픈AI가 GPT-5를 출시할 것으로 내다봤다.", RELEASE, "predicted"),
    ],
)
def test_nobody_in_particular(reads: Reader, text: str, roles: tuple[str, str, str], modality: str) -> None:
    assert voice(reads, text, roles) == (modality, ANONYMOUS)


@pytest.mark.parametrize(
    ("text", "roles", "modality", "speaker"),
    [
        ("로이터에 따르면 오픈AI는 GPT-5를 출시했다.", RELEASE, "claimed", "로이터"),
        ("로이터통신은 오픈AI가 GPT-5를 출시했다고 보도했다.", RELEASE, "claimed", "로이터통신"),
        ("오픈AI는 GPT-5를 출시했다고 밝혔다.", RELEASE, "claimed", "오픈AI"),
        ("오픈AI는 GPT-5를 출시할 것이라고 밝혔다.", RELEASE, "predicted", "오픈AI"),
        ("어도비는 피그마를 인수했다는 보도를 부인했다.", FIGMA, "denied", "어도비"),
        ("샘 올트먼은 “오픈AI가 GPT-5를 출시했다”고 말했다.", RELEASE, "claimed", "샘 올트먼"),
        ("오픈AI는 “GPT-5를 출시했다”고 밝혔다.", RELEASE, "claimed", "오픈AI"),
        ("로이터 보도에 따르면 오픈AI는 GPT-5를 출시했다.", RELEASE, "claimed", "로이터"),
    ],
)
def test_somebody_says_so(reads: Reader, text: str, roles: tuple[str, str, str], modality: str, speaker: str) -> None:
    got = reads(text)
    evidence = got.claim(*roles).evidence
    assert (evidence.modality, evidence.attributed_to) == (modality, got.id(speaker))


def test_a_quotation_in_a_headline(reads: Reader) -> None:
    got = reads("새 모델이 나왔다.", headline="샘 올트먼 “오픈AI가 GPT-5를 출시했다”")
    evidence = got.claim(*RELEASE).evidence
    assert (evidence.modality, evidence.attributed_to) == ("claimed", got.id("샘 올트먼"))


def test_scare_quotes_quote_nobody(reads: Reader) -> None:
    assert voice(reads, "오픈AI는 ‘GPT-5’를 출시했다.", RELEASE) == ("asserted", "")


def test_the_speaker_goes_on(reads: Reader) -> None:
    got = reads("샘 올트먼 오픈AI CEO가 입을 열었다.", "그는 오픈AI가 GPT-5를 출시했다고 말했다.")
    assert got.claim(*RELEASE).evidence.attributed_to == got.id("샘 올트먼")


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("블룸버그통신은 로이터를 인용해 오픈AI가 GPT-5를 출시했다고 보도했다.", "로이터"),
        ("블룸버그통신은 소식통을 인용해 오픈AI가 GPT-5를 출시했다고 보도했다.", ""),
    ],
)
def test_a_chain_of_sources(reads: Reader, text: str, via: str) -> None:
    got = reads(text)
    evidence = got.claim(*RELEASE).evidence
    assert evidence.modality == "claimed"
    assert evidence.attributed_to == got.id("블룸버그통신")
    assert evidence.via == ((got.id(via),) if via else evidence.via)


@pytest.mark.xfail(strict=True, reason="것은 사실이 아니라고 is read as a prediction, not as a denial")
def test_not_true_is_a_denial(reads: Reader) -> None:
    assert voice(reads, "오픈AI가 GPT-5를 출시했다는 것은 사실이 아니라고 샘 올트먼은 밝혔다.", RELEASE)[0] == "denied"


def test_only_the_quoted_part_is_the_speakers(reads: Reader) -> None:
    got = reads("구글은 유튜브를 인수했다.", "오픈AI는 GPT-5를 출시했다고 밝혔다.")
    assert got.claim("구글", "acquires", "유튜브").evidence.modality == "asserted"
    assert got.claim(*RELEASE).evidence.modality == "claimed"


def test_the_day_of_an_evidence(reads: Reader) -> None:
    claim = reads("오픈AI는 지난달 20일 GPT-5를 출시했다.").claim(*RELEASE)
    assert claim.evidence.time == "2025-02-20"
    assert ("date", "2025-02-20") in [(q.name, q.value) for q in claim.statement.qualifiers]
