"""In: the examples in our docstrings. Out: each gives what it says."""

import doctest
import importlib
import pkgutil

import pytest

import roost

MODULES = [module.name for module in pkgutil.walk_packages(roost.__path__, "roost.") if not module.name.endswith("__main__")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_give_what_they_say(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
