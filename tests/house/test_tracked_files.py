"""In: all files of the repository. Out: no left-overs, no paths of somebody's machine, no addresses of package indexes."""

import re

import pytest

from scripts.sizes import ROOT, our_files

# Put together from parts, so that this file does not find itself.
PATHS = "|".join(("wo" + "rk", "far" + "m", "ro" + "ot", "ho" + "me", "tm" + "p", "Users"))
MACHINE = re.compile(rf"(?:^|[\s\"'`=(:])/(?:{PATHS})/")
INDEX = re.compile("|".join((r"--(?:extra-)?index" + "-url", "--find" + "-links", r"pypi\.org/" + "simple", "--trusted" + "-host")))
LEFT_OVER = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
TEXT = {".py", ".js", ".css", ".html", ".yaml", ".yml", ".md", ".sh", ".toml", ".lock", ".json", ".po", ".pot", ".ini", ".mako", ""}


def lines_with(pattern, *, skip=()):
    found = []
    for path in our_files():
        if path.suffix in TEXT and path.suffix not in skip:
            for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1):
                if pattern.search(line):
                    found.append(f"{path}:{number}: {line.strip()[:100]}")
    return found


def test_nothing_is_left_to_do():
    assert lines_with(LEFT_OVER) == []


def test_no_path_of_a_machine_is_in_the_repository():
    assert lines_with(MACHINE) == []


def test_no_address_of_a_package_index_is_in_the_repository():
    assert [line for line in lines_with(INDEX) if not line.startswith("scripts/lock.sh") or "--no-emit" not in line] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_each_locked_package_has_a_hash_and_no_address(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    packages = re.split(r"^(?=[a-zA-Z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(packages) > 20
    assert [package.split()[0] for package in packages if not re.search(r"==.*\s--hash=sha256:[0-9a-f]{64}\b", package, re.DOTALL)] == []


def test_the_test_lock_holds_each_package_of_the_other_one_in_the_same_version():
    def pinned(name):
        return {line.split(" ")[0] for line in (ROOT / name).read_text().splitlines() if "==" in line}

    assert pinned("requirements.lock") - pinned("requirements-test.lock") == set()


@pytest.mark.parametrize(
    ("pattern", "line"),
    [(MACHINE, 'x = "/wo' + 'rk/main"'), (INDEX, "pip install --index" + "-url x"), (LEFT_OVER, "# TO" + "DO later")],
)
def test_each_check_sees_what_it_is_for(pattern, line):
    assert pattern.search(line)
