"""Where `kg` and `python -m kg` begin."""

import gc


def main() -> None:
    """Run the command line."""
    gc.disable()  # what modules make while they load is no garbage: a fifth of a second
    from kg.cli import main as run

    gc.freeze()
    gc.enable()
    run()


if __name__ == "__main__":
    main()
