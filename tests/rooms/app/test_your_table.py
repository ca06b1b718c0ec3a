"""In: what a person tells of their table. Out: kept; a table that was called back holds the plan until it was mended or changed."""

import pytest

from roost.app import books
from roost.app.plan_person import plan_for
from roost.app.your_table import keep_model, keep_stop, your_table
from roost.base.errors import InputError

RECALLED = [model for recall in books.recalls().values() for model in recall.models]


def test_where_nothing_was_told_the_plan_stands(home, screened):
    found = your_table(home, screened)
    assert (found.table.model, found.recall, found.planned_deg) == ("", None, 15)
    assert plan_for(home, screened).next is not None


@pytest.mark.parametrize("model", RECALLED)
def test_each_recalled_model_holds_the_plan(home, screened, model):
    keep_model(home, screened, f"  Maker   {model}", mended=False)
    found = your_table(home, screened)
    assert (found.table.model, found.planned_deg) == (f"Maker {model}", None)
    assert plan_for(home, screened).held.why == "label"
    assert plan_for(home, screened).held.tell == found.recall.tell


def test_a_model_on_no_list_holds_nothing(home, screened):
    keep_model(home, screened, "EP-560", mended=True)
    assert your_table(home, screened).recall is None
    assert plan_for(home, screened).next is not None


def test_a_repair_ends_it_only_where_the_recall_has_one(home, screened):
    keep_model(home, screened, "RBBE1996.0", mended=True)
    assert plan_for(home, screened).next is not None
    keep_model(home, screened, "STE00059FG", mended=True)
    assert not your_table(home, screened).table.is_mended
    assert plan_for(home, screened).held.why == "label"
    keep_model(home, screened, "another table", mended=False)
    assert plan_for(home, screened).next is not None


@pytest.mark.parametrize("model", ["", "   ", "x" * 101])
def test_nothing_typed_or_too_much_is_refused(home, screened, model):
    with pytest.raises(InputError) as refused:
        keep_model(home, screened, model, mended=False)
    assert refused.value.key == "model"


def test_the_stop_is_kept_with_its_day(home, screened, clock):
    keep_stop(home, screened, 15, "phone")
    table = your_table(home, screened).table
    assert (table.stop.head_down_deg, table.stop.by, table.stop_set_on) == (15, "phone", clock.at.date())


@pytest.mark.parametrize("deg", [0, -15, 61])
def test_an_angle_that_no_stop_may_have_is_refused(home, screened, deg):
    with pytest.raises(InputError) as refused:
        keep_stop(home, screened, deg, "card")
    assert refused.value.key == "head_down_deg"


def test_who_has_no_plan_yet_can_tell_of_a_table_too(home, ann):
    keep_model(home, ann, "RBBE1996.0", mended=False)
    assert your_table(home, ann).recall is not None
    assert plan_for(home, ann) is None
