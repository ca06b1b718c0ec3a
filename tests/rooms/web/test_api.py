"""In: requests as phones and programs send them. Out: the codes and JSON of DESIGN 4, and a stream that tells of a stop."""

import asyncio
import json

import pytest

from roost.app.people import add_person
from roost.app.run_session import LOG_BYTES, ask_stop, keep_log, session_data
from roost.web.api import BODY_BYTES, COOKIE, _events, make_api
from tests.entries import uuid7
from tests.rooms.app.sessions import done_in_full, never_begun
from tests.rooms.web.conftest import browser, in_a_loop

PATIENCE_S = 60  # only so that a test that hangs ends
QUICK = {"heartbeat_s": 0.02, "look_s": 0.005}


def client_of(home, person=None):
    return browser(make_api(home, **QUICK), person)


@pytest.fixture
def client(home, screened):
    return client_of(home, screened)


@pytest.fixture
def plan(home, screened):
    return session_data(home, screened)["plan"]


@pytest.fixture
def session(client, plan):
    return client.post("/sessions", json={"plan_id": plan["plan_id"], "device_id": "tab"}).json()["session_id"]


def reason(response):
    told = response.json()["error"]
    assert told["tell"]
    return told["reason"]


# --- who


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/sessions"), ("PUT", "/sessions/1/log"), ("POST", "/entries"), ("GET", "/sessions/1/stream"), ("POST", "/sessions/1/stop")],
)
@pytest.mark.parametrize("person", [None, "nobody"])
def test_nobody_in_particular_is_told_to_choose(home, method, path, person):
    response = client_of(home, person).request(method, path, json={})
    assert (response.status_code, reason(response)) == (401, "who")


def test_the_token_may_stand_in_the_header_and_never_in_the_address(home, screened, plan):
    client = client_of(home)
    given = {"plan_id": plan["plan_id"], "device_id": "tab"}
    assert client.post(f"/sessions?{COOKIE}={screened}&token={screened}", json=given).status_code == 401
    assert client.post("/sessions", json=given, headers={"Authorization": f"Basic {screened}"}).status_code == 401
    assert client.post("/sessions", json=given, headers={"Authorization": f"Bearer {screened}"}).status_code == 201


# --- sessions


def test_a_session_is_started_once_at_a_time(client, plan):
    given = {"plan_id": plan["plan_id"], "device_id": "tab"}
    response = client.post("/sessions", json=given)
    assert response.status_code == 201
    assert client.post("/sessions", json=given).json() == response.json()
    other = client.post("/sessions", json=given | {"device_id": "phone"})
    assert (other.status_code, reason(other)) == (409, "session_running")


def test_another_plan_is_refused(client):
    response = client.post("/sessions", json={"plan_id": "old", "device_id": "tab"})
    assert (response.status_code, reason(response)) == (409, "screen_again")


UNREADABLE = (
    b"",
    b"[]",
    b"{",
    b"\xff",
    b"[" * 9000,
    b'{"plan_id": 7, "device_id": "tab"}',
    b'{"plan_id": "p"}',
    b'{"plan_id": "p", "device_id": "a\\u0000b"}',
)


@pytest.mark.parametrize("body", UNREADABLE)
def test_a_start_that_can_not_be_read_is_told(client, body):
    response = client.post("/sessions", content=body)
    assert (response.status_code, reason(response)) == (422, "not_valid")


def test_a_log_is_stored_once(client, plan, session):
    body = done_in_full(plan)
    answers = [client.put(f"/sessions/{session}/log", content=sent) for sent in (body, body, never_begun(plan))]
    assert [(answer.status_code, answer.json()["outcome"]) for answer in answers] == [(201, "stored"), (200, "already"), (409, "conflict")]


def test_a_note_that_names_an_emergency_is_kept_with_its_log_and_the_way_to_help_is_told(client, plan, session):
    body = done_in_full(plan, after={"note": "Tight chest since the last hang"})
    answer = client.put(f"/sessions/{session}/log", content=body)
    assert (answer.status_code, answer.json()["outcome"], answer.json()["help"]["act_by"]) == (201, "stored", "now")


def test_a_log_that_can_not_be_read_names_the_event(client, plan, session):
    events = [{"t_ms": 0, "kind": "start"}, {"t_ms": 1, "kind": "dance"}]
    body = json.dumps({"version": 1, "plan": plan, "mode": "manual", "events": events})
    response = client.put(f"/sessions/{session}/log", content=body)
    assert response.status_code == 422
    assert "events[1]" in response.json()["error"]["tell"]


def test_a_log_that_is_too_large_is_refused(client, session):
    response = client.put(f"/sessions/{session}/log", content=b" " * (LOG_BYTES + 1))
    assert (response.status_code, reason(response)) == (413, "too_large")
    assert client.put(f"/sessions/{session}/log", content=b" " * LOG_BYTES).status_code == 422


def test_a_session_of_somebody_else_is_not_theirs(home, plan, session):
    ben = client_of(home, add_person(home, "Ben").id)
    for response in (
        ben.put(f"/sessions/{session}/log", content=done_in_full(plan)),
        ben.get(f"/sessions/{session}/stream"),
        ben.post(f"/sessions/{session}/stop"),
    ):
        assert (response.status_code, reason(response)) == (404, "no_such_session")


# --- entries


def sent(person, average=4, **more):
    entry = {"id": uuid7(), "person": person, "type": "pain", "type_version": 1, "occurred_at": "2026-03-01T19:30:00+00:00"}
    return entry | {"payload": {"average": average}, "amends": None} | more


def test_entries_are_answered_one_by_one(client, screened):
    once = sent(screened)
    response = client.post("/entries", json={"entries": [once, once, once | {"payload": {"average": 5}}, sent("somebody else")]})
    assert response.status_code == 200
    assert [one["outcome"] for one in response.json()["entries"]] == ["stored", "already", "conflict", "refused"]
    assert response.json()["entries"][3]["why"].startswith("person")


@pytest.mark.parametrize("body", ["{}", '{"entries": {}}', "[]", '{"entries": '])
def test_entries_that_are_no_list_are_told(client, body):
    response = client.post("/entries", content=body)
    assert (response.status_code, reason(response)) == (422, "not_valid")


def test_too_many_at_once_are_refused(client, screened):
    response = client.post("/entries", content=b" " * (BODY_BYTES + 1))
    assert response.status_code == 413


def test_a_store_that_is_away_says_so_and_keeps_nothing(home, client, screened):
    with home.store.engine.connect().execution_options(only_reads=True) as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    response = client.post("/entries", json={"entries": [sent(screened)]})
    assert (response.status_code, reason(response)) == (503, "read_only")


# --- the stream


def told(lines):
    """The events of a stream: name and data."""
    blocks = [block.split("\n") for block in b"".join(lines).decode().strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_a_session_that_has_ended_tells_so_and_ends_the_stream(home, screened, client, plan, session):
    client.put(f"/sessions/{session}/log", content=done_in_full(plan))
    eager = browser(make_api(home, heartbeat_s=0, look_s=0), screened)
    response = eager.get(f"/sessions/{session}/stream")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    assert told([response.content]) == [("state", {"state": "ended"})]


def test_a_stream_tells_the_state_then_a_stop_then_the_end_with_heartbeats_between(home, screened, plan, session):
    async def listen():
        seen = []
        async for block in _events(home, screened, session, **QUICK):
            [(name, data)] = told([block])
            seen.append((name, data))
            if seen.count(("heartbeat", {})) == 2 and ("stop", {"session_id": session}) not in seen:
                ask_stop(home, screened, session)
            if name == "stop":
                keep_log(home, screened, session, never_begun(plan))
        assert seen[-1] == ("state", {"state": "ended"}), "nothing comes after the end"
        return [one for one in seen if one[0] != "heartbeat"], sum(name == "heartbeat" for name, _ in seen)

    seen, beats = in_a_loop(asyncio.wait_for(listen(), PATIENCE_S))
    assert seen == [("state", {"state": "running"}), ("stop", {"session_id": session}), ("state", {"state": "ended"})]
    assert beats >= 2


def test_a_stop_is_taken_at_once(client, session):
    response = client.post(f"/sessions/{session}/stop")
    assert (response.status_code, response.json()) == (202, {"asked": True})


def test_a_stream_says_when_the_store_goes_away(home, screened, session, monkeypatch):
    from roost.store.trouble import told as trouble
    from roost.web import api

    def away(*_):
        raise trouble("away", "here")

    async def listen():
        monkeypatch.setattr(api, "session_now", away)
        return [block async for block in _events(home, screened, session, **QUICK)]

    assert told(in_a_loop(listen())) == [("link", {"reason": "away"})]
