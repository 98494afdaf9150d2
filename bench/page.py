"""The page in a browser: how light it is, how soon a picture stands, how smoothly it grows."""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, TimeoutError, ViewportSize

from bench import servers
from bench.chromium import chromium
from bench.report import Bar, at_least, at_most, bars, say, table

SIZE = ViewportSize(width=1280, height=800)
KILOBYTES, SEARCH_SECONDS, EXPAND_SECONDS, EXPAND_FPS, LARGE_FPS = 260.0, 1.0, 0.6, 30.0, 20.0
# Who is looked for, and which of the neighbours then grows.
SEARCHES = ("qianhai", "luohu port", "hetao", "shenzhen", "hong kong", "john lee", "greater bay")
PATIENCE = 1500  # milliseconds in which an expansion has begun and ended
FULL = 250  # entities, of 300 that there may be
# When somebody acts, when the picture stands still, and every frame in between.
WATCH = """() => {
  let ready = false;
  const seen = (window.__seen = { acted: 0, stood: 0, frames: [] });
  Object.defineProperty(window, "__ready", {
    get: () => ready,
    set: value => {
      if (value && !ready) seen.stood = performance.now();
      ready = value;
    },
  });
  const frame = now => {
    seen.frames.push(now);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
STOOD = "n => window.cy && cy.nodes().length > n && window.__ready && __seen.stood > __seen.acted"
# The same, or somebody is asked which neighbours they want.
GROWN = f"n => document.querySelector('dialog[open]') !== null || ({STOOD})(n)"
# What was asked of the server in between; the words of an event, shown by itself, come after.
ASKED = """() => performance.getEntriesByType("resource")
  .filter(({ name, startTime }) => !name.includes("/static/")
    && startTime >= __seen.acted && startTime < __seen.stood)
  .map(({ name }) => name)"""

# Where nothing is that the pointer could take hold of.
FREE = """() => {
  for (let x = 40; x < cy.width(); x += 9) for (let y = 60; y < cy.height() - 70; y += 9) {
    const isFree = cy.nodes().every(node => {
      const at = node.renderedPosition();
      return Math.hypot(at.x - x, at.y - y) > 50;
    });
    if (isFree) return [x, y];
  }
  return [8, 80];
}"""


@dataclass
class Visit:
    """A fresh visit: nothing is cached; `scripts` are the sizes as they were sent, by address."""

    page: Page
    address: str
    scripts: dict[str, int] = field(default_factory=dict)

    def took(self) -> float:
        """Seconds from the act to the picture that stands."""
        return float(self.page.evaluate("() => (__seen.stood - __seen.acted) / 1000"))

    def frames_per_second(self) -> float:
        """Between the act and the picture that stands."""
        return float(
            self.page.evaluate(
                """() => __seen.frames.filter(at => at >= __seen.acted && at <= __seen.stood).length
                   / ((__seen.stood - __seen.acted) / 1000)"""
            )
        )

    def act(self) -> None:
        """What comes now is measured from now on."""
        self.page.evaluate("() => { __seen.acted = performance.now(); __seen.frames.length = 0; }")


@contextmanager
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A visit that nothing of an earlier one helps."""
    context = browser.new_context(viewport=SIZE)
    found = Visit(context.new_page(), address)

    def answered(response: Response) -> None:
        if response.request.resource_type == "script":
            found.scripts[response.url] = response.request.sizes()["responseBodySize"]

    found.page.on("requestfinished", lambda request: answered(_response(request.response())))
    found.page.add_init_script(f"({WATCH})()")
    try:
        yield found
    finally:
        context.close()


def _response(found: Response | None) -> Response:
    assert found is not None
    return found


def weight(browser: Browser, address: str) -> dict[str, int]:
    """Bytes of every script until the first neighbourhood stands, as they came over the wire."""
    with visit(browser, address) as found:
        found.page.goto(f"{address}/?focus=qianhai", wait_until="commit")
        found.page.wait_for_function("() => window.__ready === true")
        return dict(found.scripts)


def searched(browser: Browser, address: str, name: str) -> float:
    """Seconds from the last letter typed on a first visit to a picture that stands."""
    with visit(browser, address) as found:
        page = found.page
        page.goto(f"{address}/")
        page.wait_for_function("() => window.__ready === true")
        page.keyboard.press("/")
        page.keyboard.type(name[:-1], delay=40)
        page.evaluate("() => { window.__ready = false; }")
        found.act()
        page.keyboard.type(name[-1])
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("Enter")
        page.wait_for_function(STOOD, arg=1)
        return found.took()


def expanded(browser: Browser, address: str) -> list[tuple[float, float, int]]:
    """Of several entities: seconds and frames a second of growing, and the requests of it."""
    results = []
    with visit(browser, address) as found:
        page = found.page
        page.goto(f"{address}/?focus=qianhai")
        page.wait_for_function(STOOD, arg=1)
        page.wait_for_load_state("networkidle")
        ids = page.evaluate("() => cy.nodes().not('.more, .focus, .fold').map(node => node.id())")
        page.locator("#graph").focus()
        for id in ids:
            before = page.evaluate("() => cy.nodes().length")
            # a double click: the first one selects, which asks for the panel what the second needs
            page.evaluate(
                """id => {
                  __seen.stood = 0;
                  __seen.acted = performance.now();
                  __seen.frames.length = 0;
                  for (const each of ["tap", "tap", "dbltap"]) cy.getElementById(id).emit(each);
                }""",
                id,
            )
            try:
                page.wait_for_function(GROWN, arg=before, timeout=PATIENCE)
            except TimeoutError:
                continue  # all its neighbours are there already
            asked = page.evaluate(ASKED)
            if page.locator("dialog[open]").count():
                page.keyboard.press("Escape")
            else:
                results.append((found.took(), found.frames_per_second(), len(asked)))
                page.keyboard.press("Control+z")
                page.wait_for_function("n => cy.nodes().length === n && __ready", arg=before)
    return results


def large(browser: Browser, address: str) -> tuple[int, float, float]:
    """Entities of a full canvas, and frames a second while it is moved about, and zoomed."""
    with visit(browser, address) as found:
        page = found.page
        drawn = ["qianhai"]
        while len(drawn) < FULL:
            opened = ",".join(f"{id}~100" for id in drawn)
            before = len(drawn)
            page.goto(f"{address}/?focus=qianhai&open={opened}")
            page.wait_for_function(STOOD, arg=before)
            drawn = page.evaluate("() => cy.nodes().not('.more, .fold').map(node => node.id())")
            assert len(drawn) > before, "the graph has too few entities around Qianhai"
        box = page.locator("#graph").bounding_box()
        assert box is not None
        x, y = page.evaluate(FREE)
        page.mouse.move(box["x"] + x, box["y"] + y)
        page.mouse.down()
        found.act()
        for step in range(60):
            page.mouse.move(box["x"] + x + 3 * step, box["y"] + y + 2 * step)
        page.evaluate("() => { __seen.stood = performance.now(); }")
        moved = found.frames_per_second()
        page.mouse.up()
        found.act()
        for step in range(40):
            page.mouse.wheel(0, 60 if step < 20 else -60)
            page.wait_for_timeout(16)
        page.evaluate("() => { __seen.stood = performance.now(); }")
        zoomed = found.frames_per_second()
        return int(page.evaluate("() => cy.nodes().length")), moved, zoomed


def main() -> None:
    """Measure and print; the exit code says whether all bars are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=len(SEARCHES), help="searches")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, servers.of_repository(Path(folder)) as server:
        address = f"http://127.0.0.1:{server.port}"
        with chromium() as browser:
            met = bars(measured(browser, address, rounds))
    sys.exit(not met)


def measured(browser: Browser, address: str, rounds: int) -> list[Bar]:
    scripts = weight(browser, address)
    rows = [
        (url.removeprefix(address), f"{size:,}")
        for url, size in sorted(scripts.items(), key=lambda each: -each[1])[:8]
    ]
    table(("largest scripts", "bytes sent"), rows)
    searched(browser, address, SEARCHES[0])  # the server is warm then
    searches = [searched(browser, address, SEARCHES[n % len(SEARCHES)]) for n in range(rounds)]
    grown = expanded(browser, address)
    seconds, rates, requests = zip(*grown, strict=True)
    entities, moved, zoomed = large(browser, address)
    say(f"{len(scripts)} scripts, {len(searches)} searches, {len(grown)} expansions\n")
    return [
        at_most("scripts until the first picture", sum(scripts.values()) / 1e3, KILOBYTES, " kB"),
        at_most("letter to picture, median", statistics.median(searches), SEARCH_SECONDS, " s"),
        at_most("expansion, median", statistics.median(seconds), EXPAND_SECONDS, " s"),
        at_least("frames of it, median", statistics.median(rates), EXPAND_FPS, "/s"),
        at_most("requests of it", max(requests), 1, ""),
        at_least(f"moving {entities} entities", moved, LARGE_FPS, "/s"),
        at_least(f"zooming {entities} entities", zoomed, LARGE_FPS, "/s"),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
