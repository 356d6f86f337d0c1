"""Figures that follow sliders: one module a notebook, on the base in ``lib.views.view``."""
