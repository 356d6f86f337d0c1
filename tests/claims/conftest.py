import inspect

import pytest

from tests.claims.prose import Prose


@pytest.fixture(scope="module", autouse=True)
def every_number_has_a_claim(request):
    """Whatever looks computed in a notebook's prose is computed by a test of this file, or given."""
    yield
    ran = {item.function for item in request.session.items if getattr(item, "module", None) is request.module}
    own = {f for name, f in vars(request.module).items() if name.startswith("test_") and inspect.isfunction(f)}
    notebook = getattr(request.module, "notebook", None)
    if own <= ran and isinstance(notebook, Prose):
        unclaimed = notebook.unclaimed()
        assert not unclaimed, "\n".join(f"{id}: {number} in “{around}”" for id, number, around in unclaimed)
