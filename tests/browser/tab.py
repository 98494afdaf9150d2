"""A tab of a real browser that a test drives as a person does, and that forgives nothing."""

from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request

# What every file of this folder says of its tests.
MARKS = [pytest.mark.slow, pytest.mark.browser]
PATIENCE = 15_000  # milliseconds, for what only ever takes long when something is broken
DESKTOP, TABLET, PHONE = (1280, 800), (900, 1100), (390, 844)


class Tab:
    """A page of the site at `address`; `problems` has whatever should not have happened."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.problems: list[str] = []
        self.requests: list[str] = []
        self._forgiven: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self._note(f"error in the page: {error}"))
        page.on("request", self._asked)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(f"console: {message.text}")

    def _note(self, problem: str) -> None:
        if not any(part in problem for part in self._forgiven):
            self.problems.append(problem)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.problems.append(f"a request left the host: {request.url}")

    def open(self, query: str = "") -> "Tab":
        """Go to the page with this query (`?focus=…`) and wait until nothing moves."""
        self.page.goto(f"{self.address}/{query}")
        return self.settled()

    def settled(self) -> "Tab":
        """Wait until the picture is stable."""
        self.page.wait_for_function(
            """() => {
              const query = new URLSearchParams(location.search);
              const isDrawn = (query.has("focus") || query.has("path")) && !query.has("view");
              return window.__ready === true && (window.cy !== undefined || !isDrawn);
            }"""
        )
        return self

    def addressed(self, part: str) -> None:
        """Wait until the URL has `part`: it follows the picture, at most ten times a second."""
        self.page.wait_for_url(lambda url: part in url)

    def ahead(self) -> "Tab":
        """Wait until the page has fetched what will be needed next: two seconds after a picture."""
        self.page.wait_for_timeout(3_000)
        self.page.wait_for_load_state("networkidle")
        return self

    def restore(self, query: str) -> "Tab":
        """Come to another view as the back button does, without loading the page anew."""
        self.page.evaluate(
            """query => {
              window.__ready = false;
              history.pushState(null, "", query);
              dispatchEvent(new PopStateEvent("popstate"));
            }""",
            query,
        )
        return self.settled()

    def drawn(self) -> list[str]:
        """The ids of the entities on the canvas."""
        found: list[str] = self.value("() => cy.nodes().not('.more').map(node => node.id())")
        return found

    def value(self, function: str, argument: object = None) -> Any:  # noqa: ANN401
        """What a function in the page answers."""
        return self.page.evaluate(function, argument)

    def at(self, id: str) -> tuple[float, float]:
        """Where the middle of an entity or an edge of the canvas is on the screen."""
        x, y = self.value(
            """id => {
              const found = cy.getElementById(id), box = cy.container().getBoundingClientRect();
              const at = found.isNode() ? found.renderedPosition() : found.renderedMidpoint();
              return [box.x + at.x, box.y + at.y];
            }""",
            id,
        )
        return x, y

    def tap(self, id: str) -> "Tab":
        """Click the middle of an entity or an edge of the canvas."""
        self.page.mouse.click(*self.at(id))
        return self

    def double_tap(self, id: str) -> "Tab":
        """Click it twice; anew where a busy machine brought the second click a quarter of a second
        after the first, which makes them two."""
        for _ in range(3):
            self.value("() => void cy.one('dbltap', () => (window.__twice = true))")
            self.page.mouse.dblclick(*self.at(id))
            if self.value("() => window.__twice && !(window.__twice = false)"):
                return self
        raise AssertionError(f"{id} takes no double click")

    def forgive(self, part: str) -> None:
        """Something was expected to go wrong here: it must have, and counts no longer.

        Of two requests that fail, the second may be told late: neither counts then.
        """
        expected = [each for each in self.problems if part in each]
        assert expected, f"nothing says {part!r} in {self.problems}"
        self._forgiven.append(part)
        self.problems = [each for each in self.problems if part not in each]
