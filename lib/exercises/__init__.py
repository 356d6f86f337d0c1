"""Exercises: one package a notebook, one module a topic, on the base in ``lib.exercises.exercise``.

Notebook 00 has a single exercise, in ``start_here``.
"""
