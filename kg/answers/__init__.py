"""Answers: what surrounds an entity, what a claim rests on, what was found."""
