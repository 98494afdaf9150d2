"""Labelling: where words have room on a picture, so that none stands on another."""

from collections.abc import Iterable

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Room:
    """The boxes that are taken."""

    def __init__(self, taken: Iterable[Box]) -> None:
        self._taken = list(taken)

    def first_free(self, boxes: Iterable[Box]) -> Box | None:
        """Take the first box that touches none that is taken; None where each does."""
        for box in boxes:
            if not any(_touch(box, other) for other in self._taken):
                self._taken.append(box)
                return box
        return None


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
