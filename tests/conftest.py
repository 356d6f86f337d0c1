import gc
import os

import pytest
from hypothesis import settings

from tests import ties

# Before anything imports lib: whenever a number of it becomes text, a rounding tie is noticed.
ties.watch()

# The machines that run the tests are shared: a slow example says nothing about the code.
settings.register_profile("default", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.load_profile("default")


# The longest first: else one process is left alone with it when the others have ended.
LONGEST = ("test_site.py", "test_site_present.py", "test_browser.py", "test_front.py", "test_panels_in_notebooks.py")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """All that is made while tests are collected stays: no garbage is looked for in it, now or while they run."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True)
def no_number_on_a_tie():
    """What a test makes lib say is said alike on every machine."""
    ties.take()
    yield
    assert not (tied := ties.take()), "\n".join(["numbers on a rounding tie:", *tied[:5]])


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of this process: Playwright allows one driver at a time."""
    playwright = pytest.importorskip("playwright.sync_api")
    from tools.browser import FLAGS, chromium

    if not chromium():
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it")
        pytest.skip("no Chromium on this machine: nothing is tried in a browser")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()
