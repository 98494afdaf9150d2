"""Which texts of an interface that should be Chinese still have English words in them."""

import re

from tests.browser.tab import Tab

# Names, abbreviations and units that Chinese interfaces write in Latin letters too.
_LATIN = re.compile(
    r"\b(?:EN|English|PNG|SVG|JSON-LD|JSON|CSV|TSV|XML|GEXF|Turtle|SPARQL|Enter|Space|Backspace|Esc|"
    r"Ctrl|Shift|Alt|Tab|CONSTRUCT|SELECT|ASK|DESCRIBE|LIMIT|URL|API|GBA|IRI|[A-Z]|[0-9a-f]{12})\b"
)
# Every text of the interface: what stands there, and what is read out or shown on pointing; not
# what names things (bdi, what has its own language), what is quoted, or what is typed.
_TEXTS = """({ page, root, apart }) => {
  const found = new Set(), skipped = [
    "bdi, q, blockquote, time, code, kbd, pre, mark, textarea, option, .told, .chain",
    ".compare tbody, body [lang=en]", apart,
  ].join();
  const walk = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const owner = walk.currentNode.parentElement;
    if (owner.closest(skipped) || !owner.checkVisibility()) continue;
    found.add(walk.currentNode.textContent.trim());
  }
  for (const each of document.querySelectorAll(`${page} *, dialog[open] *`)) {
    if (each.closest(skipped) || !each.checkVisibility()) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-roledescription"]) {
      if (each.hasAttribute(name)) found.add(each.getAttribute(name));
    }
  }
  return [...found].filter(Boolean);
}"""
_ENGLISH = re.compile(r"[A-Za-z]{2,}")


def foreign(
    tab: Tab, page: str = ".app", root: str | None = None, apart: str = "dialog.none"
) -> list[str]:
    """Texts within `root`, by default all of `page`, that have English words; `apart` names what
    may have them there. All are selectors."""
    told: list[str] = tab.value(_TEXTS, {"page": page, "root": root or page, "apart": apart})
    return [text for text in told if _ENGLISH.search(_LATIN.sub("", text))]
