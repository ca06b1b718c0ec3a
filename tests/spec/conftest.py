"""In: a test that names `where`. Out: it runs twice, over a fresh SQLite folder and over a fresh PostgreSQL database."""

import pytest

from roost.store.open import open_store
from tests.spec.cluster import cluster


@pytest.fixture(scope="session")
def postgres():
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def where(request, tmp_path):
    """A fresh place: a folder, or an address."""
    return str(tmp_path / "data") if request.param == "sqlite" else request.getfixturevalue("postgres").database()


@pytest.fixture
def open_here(where):
    """Opens the place; whatever a test opens is closed when it ends."""
    opened = []

    def open_(**more):
        opened.append(open_store(where, **more))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()
