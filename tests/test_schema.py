"""The OpenAPI description against the server: no request gives a 5xx, and answers are as told.

schemathesis makes the requests, some of them wrong on purpose, for every operation there is.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, CheckFunction
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema

from tests.api_client import real_server
from tests.rounds import SOAKING

Operation = APIOperation[Any, Any, Any, Any]
pytestmark = [pytest.mark.slow, pytest.mark.soak]
LEAST = 2_000 if SOAKING else 200  # requests, over all operations
# What is documented is what comes: status, media type, headers, body.
NAMES = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance",
)  # fmt: skip


@pytest.fixture(scope="module")
def schema(store_folder: Path) -> Iterator[BaseSchema]:
    with real_server(store_folder) as server:
        yield schemathesis.openapi.from_url(f"http://127.0.0.1:{server.port}/openapi.json")


def test_no_request_of_the_description_is_answered_otherwise(schema: BaseSchema) -> None:
    operations: list[Operation] = [
        found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)
    ]
    assert len(operations) > 30
    each = max(2, -(-LEAST * 3 // (4 * len(operations))))
    tried = 0
    wrong: dict[str, str] = {}
    for operation in operations:
        for mode in GenerationMode:  # what the description allows, and what it does not
            count, problem = _try(operation, mode, each)
            tried += count
            if problem:
                wrong[f"{operation.label}, {mode.value}"] = problem
    assert not wrong, "\n\n".join(f"{label}\n{text}" for label, text in wrong.items())
    assert tried >= LEAST


def _try(operation: Operation, mode: GenerationMode, examples: int) -> tuple[int, str | None]:
    """How many requests were made, and what was wrong with one of them."""
    count = 0

    @hypothesis.settings(
        max_examples=examples, deadline=None, database=None, derandomize=not SOAKING,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def attempt(case: schemathesis.Case[Any]) -> None:
        nonlocal count
        count += 1
        case.call_and_validate(checks=cast(list[CheckFunction], CHECKS.get_by_names(NAMES)))

    try:
        attempt()
    except Unsatisfiable:
        return count, None  # nothing that this operation takes can be wrong
    except FailureGroup as group:
        return count, "\n".join(str(each) for each in group.exceptions)[:2_000]
    return count, None
