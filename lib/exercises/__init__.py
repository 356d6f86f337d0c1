"""Exercises: one package a notebook, one module a topic, on the base in ``lib.exercises.exercise``.

A module reads from top to bottom: the short answer, the exercise with its cases, then each wrong answer under what is
told to who gives it. Notebook 00 has a single exercise, in ``start_here``.
"""
