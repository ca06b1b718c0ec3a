"""In: tables as researchers keep them. Out: their effects, or an error that names file, line and column."""

import pytest

from roost.base.errors import InputError
from roost.evidence.table import read_table

PLAIN = "study,yi,vi\nA,-0.5,0.1\nB,0.25,0.2\n"


def read(text, measure=None):
    return read_table(text if isinstance(text, bytes) else text.encode(), file="T.csv", measure=measure)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", ";").replace(".", ","),
        PLAIN.replace("yi", " YI ").replace("-0.5", '"-0.5"'),
        PLAIN.replace("-0.5", "−0.5") + "\n\n",
        PLAIN.encode("utf-16"),
    ],
)
def test_a_table_is_read_however_it_was_saved(text):
    table = read(text)
    assert table.names == ("A", "B")
    assert table.effects == (-0.5, 0.25)
    assert table.variances == pytest.approx((0.1, 0.2))


def test_a_standard_error_stands_for_its_square():
    assert read("yi,sei\n1,0.5\n").variances == pytest.approx((0.25,))
    assert read("yi,sei\n1,0.5\n").names == ("row 1",)


def test_counts_and_means_make_effects():
    assert read("ai,n1i,ci,n2i\n4,123,11,139\n", "RR").effects == pytest.approx((-0.889311,), abs=1e-6)
    assert read("ai,bi,ci,di\n4,119,11,128\n", "RR").effects == pytest.approx((-0.889311,), abs=1e-6)
    assert read("m1i,sd1i,n1i,m2i,sd2i,n2i\n5,2,10,6,3,12\n", "SMD").effects == pytest.approx((-0.3703,), abs=5e-5)


def test_an_empty_cell_is_named():
    table = read("trial,ai,n1i,ci,n2i\nA,0,10,2,12\nB,1,10,2,12\n", "OR")
    assert table.adjusted == ("A",)
    assert table.effects[0] == pytest.approx(-1.6094, abs=5e-5)


def test_a_row_without_figures_is_set_aside_and_named():
    table = read("study,yi,vi\nA,1,1\nB,NA,\n,,.\n")
    assert table.names == ("A",)
    assert [(row.line, row.name) for row in table.set_aside] == [(3, "B"), (4, "row 3")]


@pytest.mark.parametrize(
    ("text", "measure", "line", "key", "what"),
    [
        ("", None, 1, "", "is empty"),
        ("a,b\n1,2\n", None, 1, "yi", "is missing"),
        ("ai,n1i,ci,n2i\n1,2,1,2\n", None, 1, "yi", "add --measure RR"),
        ("m1i,sd1i,n1i,m2i,sd2i,n2i\n5,2,10,6,3,12\n", None, 1, "yi", "add --measure MD"),
        ("yi,vi\n1,1\n", "RR", 1, "ai", "is missing"),
        ("yi,yi,vi\n1,1,1\n", None, 1, "yi", "two columns"),
        ("yi,vi\n1,x\n", None, 2, "vi", "is no number"),
        ("yi,vi\n1,\n", None, 2, "vi", "is no number"),
        ("yi,vi\n1,inf\n", None, 2, "vi", "is no number"),
        ("yi,vi\n1_0,1\n", None, 2, "yi", "is no number"),
        ("yi,vi\n1,0\n", None, 2, "vi", "above 0"),
        ("yi,sei\n1,-1\n", None, 2, "sei", "above 0"),
        ("yi,vi\n1,1,1\n", None, 2, "vi", "3 cells"),
        ("yi,vi\nNA,NA\n", None, 1, "yi", "no study"),
        ("ai,n1i,ci,n2i\n5,4,1,2\n", "RR", 2, "ai", "more events"),
        ("ai,n1i,ci,n2i\n1.5,4,1,2\n", "RR", 2, "ai", "whole number"),
        ("ai,n1i,ci,n2i\n1,4,-1,2\n", "RR", 2, "ci", "whole number"),
        ("ai,n1i,ci,n2i\n0,0,1,2\n", "RR", 2, "n1i", "nobody"),
        ("ai,bi,ci,di\n1,1,0,0\n", "RR", 2, "di", "nobody"),
        ("m1i,sd1i,n1i,m2i,sd2i,n2i\n5,-2,10,6,3,12\n", "MD", 2, "sd1i", "can't be"),
        ("m1i,sd1i,n1i,m2i,sd2i,n2i\n5,2,10,6,3,0\n", "MD", 2, "n2i", "can't be"),
        ("m1i,sd1i,n1i,m2i,sd2i,n2i\n5,0,10,6,0,9\n", "MD", 2, "m1i", "no spread"),
        ("m1i,sd1i,n1i,m2i,sd2i,n2i\n5,1,1,6,1,1\n", "SMD", 2, "m1i", "at least 4"),
        ('yi,vi\n"1,1\n', None, 2, "", "can't be read"),
        (b"yi,vi\n\xff,1\n", None, None, "", "not UTF-8"),
        ("yi,vi\n1\0,1\n", None, 1, "", "null byte"),
    ],
)
def test_a_bad_table_names_line_and_column(text, measure, line, key, what):
    with pytest.raises(InputError) as error:
        read(text, measure)
    assert (error.value.file, error.value.line, error.value.key) == ("T.csv", line, key)
    assert what in error.value.message
