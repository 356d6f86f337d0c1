"""What pyproject.toml cannot say: the folder data goes into the package as lib.data, whatever packages lib has."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["lib", "lib.*"]), "lib.data"],
    package_dir={"lib.data": "data"},
    package_data={"lib.data": ["*"]},
)
