"""Soundness: what must be right in a saved query before anybody may call it."""

from collections.abc import Callable, Iterator, Mapping

from kg.model.ontology import Ontology
from kg.model.period import Period
from kg.model.problem import Problems
from kg.sparql import binding
from kg.sparql.header import PREFIX, RESERVED, Header
from kg.sparql.parameter import Context, Parameter, ParameterType
from kg.sparql.tokens import kept, unescape

_Finding = tuple[str, str, str]  # what it is about, what is wrong, the remedy
_RANGED = (ParameterType.INTEGER, ParameterType.DECIMAL, ParameterType.DATE)


def check(file: str, text: str, header: Header, context: Context, problems: Problems) -> None:
    """Add everything that is wrong with the query by itself."""
    found = [*_variables(text, header)]
    for name, parameter in header.parameters.items():
        found += _declaration(name, parameter, context.ontology)
        found += _default(name, parameter, context)
    for subject, message, remedy in found:
        problems.add(file, 1, subject, message, remedy)


def _variables(text: str, header: Header) -> Iterator[_Finding]:
    plain = unescape(text)
    used = {token.text[1:] for token in kept(plain) if token.kind == "variable"}
    declared = header.variables
    for extra in sorted({each for each in used if each.startswith(PREFIX)} - declared):
        yield extra, "a variable without a parameter", "Declare it in the header."
    for name, parameter in header.parameters.items():
        wanted = {PREFIX + name + suffix for suffix in parameter.suffixes}
        if not wanted & used:
            yield PREFIX + name, "a parameter that is not used", "Use or remove it."
    reached = binding.bindable(text)
    for variable in sorted((declared & used) - reached):
        yield variable, "stands in no group", "Use it in the WHERE clause."
    for projected, inside in binding.subselects(plain):
        for variable in sorted((declared & inside) - (projected or inside)):
            yield (
                variable, "used in a sub-SELECT that does not project it",
                f"Add ?{variable} to the SELECT; engines leave it free otherwise.",
            )  # fmt: skip
    for variable in sorted(declared & binding.assigned(plain)):
        yield variable, "is assigned to (AS, VALUES)", "A parameter is bound already; rename it."


def _declaration(name: str, parameter: Parameter, ontology: Ontology) -> Iterator[_Finding]:
    kind = parameter.type
    if name in RESERVED:
        yield name, "is a parameter of every saved query", "Give it another name."
    if parameter.entity_class and parameter.entity_class not in ontology.classes:
        yield name, f"no class {parameter.entity_class}", "Mend the class."
    if kind is ParameterType.CONCEPT and parameter.scheme not in ontology.concepts:
        schemes = ", ".join(ontology.concepts)
        yield name, f"no scheme {parameter.scheme}", f"One of {schemes}."
    if kind is ParameterType.ENUM:
        if bool(parameter.values) == bool(parameter.query):
            yield name, "an enum has either values or a query", "Give one of them."
        if parameter.query and not parameter.column:
            yield name, "which column of its query?", "Add `column`."
    for key, owners in _OWNERS.items():
        if getattr(parameter, key) and kind not in owners:
            kinds = ", ".join(owners)
            yield name, f"{_WRITTEN.get(key, key)} does not go with {kind}", f"It is of {kinds}."
    if kind in _RANGED:
        for limit in filter(None, (parameter.minimum, parameter.maximum)):
            try:
                _LIMITS[kind](limit)
            except (ValueError, ArithmeticError):
                yield name, f"'{limit}' is no limit of {kind}", "Mend minimum and maximum."


def _default(name: str, parameter: Parameter, context: Context) -> Iterator[_Finding]:
    if parameter.default is None:
        return
    try:
        parameter.terms(name, parameter.default, context)
    except (ValueError, ArithmeticError, KeyError) as error:
        yield name, f"its default cannot be used: {error}", "Mend the default."


_ENUM = (ParameterType.ENUM,)
_OWNERS: Mapping[str, tuple[ParameterType, ...]] = {
    "entity_class": (ParameterType.ENTITY,),
    "scheme": (ParameterType.CONCEPT,),
    "minimum": _RANGED,
    "maximum": _RANGED,
    "values": _ENUM,
    "query": _ENUM,
    "column": _ENUM,
}
_WRITTEN = {"entity_class": "class"}
_LIMITS: Mapping[ParameterType, Callable[[str], object]] = {
    ParameterType.INTEGER: int,
    ParameterType.DECIMAL: float,
    ParameterType.DATE: Period.parse,
}
