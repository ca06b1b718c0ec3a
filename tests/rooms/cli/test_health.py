"""In: `roost doctor` and `roost healthcheck`. Out: what is wrong is told with its remedy, and ends with its code."""

import json
import shutil
import socket
import sqlite3
import sys
import threading
from collections import namedtuple
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from benchmarks.served import served
from roost.app.check_up import REMEDY, Check, check_up, exit_code
from roost.app.home import open_home
from roost.store.engine import FILE
from roost.store.trouble import TELL
from roost.web.server import make_app
from tests.entries import entry

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def data(answered, tmp_path):
    return shutil.copytree(answered, tmp_path / "data")


@pytest.fixture(scope="module")
def free():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def found(where, free, now=NOW):
    return {check.name: check for check in check_up(str(where), now=now, port=free)}


@pytest.mark.parametrize("name", ["doctor", "healthcheck"])
def test_the_help_has_an_example(command, name):
    assert f"Example: roost {name} " in " ".join(command(name, "--help")[1].split())


def test_all_is_well(data, free, command, tmp_path):
    checks = found(data, free)
    assert {check.state for check in checks.values()} <= {"ok", "not_used"}
    assert list(checks) == ["database", "schema", "disk", "clock", "port", "typst", "fonts", "certificate", "phone"]
    code, out, _ = command("doctor", "--data", data, "--port", free, "--json")
    assert (code, json.loads(out)["exit_code"]) == (0, 0)
    assert "ok     database" in command("doctor", "--data", tmp_path / "new", "--port", free)[1]
    assert not (tmp_path / "new").exists()


def test_a_damaged_database_is_told_with_its_remedy(data, free, command):
    whole = bytearray((data / FILE).read_bytes())
    whole[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    (data / FILE).write_bytes(whole)
    code, out, _ = command("doctor", "--data", data, "--port", free)
    assert code == 5
    assert "WRONG  database" in out
    assert "roost restore FILE --replace" in out


def test_a_database_that_another_program_holds_is_told(data, free, monkeypatch):
    monkeypatch.setattr("roost.store.look.WAIT_S", 0.1)
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert found(data, free)["database"].remedy == REMEDY["locked"]
    assert found(data, free)["database"].state == "ok"


@pytest.mark.parametrize(("bytes_free", "state", "code"), [(10_000_000, "fail", 5), (500_000_000, "warn", 0), (10_000_000_000, "ok", 0)])
def test_a_disk_that_fills_up_is_told(data, free, monkeypatch, bytes_free, state, code):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr("roost.app.check_up.shutil", SimpleNamespace(disk_usage=lambda _: usage(bytes_free)))
    disk = found(data, free)["disk"]
    assert (disk.state, disk.exit_code) == (state, code)
    assert bool(disk.remedy) == (state != "ok")


def test_a_clock_that_can_not_be_right_is_told(data, free):
    for now in (datetime(2019, 1, 1, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC)):
        assert (found(data, free, now)["clock"].state, found(data, free, now)["clock"].exit_code) == ("fail", 5)
    assert found(data, free)["clock"].state == "ok"


def test_an_address_that_is_none_and_a_folder_that_can_not_be(free, tmp_path):
    assert found("mysql://x", free)["database"].exit_code == 3
    assert found("mysql://x", free)["disk"].state == "not_used"
    (tmp_path / "file").write_text("in the way")
    assert found(tmp_path / "file" / "data", free)["database"].exit_code == 5
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / FILE).touch()
    assert found(tmp_path / "empty", free)["database"].state == "ok"


def test_an_older_schema_is_no_trouble(data, free, monkeypatch):
    monkeypatch.setattr("roost.store.look.VERSIONS", ("0001", "0002"))
    assert "next start" in found(data, free)["schema"].tell


def test_a_typst_that_does_not_work_is_told(data, free, monkeypatch):
    def broken(_):
        raise ValueError("no fonts")

    for compile_, state in ((broken, "warn"), (len, "ok")):
        monkeypatch.setitem(sys.modules, "typst", SimpleNamespace(compile=compile_, __spec__=SimpleNamespace()))
        assert found(data, free)["typst"].state == state


def test_who_listens_at_the_port_is_told_apart(data, free, command):
    assert command("healthcheck", "--port", free) == (6, "", f"roost: Roost does not answer at port {free}. Type: roost doctor\n")
    home = open_home(str(data))
    with served(make_app(home)) as port:
        assert command("healthcheck", "--port", port) == (0, "", "")
        assert "Roost runs" in found(data, port)["port"].tell
        home.store.close()
        (data / FILE).write_bytes(b"nothing of a database" * 400)
        code, out, _ = command("healthcheck", "--port", port, "--json")
        assert (code, json.loads(out)) == (5, {"roost": "database", "exit_code": 5})
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.listen()
        port = other.getsockname()[1]

        def answer():
            client, _ = other.accept()
            client.sendall(b"220 mail.example\r\n")
            client.close()

        thread = threading.Thread(target=answer)
        thread.start()
        check = found(data, port)["port"]
        thread.join()
    assert (check.state, check.exit_code) == ("fail", 6)
    assert f"--port {port + 1}" in check.remedy


def test_a_port_that_is_not_ours_to_use_is_told(data, free, monkeypatch):
    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("roost.app.check_up.socket", SimpleNamespace(socket=refused))
    assert found(data, free)["port"].exit_code == 6


def test_the_first_that_fails_gives_the_code():
    checks = [Check(name="x", state=state, tell="", exit_code=code) for state, code in (("warn", 0), ("fail", 6), ("fail", 5))]
    assert exit_code(tuple(checks)) == 6


def test_each_kind_of_trouble_has_a_remedy():
    assert REMEDY.keys() == TELL.keys()


def test_the_clock_may_be_a_little_behind(tmp_path, free):
    home = open_home(str(tmp_path / "data"))
    home.store.add([entry(at=NOW + timedelta(minutes=30))])
    home.store.close()
    assert found(tmp_path / "data", free)["clock"].state == "ok"
