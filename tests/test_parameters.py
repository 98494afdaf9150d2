"""Parameters: what an address does not know is refused by name, and never another answer."""

import pytest
from starlette.testclient import TestClient

from kg.answers.entity import Entities
from kg.answers.knowledge import Knowledge
from kg.errors import InvalidRequest
from kg.notebook import Graph
from kg.sparql.parameter import Context, Parameter, ParameterType

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("address", "name", "meant"),
    [
        ("/entities/east-port/neighbourhood?kinds=fact", "kinds", "kind"),
        ("/conflicts?entiti=east-port", "entiti", "entity"),
        ("/entities?search=port&querry=x", "querry", ""),
        ("/claims?subjct=east-port", "subjct", "subject"),
        ("/paths?from=east-port&to=harbour-city", "from", "source"),
        ("/compare?source=east-port&target=harbour-city", "source", "a"),
        ("/timeline?entty=east-port", "entty", "entity"),
        ("/documents?kind=fact", "kind", ""),
        ("/start?lang=en", "lang", ""),
        ("/healthz?verbose=1", "verbose", ""),
    ],
)
def test_an_unknown_parameter_is_refused_with_the_one_that_is_like_it(
    client: TestClient, address: str, name: str, meant: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 400, answer.text
    told = answer.json()["errors"][name]
    assert told.startswith("is unknown")
    assert f"did you mean {meant};" in told if meant else "did you mean" not in told
    assert name in answer.json()["detail"]


def test_every_parameter_that_is_described_is_known(client: TestClient) -> None:
    """In the description of the API and in what is refused they are the same."""
    tried = 0
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        named = [each["name"] for each in methods.get("get", {}).get("parameters", [])]
        if "{" in path or path.startswith(("/sparql", "/graphs", "/queries/")) or not named:
            continue
        answer = client.get(path, params={**dict.fromkeys(named, "x"), "no-such-parameter": "x"})
        wrong = answer.json()["errors"] if answer.status_code == 400 else {}
        assert "no-such-parameter" in wrong, (path, answer.text)
        assert not wrong.keys() & set(named) - {"format"}, path
        tried += 1
    assert tried > 10


def test_a_format_that_a_page_and_its_data_do_not_have_is_refused(client: TestClient) -> None:
    assert client.get("/documents?format=html").headers["content-type"].startswith("text/html")
    assert client.get("/documents?format=json").json()["total"] == 3
    answer = client.get("/documents?format=csv")
    assert answer.status_code == 400
    assert answer.json()["errors"] == {"format": "'csv' is not one of json, html"}


def test_the_page_keeps_its_view_in_its_address(client: TestClient) -> None:
    assert client.get("/?view=query&q=planned&anything=1", headers=HTML).status_code == 200


@pytest.mark.parametrize("path", ["/conflicts", "/unknowns", "/timeline", "/figures"])
def test_an_unknown_entity_is_not_found_wherever_it_is_asked_for(
    client: TestClient, path: str
) -> None:
    answer = client.get(path, params={"entity": "nosuch"})
    assert answer.status_code == 404
    assert "no entity 'nosuch'" in answer.json()["detail"]


def test_a_subject_that_is_not_there_is_refused_wherever_a_filter_is_given(
    client: TestClient, knowledge: Knowledge
) -> None:
    answer = client.get("/claims?subject=nosuch&object=state-completed")
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("subject 'nosuch' is unknown.")
    assert client.get("/claims?subject=east-port&object=state-completed").json()["total"] == 1
    with pytest.raises(InvalidRequest, match="subject 'nosuch' is unknown"):
        Graph(knowledge).network(subject="nosuch")


def test_an_entity_of_another_class_is_refused_with_the_class_that_is_needed(
    knowledge: Knowledge,
) -> None:
    parameter = Parameter(type=ParameterType.ENTITY, **{"class": "Event"})
    context = Context(knowledge.names, knowledge.ontology, Entities(knowledge).all())
    with pytest.raises(ValueError, match="'east-port' is of class Port, and Event is needed"):
        parameter.terms("event", "east-port", context)


def test_an_unknown_slug_is_answered_with_those_that_may_be_meant(client: TestClient) -> None:
    answer = client.get("/entities/east-prot")
    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems/NotFound"
    assert "Did you mean east-port" in answer.json()["detail"]
    assert "Did you mean" not in client.get("/entities/qqqqqqqq").json()["detail"]
