"""In: requests as other machines, other sites and other programs would send them. Out: only ours get in; each answer has the headers."""

import logging

import pytest
from starlette.datastructures import Headers

from roost.web.security import HEADERS, Guard, is_here, is_own
from tests.rooms.web.conftest import in_a_loop

ALLOWED = ["127.0.0.1", "127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]", "[::1]:8765"]
REFUSED = ["", "evil.test", "127.0.0.1.evil.test", "localhost.evil.test:8765", "127.0.0.2", "192.168.1.20:8765", "127.0.0.1:", "::1",
           "127.0.0.1:8765x", "localhost:123456", "127.0.0.1, evil.test", "user@127.0.0.1", "0.0.0.0"]  # fmt: skip


@pytest.mark.parametrize("host", ALLOWED)
def test_this_computer_gets_in_by_each_of_its_names(nobody, host):
    assert nobody.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", REFUSED)
@pytest.mark.parametrize("path", ["/", "/help", "/api/v1/sessions", "/nothing"])
def test_any_other_host_gets_400(nobody, host, path):
    answer = nobody.get(path, headers={"host": host})
    assert (answer.status_code, "only on this computer" in answer.text) == (400, True)


def test_no_host_and_two_hosts_are_not_here():
    assert not is_here(Headers(raw=[]))
    assert not is_here(Headers(raw=[(b"host", b"127.0.0.1"), (b"host", b"127.0.0.1")]))
    assert is_here(Headers(raw=[(b"host", b"127.0.0.1")]))


SENT_FROM = [
    ({"sec-fetch-site": "same-origin"}, True),
    ({"sec-fetch-site": "none"}, True),
    ({"sec-fetch-site": "same-site"}, False),  # another port of this computer
    ({"sec-fetch-site": "cross-site"}, False),
    ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1:8765"}, False),
    ({"origin": "http://127.0.0.1:8765", "host": "127.0.0.1:8765"}, True),
    ({"origin": "http://127.0.0.1:9999"}, False),
    ({"origin": "https://127.0.0.1:8765"}, False),
    ({"origin": "http://evil.test"}, False),
    ({"origin": "null"}, False),
    ({}, True),  # no browser
]


@pytest.mark.parametrize(("headers", "own"), SENT_FROM)
def test_a_form_is_taken_only_from_our_own_pages(nobody, headers, own):
    assert is_own(Headers({"host": "127.0.0.1:8765", **headers}), "http") is own
    sent = nobody.post("/people/new", data={"name": "Ann"}, headers=headers)
    assert sent.status_code == (303 if own else 403)
    assert ("set-cookie" in sent.headers) is own


def test_the_interface_for_programs_is_guarded_too(anns):
    for method, path in (("POST", "/api/v1/entries"), ("PUT", "/api/v1/sessions/x/log")):
        answer = anns.request(method, path, content=b"{}", headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403


ASKED = [("/", 200), ("/help", 200), ("/nothing", 404), ("/people", 303), ("/api/v1/nothing", 404), ("/static/x/y.css", 404)]


@pytest.mark.parametrize(("path", "status"), ASKED)
def test_each_answer_has_the_headers_and_is_kept_by_nobody(nobody, path, status):
    answer = nobody.get(path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] == "no-store"
    refused = nobody.get(path, headers={"host": "evil.test"})
    assert {name: refused.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_lets_nothing_foreign_and_nothing_inline_in():
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(nobody):
    cookie = nobody.post("/people/new", data={"name": "Ann"}).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "ann" not in cookie


def test_a_defect_of_ours_gives_a_page_and_no_answer_in_the_log(anns, monkeypatch, caplog):
    def broken(*given):
        raise ValueError("the person typed: glaucoma")

    monkeypatch.setattr("roost.web.pages.questionnaire.save_page", broken)
    with caplog.at_level(logging.DEBUG):
        answer = anns.post("/questions/eyes?secret=glaucoma", data={"ticks": "none"})
    assert answer.status_code == 500
    assert "our mistake" in answer.text
    told = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    assert "POST /questions/eyes failed: ValueError" in told
    assert "glaucoma" not in answer.text + told
    assert "Traceback" not in answer.text


async def _no_more():
    return {"type": "http.disconnect"}


@pytest.mark.parametrize("kind", ["websocket", "other"])
def test_what_is_no_request_for_a_page_is_left_alone(kind):
    in_a_loop(Guard(app=None)({"type": kind}, _no_more, None))


def test_an_answer_that_breaks_off_does_not_look_whole():
    async def half(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        raise ValueError("secret")

    async def run():
        scope = {"type": "http", "method": "GET", "path": "/", "scheme": "http", "headers": [(b"host", b"localhost")]}
        sent = []

        async def send(message):
            sent.append(message)

        with pytest.raises(ConnectionAbortedError) as told:
            await Guard(half)(scope, _no_more, send)
        assert told.value.__suppress_context__
        assert len(sent) == 2

    in_a_loop(run())


def test_starting_and_ending_reach_the_application():
    seen = []

    async def inner(scope, receive, send):
        seen.append(scope["type"])

    in_a_loop(Guard(inner)({"type": "lifespan"}, _no_more, None))
    assert seen == ["lifespan"]
