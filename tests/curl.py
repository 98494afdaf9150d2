"""The commands of curl that the documents show, so that the tests need no curl."""

import http.client
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from tests.api_client import PATIENCE_SECONDS

FORM = "application/x-www-form-urlencoded"
FIELDS = ("-d", "--data-urlencode")
WITH_VALUE = ("-H", "-X", "--data-binary", *FIELDS)
FLAGS = ("-G", "-I", "-i")


@dataclass(frozen=True, slots=True)
class Curl:
    """A request, and whether the head of its answer is shown."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None
    shows_head: bool

    @classmethod
    def parse(cls, command: str, folder: Path) -> "Curl":
        """What curl would send; files are looked for in `folder`."""
        words = iter(shlex.split(command))
        assert next(words) == "curl"
        given: list[tuple[str, str]] = []
        urls = []
        for word in words:
            if word in WITH_VALUE:
                given.append((word, next(words)))
            elif word in FLAGS:
                given.append((word, ""))
            else:
                assert not word.startswith("-"), f"{word}: {command}"
                urls.append(word)
        (url,) = urls
        flags = {name for name, _ in given}
        data = "&".join(_data(name, value) for name, value in given if name in FIELDS)
        pieces = [_read(value, folder) for name, value in given if name == "--data-binary"]
        body = (data.encode() if data else None) if not pieces else b"".join(pieces)
        if "-G" in flags:
            url, body = f"{url}{'&' if '?' in url else '?'}{data}", None
        usual = "HEAD" if "-I" in flags else "GET" if body is None else "POST"
        named = (value.partition(": ") for name, value in given if name == "-H")
        headers = {} if body is None else {"content-type": FORM}
        headers |= {name.lower(): value for name, _, value in named}
        method = next((value for name, value in given if name == "-X"), usual)
        return cls(method, url, headers, body, bool(flags & {"-I", "-i"}))

    def run(self, port: int) -> str:
        """What curl would print, asked at this port of 127.0.0.1."""
        parts = urlsplit(self.url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        sent = {"host": parts.netloc, "accept": "*/*", **self.headers}
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(self.method, target, self.body, sent)
            answer = connection.getresponse()
            body = answer.read().decode()
        finally:
            connection.close()
        lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
        lines += [f"{name.lower()}: {value}" for name, value in answer.getheaders()]
        return "\n".join([*lines, "", body]) if self.shows_head else body


def _data(flag: str, value: str) -> str:
    if flag == "-d":
        return value
    name, _, text = value.partition("=")
    return f"{name}={quote(text, safe='')}"


def _read(value: str, folder: Path) -> bytes:
    return (folder / value[1:]).read_bytes() if value.startswith("@") else value.encode()
