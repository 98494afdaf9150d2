"""axe-core on what a tab shows."""

from functools import cache

from tests.browser.tab import Tab
from tests.conftest import ROOT


@cache
def _source() -> str:
    return (ROOT / "web/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(tab: Tab) -> list[str]:
    """What axe objects to on the page as it is now, each with the first element that it means."""
    if not tab.value("() => 'axe' in window"):
        tab.value(_source())
    found = tab.value("async () => (await axe.run(document, { preload: false })).violations")
    return [f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:160]}" for each in found]
