"""Ten pictures of the page for README and docs, into docs/pictures/."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench import servers
from bench.chromium import chromium
from bench.png import light
from bench.report import say

FOLDER = servers.ROOT / "docs/pictures"
MOST_BYTES = 150_000
DESKTOP, PHONE = (1280, 800), (390, 844)
STANDS = "() => window.__ready === true"


def _nothing(_: Page) -> None:
    """The picture is that of the URL."""


def _conflict(page: Page) -> None:
    page.get_by_text("Facts and figures").click()
    page.locator(".panel .pair").first.wait_for()
    page.locator(".panel .pair").first.scroll_into_view_if_needed()


def _sentence(page: Page) -> None:
    page.locator(".panel .links button", has_text="Golden Inner Bay").first.click()
    page.locator(".panel blockquote mark").first.wait_for()


@dataclass(frozen=True, slots=True)
class Picture:
    """What is opened, what is done there, and on which screen."""

    query: str
    act: Callable[[Page], None] = _nothing
    size: tuple[int, int] = DESKTOP


PICTURES = {
    "first-visit": Picture(""),
    "qianhai": Picture("?focus=qianhai"),
    "sentence": Picture("?focus=qianhai", _sentence),
    "figures": Picture("?focus=qianhai", _conflict),
    "document": Picture("?focus=qianhai&view=document&doc=qianhai-leads-cooperation"),
    "paths": Picture("?path=john-lee..qianhai&sel=p:1&theme=dark"),
    "table": Picture("?focus=qianhai&view=table&lang=zh-Hant&sort=dates:down"),
    "query": Picture("?view=query&q=graph-of-offices"),
    "compare": Picture("?view=compare&compare=hong-kong..shenzhen"),
    "phone": Picture("?focus=hetao", size=PHONE),
}


def main() -> None:
    """Make all of them anew."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.of_repository(Path(folder)) as server,
        chromium() as browser,
    ):
        for name, picture in PICTURES.items():
            made = light(taken(browser, f"http://127.0.0.1:{server.port}/", picture))
            if len(made) >= MOST_BYTES:
                raise SystemExit(f"{name}: {len(made):,} bytes are too many")
            (FOLDER / f"{name}.png").write_bytes(made)
            say(f"{name}.png {len(made):,}")


def taken(browser: Browser, address: str, picture: Picture) -> bytes:
    """The screenshot, once nothing moves and nothing is asked for any more."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        page.goto(f"{address}{picture.query}")
        page.wait_for_function(STANDS)
        page.wait_for_load_state("networkidle")
        picture.act(page)
        page.wait_for_load_state("networkidle")
        page.mouse.move(width - 3, height - 3)
        page.wait_for_timeout(500)
        return page.screenshot()
    finally:
        context.close()


if __name__ == "__main__":
    main()
