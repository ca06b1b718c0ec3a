import pytest

from roost.base.errors import DataFileError, InputError, NetworkError, RoostError, StoreError


@pytest.mark.parametrize(
    ("error", "code"),
    [(RoostError("x"), 1), (InputError("x"), 3), (DataFileError("x"), 3), (StoreError("x", "full"), 5), (NetworkError("x"), 6)],
)
def test_each_kind_of_error_has_its_exit_code(error, code):
    assert error.exit_code == code


def test_an_error_says_file_line_key_and_what():
    assert str(InputError("needs a unit", file="p.json", line=3, key="person.mass")) == "p.json, line 3: person.mass: needs a unit"
    assert str(InputError("needs a unit")) == "needs a unit"
