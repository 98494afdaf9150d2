"""Problems: none is lost where they are told by their place."""

from kg.model.problem import Problem, told


def test_two_problems_of_one_place_are_both_told() -> None:
    one = Problem("data/entities.yaml", 3, "type", "it is missing", "Add it.")
    two = Problem("data/entities.yaml", 3, "type", "it is no class", "Choose one.")
    whole = Problem("data/catalogue.yaml", 0, "", "the file is missing", "Restore it.")
    assert told([one, two, whole]) == {
        "data/entities.yaml:3 type": "it is missing. Add it. it is no class. Choose one.",
        "data/catalogue.yaml": "the file is missing. Restore it.",
    }
