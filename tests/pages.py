"""Pages of the server, as a browser asks for them and as tests look at them."""

from html.parser import HTMLParser

from httpx2 import Response

HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


class Page(HTMLParser):
    """What a test looks at."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.links: list[str] = []
        self.title = ""
        self._open = ""
        self.inline = ""
        self.feed(response.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self._open = tag
        self.elements.append((tag, found))
        self.links += [str(found[name]) for name in ("href", "src", "action") if found.get(name)]

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "title" and not self.title:
            self.title = data
        if self._open in ("script", "style"):
            self.inline += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]
