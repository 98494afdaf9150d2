"""The browser that the page is measured, tested and pictured in."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
MISSING = "no Chromium: as root run 'apt-get install chromium fonts-noto-cjk'"
# Pages of Chromium's own, of which it loads two for the address bar of every window: a quarter of
# all it works where each test has a window.
_OWN_PAGES = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
# Playwright turns these off; of several such flags Chromium takes the last one alone.
_PLAYWRIGHTS = (
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
)  # fmt: skip
# without a graphics card the canvas is much slower when Chromium emulates one
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    f"--disable-features={','.join(_OWN_PAGES + _PLAYWRIGHTS)}",
)  # fmt: skip


def program() -> str | None:
    """Where Chromium is: $CHROMIUM, the machine's, or the one that `make browser` unpacked."""
    packed = ROOT / "build/chromium/chromium"
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    return found or (str(packed) if packed.exists() else None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window that is closed at the end; SystemExit where there is none."""
    found = program()
    if found is None:
        raise SystemExit(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
