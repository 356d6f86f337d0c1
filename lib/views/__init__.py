"""Figures that follow sliders, notebook by notebook, on the base in ``lib.views.view``."""
