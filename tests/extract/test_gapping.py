"""Clauses that share the verb of the last one."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

SAID = """
네이버는 ‘하이퍼클로바X’를, SK텔레콤은 ‘에이닷’을 출시했다. | 네이버 | released | 하이퍼클로바X
네이버는 ‘하이퍼클로바X’를, SK텔레콤은 ‘에이닷’을 출시했다. | SK텔레콤 | released | 에이닷
네이버는 ‘하이퍼클로바X’를, SK텔레콤은 ‘에이닷’을 선보이겠다고 예고했다. | 네이버 | released | 하이퍼클로바X
삼성전자는 애플에 D램을, 구글에 낸드를 공급한다. | 삼성전자 | supplies | 애플
삼성전자는 애플에 D램을, 구글에 낸드를 공급한다. | 삼성전자 | supplies | 구글
카카오는 3월 멜론을 2000억원에, 8월 카카오페이를 3000억원에 인수했다. | 카카오 | acquires | 카카오페이
삼성전자는 대만에, SK하이닉스는 미국에 공장을 짓는다. | 삼성전자 | investsIn | 대만
삼성전자는 구글과, SK하이닉스는 엔비디아와 각각 협약을 맺었다. | 삼성전자 | partnersWith | 구글
삼성전자는 구글과, SK하이닉스는 엔비디아와 각각 협약을 맺었다. | SK하이닉스 | partnersWith | 엔비디아
"""
UNSAID = """
네이버는 ‘하이퍼클로바X’를, SK텔레콤은 ‘에이닷’을 출시했다. | 네이버 | released | 에이닷
네이버는 ‘하이퍼클로바X’를, SK텔레콤은 ‘에이닷’을 출시했다. | SK텔레콤 | released | 하이퍼클로바X
삼성전자는 대만에, SK하이닉스는 미국에 공장을 짓는다. | 삼성전자 | investsIn | 미국
삼성전자는 구글과, SK하이닉스는 엔비디아와 각각 협약을 맺었다. | 구글 | partnersWith | 엔비디아
"""


def rows(table: str) -> list[list[str]]:
    """Lines of a table, cut at its bars."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(SAID))
def test_each_clause_has_its_own(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    got = reads(text)
    assert got.stated(subject, relation, target), got.said


@pytest.mark.parametrize(("text", "subject", "relation", "target"), rows(UNSAID))
def test_clauses_are_not_mixed(reads: Reader, text: str, subject: str, relation: str, target: str) -> None:
    assert not reads(text).stated(subject, relation, target)
