"""In: scripts/install.sh where nothing has changed. Out: it ends at once, and says plainly what is missing where something is."""

import os
import shutil
import subprocess
import time

import pytest

from scripts.sizes import ROOT


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "scripts").mkdir()
    for name in ("scripts/install.sh", "scripts/apt.sh", "requirements.lock", "requirements-test.lock"):
        shutil.copy2(ROOT / name, tmp_path / name)
    return tmp_path


def install(checkout, **more):
    environment = os.environ | more
    return subprocess.run(
        ["/bin/sh", "scripts/install.sh", "requirements.lock"],
        cwd=checkout, env=environment, capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def stamp(checkout, text):
    (checkout / ".venv").mkdir(exist_ok=True)
    (checkout / ".venv" / "requirements.lock.stamp").write_text(text)


def wanted(checkout):
    shell = 'printf "%s" "$(pwd) $(cat requirements*.lock scripts/install.sh | sha256sum)"'
    return subprocess.run(["/bin/sh", "-c", shell], cwd=checkout, capture_output=True, text=True, check=True).stdout


def test_installing_again_with_nothing_changed_adds_well_under_half_a_second(checkout):
    stamp(checkout, wanted(checkout) + "\n")
    started = time.monotonic()
    done = install(checkout)
    assert (done.returncode, done.stderr) == (0, "")
    assert time.monotonic() - started < 0.5


def test_a_changed_lock_installs_again(checkout):
    stamp(checkout, wanted(checkout) + "\n")
    with (checkout / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    assert install(checkout, PATH="/nowhere").returncode != 0


@pytest.fixture
def tools(tmp_path):
    """A PATH with little on it, to which a test adds what it wants to be there."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in ("dirname", "cat", "sha256sum", "grep", "sh"):
        (folder / name).symlink_to(shutil.which(name))

    def add(name, script):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        return str(folder)

    return add


def test_an_old_python_gets_a_sentence_that_says_what_to_do(checkout, tools):
    done = install(checkout, PATH=tools("python3", "exit 1"))
    assert done.returncode == 1
    assert "needs Python 3.11 or newer" in done.stderr
    assert "apt-get install python3" in done.stderr


def test_a_python_without_its_venv_part_and_nobody_to_install_it_gets_a_sentence(checkout, tools):
    tools("python3", 'case "$2" in *version_info\\ \\<*) exit 0;; *ensurepip*) exit 1;; *) echo python3.11-venv;; esac')
    tools("id", "echo 1000")
    done = install(checkout, PATH=tools("apt-get", "exit 99"))
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("Type: sudo apt-get install python3.11-venv")
    assert not (checkout / ".venv").exists()
