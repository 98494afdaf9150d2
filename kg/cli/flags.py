"""Flags: every setting as a flag of the same name, as the settings describe themselves."""

import inspect
from collections.abc import Callable
from typing import Any

import typer
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from kg.config import SECRETS, Settings

_PANEL = "Settings"


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """The command, whose `**given` are flags for all settings; None is not given.

    Secrets have none: whoever lists the processes of a machine would read them.
    """
    signature = inspect.signature(command)
    own = [each for each in signature.parameters.values() if each.kind is not each.VAR_KEYWORD]
    more = [_flag(*each) for each in Settings.model_fields.items() if each[0] not in SECRETS]
    command.__signature__ = signature.replace(parameters=[*own, *more])  # type: ignore[attr-defined]
    return command


def _flag(name: str, field: FieldInfo) -> inspect.Parameter:
    usual = str(field.default)
    text = f"{(field.description or name)[:1].upper()}{(field.description or name)[1:]}"
    option: Any = typer.Option(
        None, help=f"{text} (KG_{name.upper()}).", show_default=usual, rich_help_panel=_PANEL
    )
    kind: Any = field.annotation
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=option, annotation=kind | None
    )


def shown(settings: Settings) -> list[str]:
    """Every effective setting as a line `KG_NAME=value`, secrets blotted out."""
    return [
        f"KG_{name.upper()}={_text(name, value, settings)}"
        for name, value in settings.model_dump().items()
    ]


def _text(name: str, value: object, settings: Settings) -> object:
    if isinstance(value, SecretStr):
        return value if value.get_secret_value() else ""  # it prints as asterisks
    if name == "store":
        return settings.shown_store
    return "" if value is None else value
