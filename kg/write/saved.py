"""Saved queries as JSON shapes."""

from collections.abc import Mapping, Sequence

from kg.answers.choices import Option
from kg.sparql.parameter import Parameter
from kg.sparql.saved import SavedQuery
from kg.write import shapes


def saved_query(
    query: SavedQuery, options: Mapping[str, Sequence[Option]]
) -> shapes.SavedQueryShape:
    """The query with what its parameters may take."""
    header = query.header
    return shapes.SavedQueryShape(
        name=query.name,
        summary=header.summary,
        labels=header.summaries,
        drafted=list(header.drafted),
        description=header.description,
        tags=list(header.tags),
        parameters=[
            _parameter(name, parameter, options.get(name))
            for name, parameter in header.parameters.items()
        ],
        columns=header.columns,
        view=header.view,
        form=query.form,
        has_claims=query.has_claims,
        query=query.text,
    )


def _parameter(
    name: str, parameter: Parameter, options: Sequence[Option] | None
) -> shapes.ParameterShape:
    return shapes.ParameterShape(
        name=name,
        type=parameter.type,
        default=parameter.default,
        description=parameter.description,
        labels=parameter.labels,
        entity_class=parameter.entity_class,
        minimum=parameter.minimum,
        maximum=parameter.maximum,
        options=None if options is None else [
            shapes.OptionShape(value=each.value, label=each.label) for each in options
        ],
    )  # fmt: skip
