"""A server and a browser of the folder; each test has a tab of its own, which forgives nothing."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from bench.chromium import MISSING, chromium, program
from tests.api_client import real_server, real_store
from tests.browser.tab import DESKTOP, Tab
from tests.conftest import ROOT

OpenTab = Callable[..., Tab]
# How many times slower than it could each tab works: `make slow` finds what relies on time.
SLOWNESS = float(os.environ.get("KG_BROWSER_SLOWNESS", "1"))


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the real graph."""
    if not (ROOT / "api/static/vendor/cytoscape.js").exists():
        pytest.fail("the browser libraries are not built: run `make page`")
    with real_server(real_store(tmp_path_factory)) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if program() is None:
        pytest.skip(MISSING)
    # not of the session: its event loop would be in the way of tests that have one of their own
    with chromium() as found:
        yield found


@pytest.fixture
def open_tab(browser: Browser, site: str) -> Iterator[OpenTab]:
    """Opens tabs: size, colour scheme and whatever else Playwright's contexts take."""
    tabs: list[Tab] = []

    def opened(
        query: str | None = "", *, size: tuple[int, int] = DESKTOP, **options: object
    ) -> Tab:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
        tab = Tab(context.new_page(), site)
        tabs.append(tab)
        if SLOWNESS > 1:
            session = context.new_cdp_session(tab.page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWNESS})
        return tab if query is None else tab.open(query)

    yield opened
    for tab in tabs:
        tab.page.context.close()
    assert [problem for tab in tabs for problem in tab.problems] == []


@pytest.fixture
def tab(open_tab: OpenTab) -> Tab:
    """A tab of a desktop's size in which nothing is open yet."""
    return open_tab(None)
