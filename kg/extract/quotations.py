"""Quotations: the stretches of a text that stand in quotation marks."""

import re

from kg.model.sentence import Span

# A mark may be closed by one of the other kind; a pair of the other kind may stand within.
_INNER = 400  # code points of a quotation within another, so that a line of marks stays cheap
_END = r"(?=\n|\Z)"
_CURLY = re.compile(rf"“(?:(?<=[\s(])\"(?=\w)[^\"”\n]{{0,{_INNER}}}\"|[^\"”\n])*(?:[\"”]|{_END})")
_STRAIGHT = re.compile(rf"(?<![\w\",.?!])\"(?:“[^”\n]{{0,{_INNER}}}”|[^\"”\n])*(?:[\"”]|{_END})")
SCARE = 4  # words: fewer are a term in marks, not a saying


def quotations(text: str) -> tuple[Span, ...]:
    """Every saying in quotation marks, marks included; one left open ends with its line."""
    found = [Span(*m.span()) for form in (_CURLY, _STRAIGHT) for m in form.finditer(text)]
    return tuple(
        span for span in sorted(found) if len(text[span.start : span.end].split()) >= SCARE
    )
