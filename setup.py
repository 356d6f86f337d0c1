"""What pyproject.toml cannot say: the folder data goes into the package as lib.data, whatever packages lib has, and the
front end of panels with lib.front."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["lib", "lib.*"]), "lib.data"],
    package_dir={"lib.data": "data"},
    package_data={"lib.data": ["*"], "lib.front": ["*.js", "*.css"]},
)
