"""The colours of kinds and classes as a style sheet, from web/looks.json, which all drawings read.

`--k` is the colour of a kind, `--t` that of a class.
"""

from kg.write.picture import Looks


def style_sheet(looks: Looks) -> str:
    """Rules for `.k-<kind>` and `.t-<class>`, with the dark theme's."""
    light = [f".k-{kind} {{ --k: {look['light']}; }}" for kind, look in looks.kinds.items()]
    dark = [f"  .k-{kind} {{ --k: {look['dark']}; }}" for kind, look in looks.kinds.items()]
    # pictures have the light colours as attributes, because they are also files of their own
    dark += [
        f'  .picture [{name}="{look["light"]}"] {{ {name}: {look["dark"]}; }}'
        for look in looks.kinds.values()
        for name in ("stroke", "fill")
    ]
    types = [f".t-{name} {{ --t: {look['colour']}; }}" for name, look in looks.types.items()]
    screens = ["@media screen and (prefers-color-scheme: dark) {", *dict.fromkeys(dark), "}"]
    return "\n".join([*light, *types, *screens]) + "\n"
