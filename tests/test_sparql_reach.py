"""SERVICE and LOAD reach only the targets that the settings allow."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kg.config import Settings
from kg.errors import Forbidden, InvalidRequest, KgError
from kg.sparql import gate
from kg.sparql.reach import NOWHERE, is_allowed

ALLOWED = "https://a.example/sparql, http://b.example:8080, http://[::1]:*/x/, http://127.0.0.1:*"


@pytest.mark.parametrize(
    "iri",
    [
        "https://a.example/sparql",
        "https://a.example:443/sparql",
        "HTTPS://A.Example/sparql",
        "https://a.example/sparql/deeper",
        "https://a.example/sparql?query=x&y=%20",
        "http://b.example:8080",
        "http://b.example:8080/",
        "http://b.example:8080/any/thing",
        "http://[::1]/x/y",
        "http://[0:0:0:0:0:0:0:1]:99/x/",
        "http://127.0.0.1:1/",
    ],
)
def test_an_entry_allows_what_it_names(iri: str) -> None:
    assert is_allowed(iri, ALLOWED)


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "a.example/sparql",
        "http://a.example/sparql",  # the scheme
        "https://a.example:8443/sparql",  # the port
        "http://b.example/",
        "http://b.example:08080/",
        "http://b.example:80801/",
        "http://b.example:*/",
        "https://a.example/",  # the path
        "https://a.example/sparqlx",
        "https://a.example/SPARQL",
        "https://a.example/sparql/../admin",
        "https://a.example/sparql/..",
        "https://a.example/sparql/./x",
        "https://a.example/sparql/%2e%2e/admin",
        "https://a.example/sparql/%2E%2E%2fadmin",
        "https://a.example/sparql\\..\\admin",
        "https://a.example//sparql",
        "https://a.example/sparql#fragment",
        "http://[::1]/x",
        "http://[::2]/x/",
        "http://[::ffff:127.0.0.1]/",
        "http://[127.0.0.1]/",
        "http://[zz]/",
        "https://a.example@evil.example/sparql",  # the host
        "https://a.example:443@evil.example/sparql",
        "https://user@a.example/sparql",
        "https://a.example.evil.example/sparql",
        "https://a.example./sparql",
        "https://a%2eexample/sparql",
        "https://a.example\\@evil.example/sparql",
        "https://a.example?@evil.example/sparql",
        "https://evil.example/?https://a.example/sparql",
        "http://127.1:80/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://127.0.0.1.:80/",
        "http://\uff11\uff12\uff17.0.0.1/",
        "https://a.e\u212aample/sparql",
        "file:///etc/passwd",
        "ftp://a.example/sparql",
    ],
)
def test_what_no_entry_names_exactly_is_not_allowed(iri: str) -> None:
    assert not is_allowed(iri, ALLOWED)


def test_no_entry_allows_nothing() -> None:
    assert not is_allowed("http://127.0.0.1/", "")
    assert not is_allowed("http://127.0.0.1/", " , ")


@pytest.mark.parametrize(
    "entry",
    ["a.example", "ftp://a.example", "https://", "https://u@a.example", "https://a.example:x",
     "https://a.example/%2e", "https://*", "https://a.example/ b"],
)  # fmt: skip
def test_an_entry_that_is_no_target_is_refused_and_named(entry: str) -> None:
    with pytest.raises(ValidationError, match="is not scheme://host"):
        Settings(allowed_targets=f"https://a.example, {entry}")


SETTINGS = Settings(allowed_targets="http://a.example/sparql")
GOOD, EVIL = "http://a.example/sparql", "http://evil.example/"
PATTERN = "{ ?a ?b ?c }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <{GOOD}> {PATTERN} }}",
        f"SELECT * {{ service silent <{GOOD}> {PATTERN} }}",
        f"SELECT * {{ SERVICE<{GOOD}>{PATTERN} }}",
        f"SELECT * {{ SERVICE # where\n<{GOOD}># to\n{PATTERN} }}",
        f"PREFIX a: <{GOOD}> SELECT * {{ SERVICE a: {PATTERN} }}",
        f"PREFIX a: <http://a.example/> SELECT * {{ SERVICE a:sparql {PATTERN} }}",
        f"PREFIX a: <{EVIL}> PREFIX a: <http://a.example/> ASK {{ SERVICE a:sparql {PATTERN} }}",
        f"BASE <http://a.example/x> SELECT * {{ SERVICE <sparql> {PATTERN} }}",
        f"BASE <http://a.example/x> PREFIX a: </> SELECT * {{ SERVICE a:sparql {PATTERN} }}",
        f"SELECT * {{ SERVICE <http://a.ex\\u0061mple/sparql> {PATTERN} }}",
        f"SELECT * {{ SERVICE <{GOOD}> {PATTERN} SERVICE <{GOOD}/b> {PATTERN} }}",
        f"SELECT * {{ ?s ?p 'SERVICE <{EVIL}> {{' }} # SERVICE <{EVIL}> {{",
        f"SELECT * {{ GRAPH <{EVIL}service> {{ ?service ?p ?o }} }}",
        f"SELECT * FROM <{EVIL}> FROM NAMED <file:///etc/passwd> {PATTERN}",
    ],
)
def test_a_query_that_reaches_only_allowed_targets_passes(query: str) -> None:
    assert gate.examine(query, SETTINGS).text == query


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE <{EVIL}> {PATTERN} }}",
        f"SELECT * {{ SERVICE <{GOOD}> {PATTERN} SERVICE <{EVIL}> {PATTERN} }}",
        f"SELECT * {{ SERVICE ?x {PATTERN} }}",
        f"SELECT * {{ SERVICE SILENT $x {PATTERN} }}",
        f"VALUES ?x {{ <{GOOD}> }} SELECT * {{ SERVICE?x {PATTERN} }}",
        f"PREFIX a: <http://a.example/> PREFIX a: <{EVIL}> ASK {{ SERVICE a:sparql {PATTERN} }}",
        f"PREFIX a: <{EVIL}> ASK {{ ?s a:PREFIX a: , <{GOOD}> . SERVICE a:sparql {PATTERN} }}",
        f"PREFIX a: <{EVIL}> #PREFIX a: <http://a.example/>\nASK {{ SERVICE a:sparql {PATTERN} }}",
        f"PREFIX b: <http://a.example/> ASK {{ SERVICE a:sparql {PATTERN} }}",
        f"ASK {{ SERVICE <sparql> {PATTERN} }}",
        f"BASE <{GOOD}> ASK {{ SERVICE <../evil> {PATTERN} }}",
        f"BASE <{GOOD}> ASK {{ SERVICE <//evil.example/sparql> {PATTERN} }}",
        f"BASE <http://a.example/> BASE <{EVIL}> ASK {{ SERVICE <sparql> {PATTERN} }}",
        f"ASK {{ SERVICE <http://a.example\\u0040evil.example/sparql> {PATTERN} }}",
        f"PREFIX SILENT: <http://a.example/> ASK {{ SERVICE SILENT:sparql {PATTERN} }}",
        f"ASK {{ FILTER EXISTS {{ {{ SELECT * {{ SERVICE <{EVIL}> {PATTERN} }} }} }} }}",
    ],
)
def test_a_query_that_reaches_elsewhere_is_forbidden_and_the_setting_named(query: str) -> None:
    with pytest.raises(Forbidden, match="KG_ALLOWED_TARGETS"):
        gate.examine(query, SETTINGS)


def test_an_unbalanced_text_is_a_bad_request_rather_than_forbidden() -> None:
    with pytest.raises(InvalidRequest) as caught:
        gate.examine(f"SELECT * {{ SERVICE <{EVIL}> {{ ?a ?b ?c }}", SETTINGS)
    assert not isinstance(caught.value, Forbidden)


@pytest.mark.parametrize(
    "update",
    [
        f"LOAD <{GOOD}>",
        f"load silent<{GOOD}>INTO GRAPH <{EVIL}>",
        "PREFIX a: <http://a.example/> LOAD a:sparql",
        "CLEAR ALL ; PREFIX a: <http://a.example/> LOAD SILENT a:sparql ;",
        f"INSERT DATA {{ <{EVIL}load> <{EVIL}LOAD> 'LOAD <{EVIL}>' }} # LOAD <{EVIL}>",
        f"INSERT {{}} WHERE {{ SERVICE <{GOOD}> {PATTERN} }}",
        f"PREFIX load: <{EVIL}> INSERT DATA {{ load:s load:p load:o }}",
    ],
)
def test_an_update_that_reaches_only_allowed_targets_passes(update: str) -> None:
    assert gate.examine_update(update, SETTINGS).text == update


@pytest.mark.parametrize(
    "update",
    [
        f"LOAD <{EVIL}>",
        f"LOAD<{EVIL}>",
        f"LOADSILENT<{EVIL}>",
        f"LOAD#\n<{EVIL}>",
        "LOAD <file:///etc/passwd>",
        "LOAD <x.ttl>",
        f"BASE <{EVIL}> LOAD <x>",
        f"INSERT DATA {{ <{EVIL}> <{EVIL}> 1 }};LOAD <{EVIL}>",
        f"INSERT DATA {{ <{EVIL}> <{EVIL}> 'a;\\'b' }};LOAD <{EVIL}>",
        f"PREFIX a: <http://a.example/> CLEAR ALL; PREFIX a: <{EVIL}> LOAD a:sparql",
        f"PREFIX : <{EVIL}> LOAD:x",
        f"PREFIX : <{EVIL}> LOADSILENT:x",
        f"PREFIX : <{EVIL}> PREFIX load: <{EVIL}> load:x",
        f"DELETE {{}} INSERT {{}} WHERE {{ SERVICE <{EVIL}> {PATTERN} }}",
        f"WITH <{EVIL}> DELETE {{ ?a ?b ?c }} WHERE {{ SERVICE ?a {PATTERN} }}",
    ],
)
def test_an_update_that_reaches_elsewhere_does_not_pass(update: str) -> None:
    assert_goes_nowhere(update)


def assert_goes_nowhere(update: str) -> None:
    """It is refused, or its target is one that nobody can reach; and it is said why."""
    try:
        examined = gate.examine_update(update, SETTINGS)
    except InvalidRequest:
        return
    assert examined.forbidden
    assert ENGINE_REFUSES_PORT not in said_by_the_engine(examined.text)
    assert NOWHERE in examined.text


@pytest.mark.parametrize("word", ["LOAD", "load", "LoAd", "LOAD SILENT"])
def test_a_load_of_what_is_not_allowed_is_forbidden(word: str) -> None:
    examined = gate.examine_update(f"{word} <{EVIL}>", SETTINGS)
    assert examined.text == f"{word} <{NOWHERE}>"
    assert "LOAD reaches out of this machine" in str(examined.forbidden)


class _Answer(BaseHTTPRequestHandler):
    """A redirect to where nothing may go."""

    def do_POST(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        self.send_response(307)
        self.send_header("Location", "/leak")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def elsewhere() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_engine_follows_no_redirect(elsewhere: ThreadingHTTPServer) -> None:
    """So the target in the text is all that has to be allowed."""
    target = f"http://127.0.0.1:{elsewhere.server_port}/first"
    with pytest.raises(OSError, match=r"307|edirect"):
        list(ox.Store().query(f"SELECT * {{ SERVICE <{target}> {PATTERN} }}"))  # type: ignore[arg-type]
    with pytest.raises(OSError, match=r"307|edirect"):
        ox.Store().update(f"LOAD <{target}>")
    assert elsewhere.asked == ["/first", "/first"]  # type: ignore[attr-defined]


ENGINE_REFUSES_PORT = "port 9"  # as its HTTP client does, so nothing is sent
PIECES = st.lists(
    st.sampled_from([
        "LOAD", "load ", "LOAD SILENT ", "LOADSILENT", "<http://127.0.0.1:9/x>", ":x", "ex:x", ";",
        " ", "#", "\n", "'", '"', '"""', "\\u0022", "{", "}", "INSERT DATA", "CLEAR ALL", "<", ">",
        "PREFIX : <http://127.0.0.1:9/>", "PREFIX ex: <http://127.0.0.1:9/>", "INTO GRAPH ", "(",
        "BASE <http://127.0.0.1:9/>", "<x>", "INSERT DATA { <a:a> <a:a> 'x' }", "INSERT{}WHERE{}",
        "INSERT DATA{<a:a> <a:a> ';LOAD <http://127.0.0.1:9/x>'}", "DELETE", "FILTER(0<?b#>)",
    ])
).map("".join)  # fmt: skip


def said_by_the_engine(update: str) -> str:
    """What is wrong with the update, if anything."""
    try:
        ox.Store().update(update)
    except (OSError, SyntaxError, RuntimeError) as error:
        return str(error)
    return ""


@given(PIECES)
def test_an_update_that_passes_never_makes_the_engine_reach_out(update: str) -> None:
    try:
        update = gate.examine_update(update, Settings()).text
    except KgError:
        return
    assert ENGINE_REFUSES_PORT not in said_by_the_engine(update)
