"""How often tests with chance in them try: ten times as often in `make soak`."""

import os

SOAKING = bool(os.environ.get("KG_SOAK"))
ROUNDS = 50 if SOAKING else 5
