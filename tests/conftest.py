import os

from hypothesis import settings

# The machines that run the tests are shared: a slow example says nothing about the code.
settings.register_profile("default", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.load_profile("default")
