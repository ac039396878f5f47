"""schemathesis holds the API against its OpenAPI document: what it describes is what it does."""

from __future__ import annotations

from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings

from tests.server.conftest import Served

PATHS = (
    "/search",
    "/entities/{id}",
    "/entities/{id}/neighbourhood",
    "/statements/{id}",
    "/articles",
    "/paths",
    "/drawing",
)


@pytest.fixture(scope="module")
def document(served: Served) -> Any:
    return schemathesis.openapi.from_dict(served.get("/api/openapi.json").raise_for_status().json())


def test_the_document_is_openapi_and_names_every_path(document: Any) -> None:
    assert document.raw_schema["openapi"].startswith("3.1")
    assert sorted(document.raw_schema["paths"]) == sorted(PATHS)
    document.validate()


@pytest.mark.parametrize("mode", ["POSITIVE", "NEGATIVE"])
@pytest.mark.parametrize("path", PATHS)
def test_the_api_does_what_it_describes(document: Any, served: Served, path: str, mode: str) -> None:
    operation = document[path]["GET"]
    session = requests.Session()
    session.trust_env = False

    @settings(max_examples=20, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=schemathesis.GenerationMode[mode]))
    def holds(case: Any) -> None:
        case.call_and_validate(base_url=f"{served.url}/api", session=session)

    holds()
    session.close()
