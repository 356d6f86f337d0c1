import os

import pytest
from hypothesis import settings

from tests import ties

# Before anything imports lib: whenever a number of it becomes text, a rounding tie is noticed.
ties.watch()

# The machines that run the tests are shared: a slow example says nothing about the code.
settings.register_profile("default", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.load_profile("default")


@pytest.fixture(autouse=True)
def no_number_on_a_tie():
    """What a test makes lib say is said alike on every machine."""
    ties.take()
    yield
    assert not (tied := ties.take()), "\n".join(["numbers on a rounding tie:", *tied[:5]])
