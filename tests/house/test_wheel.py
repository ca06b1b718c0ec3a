"""In: the built wheel in an empty environment. Out: it carries pages, rules and static files, and can be walked."""

import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import venv
from zipfile import ZipFile

import pytest

from tests.house.copies import copy_of_the_house, run_in

pytestmark = pytest.mark.slow
PROFILE = '{"today": "2026-03-01", "person": {"age_years": 40, "sex": "M"}, "conditions": ["eczema"]}'


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    house = copy_of_the_house(tmp_path_factory.mktemp("source"))
    done = run_in(house, "-m", "build", "--no-isolation", "--wheel", "--outdir", "out", ".")
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = (house / "out").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment that holds the wheel; only third-party packages are lent from this run, roost is not."""
    place = tmp_path_factory.mktemp("empty")
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    (purelib,) = place.glob("lib/python*/site-packages")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index", "--no-input"]
    subprocess.run([*pip, str(wheel)], check=True)
    # addsitedir would read the .pth that leads back to this checkout, so the folder is only put on the path.
    (purelib / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin"


def run(installed, *words, **more):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    return subprocess.run([str(installed / "roost"), *words], capture_output=True, text=True, timeout=60, env=environment, **more)


def test_the_wheel_carries_all_that_is_beside_the_code(wheel):
    names = ZipFile(wheel).namelist()
    folders = [
        "screen/rules/.*yaml",
        "words/terms/.*yaml",
        "coach/stop_rules/.*yaml",
        "web/templates/.*html",
        "web/static/.*css",
        "LICENSE",
    ]
    assert [pattern for pattern in folders if not any(re.search(pattern, name) for name in names)] == []
    assert not [name for name in names if name.startswith("tests") or "__pycache__" in name]


def test_the_installed_command_is_the_one_of_the_wheel(installed):
    code = "import roost; print(roost.__file__)"
    where = subprocess.run([str(installed / "python"), "-c", code], capture_output=True, text=True, check=True, cwd=installed).stdout
    assert where.startswith(str(installed.parent))


def test_the_wheel_helps_and_screens(installed, tmp_path):
    assert "screen" in run(installed, "--help").stdout
    (tmp_path / "PROFILE.json").write_text(PROFILE)
    done = run(installed, "screen", "PROFILE.json", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert '"verdict"' in done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_answer(address: str, process: subprocess.Popen[bytes]) -> str:
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            assert process.poll() is None, "the server ended by itself"
            time.sleep(0.05)
    raise AssertionError("the server did not answer in 10 s")


def test_the_wheel_serves_its_pages_and_static_files_and_ends_on_request(installed, tmp_path):
    port = free_port()
    words = [str(installed / "roost"), "serve", "--data", str(tmp_path / "data"), "--port", str(port), "--no-open"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        page = first_answer(f"http://127.0.0.1:{port}/", process)
        assert "<h1" in page
        linked = re.findall(r"(?:href|src)=\"(/static/[^\"]+)\"", page)
        assert linked
        for path in linked:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                assert answer.status == 200
                assert answer.read()
    finally:
        process.send_signal(signal.SIGTERM)
        ended = process.wait(timeout=5)
    assert ended in (0, -signal.SIGTERM)
