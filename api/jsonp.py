"""JSON, or the call of a function with it, for pages that load data as a script (JSONP)."""

import re
from typing import Annotated

from fastapi import Depends, Query
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel

from kg.errors import InvalidRequest
from kg.write.reconcile_shapes import ResultShape

_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*){0,5}", re.ASCII)
_LONGEST_CALLBACK = 100


def _callback(
    callback: Annotated[str | None, Query(description="JSONP: a function to call")] = None,
) -> str | None:
    if callback is None:
        return None
    if len(callback) > _LONGEST_CALLBACK or not _CALLBACK.fullmatch(callback):
        raise InvalidRequest("callback is not the name of a function, such as jQuery.cb1.")
    return callback


CallbackDep = Annotated[str | None, Depends(_callback)]


def sent(shape: BaseModel | dict[str, ResultShape], callback: str | None) -> Response:
    """The shape as JSON, or as a call of the function with it."""
    body: object = (
        {key: each.model_dump(mode="json") for key, each in shape.items()}
        if isinstance(shape, dict)
        else shape.model_dump(mode="json")
    )
    answer = JSONResponse(body)
    if callback is None:
        return answer
    # the comment keeps a guessed content type from being believed
    script = f"/**/{callback}({bytes(answer.body).decode()});"
    return Response(script, media_type="text/javascript")
