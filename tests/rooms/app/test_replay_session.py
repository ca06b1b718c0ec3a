"""In: SESSION.json. Out: its log, the same as when a phone sends it."""

import pytest

from roost.app.replay_session import replay_file
from roost.app.run_session import session_data
from roost.base.errors import InputError
from tests.rooms.app.sessions import done_in_full


def test_a_file_is_replayed(home, screened):
    log = replay_file(done_in_full(session_data(home, screened)["plan"]), file="SESSION.json")
    assert (log.ended, log.conforms, log.session_id) == ("upright", True, "")


def test_a_file_that_can_not_be_read_is_named():
    with pytest.raises(InputError) as refused:
        replay_file(b"{", file="SESSION.json")
    assert refused.value.file == "SESSION.json"
