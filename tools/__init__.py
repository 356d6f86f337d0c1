"""What maintainers and tests use: run notebooks, and drive JupyterLab in a browser."""
