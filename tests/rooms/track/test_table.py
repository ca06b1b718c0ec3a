"""In: what a person told of their table. Out: the newest model and stop; another table has no stop set yet."""

from roost.track.table import Table, table_of
from tests.entries import MOMENT, entry


def model(name, *, mended=False):
    return entry("table", {"model": name, "mended": mended})


def stop(deg, by="card"):
    return entry("stop_set", {"head_down_deg": deg, "by": by})


def test_where_nothing_was_told_nothing_is_known():
    assert table_of([]) == table_of([entry()]) == Table()


def test_the_newest_counts():
    found = table_of([model("A"), stop(15), stop(20, "phone"), model("A", mended=True)])
    assert (found.model, found.is_mended) == ("A", True)
    assert (found.stop.head_down_deg, found.stop.by, found.stop_set_on) == (20, "phone", MOMENT.date())


def test_a_stop_may_be_told_before_the_model():
    assert table_of([stop(15)]).stop.head_down_deg == 15


def test_another_table_has_no_stop_set():
    found = table_of([model("A"), stop(15), model("B")])
    assert (found.model, found.stop, found.stop_set_on) == ("B", None, None)
