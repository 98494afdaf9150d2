"""Where `kg` and `python -m kg` begin."""

import gc


def main() -> None:
    """Run the command line."""
    # what modules make while they load is no garbage: a fifth of a second, until a command begins
    gc.disable()
    from kg.cli import main as run

    run()


if __name__ == "__main__":
    main()
