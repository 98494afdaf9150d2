"""No way out: a worker leaves the network before it opens anything.

Source: unshare(2). A namespace of its own has no interface, not even loopback, so that whatever a
query makes the engine do, it reaches nobody. Where the kernel forbids it, the gate stands alone.
"""

import ctypes
import os

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


def leave() -> bool:
    """Leave the network; False where that is not possible. Must come before any thread."""
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is None:
        return False
    if os.getuid() == 0 and unshare(_NEW_NET) == 0:
        return True
    return bool(unshare(_NEW_USER | _NEW_NET) == 0)
