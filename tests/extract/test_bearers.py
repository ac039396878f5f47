"""Names that begin with the name of the firm whose it is."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


@pytest.mark.parametrize(
    ("text", "subject", "relation", "target"),
    [
        ("로레알은 값을 올렸다. 로레알코리아는 답하지 않았다.", "로레알코리아", "ownedBy", "로레알"),
        ("기아는 임금을 올렸다. 기아 노조는 파업을 미뤘다.", "기아 노조", "partOf", "기아"),
        ("LG화학은 값을 올렸다. LG화학 태국 판매법인은 흑자다.", "LG화학 태국 판매법인", "ownedBy", "LG화학"),
        ("애플은 행사를 열었다. 새 시계는 애플워치다.", "애플", "developed", "애플워치"),
    ],
)
def test_what_bears_a_firms_name_is_the_firms(
    reads: Reader, text: str, subject: str, relation: str, target: str
) -> None:
    assert reads(text).claim(subject, relation, target)


@pytest.mark.parametrize(
    "text",
    [
        "카카오는 검색을 바꿨다. 카카오뱅크는 금리를 내렸다.",
        "로레알코리아는 답하지 않았다.",
        "카카오는 벌금을 냈다. 카카오 법인은 항소했다.",
        "애플은 행사를 열었다. 애플리케이션프로세서 값이 올랐다.",
    ],
)
def test_a_name_that_only_sounds_so_is_not(reads: Reader, text: str) -> None:
    assert not [s for s in reads(text).said if " ownedBy " in s or " developed " in s]
