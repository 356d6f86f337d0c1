"""Exercises: one module a notebook, on the base in ``lib.exercises.exercise``."""
