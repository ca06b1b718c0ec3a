#!/bin/sh
# In: the name of a lock file. Out: .venv in this checkout with exactly those packages and roost in it; quick when nothing changed.
set -eu
cd "$(dirname "$0")/.."
lock=$1
stamp=.venv/$lock.stamp
wanted="$(pwd) $(cat requirements*.lock scripts/install.sh | sha256sum)"

say() { printf '%s\n' "roost: $*" >&2; }
stop() { say "$*"; exit 1; }

# The test lock holds all of the other one, so its stamp serves for both.
for done in "$stamp" .venv/requirements-test.lock.stamp; do
    if [ -f "$done" ] && [ "$(cat "$done")" = "$wanted" ]; then exit 0; fi
done

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-python3} python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then command -v "$name"; return; fi
    done
    stop "needs Python 3.11 or newer and found none. Install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv), or say where it is: make run PYTHON=/path/to/python3"
}

# Debian keeps the part of Python that makes a .venv in a package of its own.
need_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    say "Python lacks its venv part; installing $package"
    sh scripts/apt.sh "$package" || stop "can't make .venv without it. Type: sudo apt-get install $package"
}

# A .venv of another checkout, or a broken one, is made again rather than mended.
if ! [ -x .venv/bin/python ] || ! new_enough .venv/bin/python || ! grep -qsF "$(pwd)/.venv" .venv/bin/activate; then
    python=$(find_python)
    need_venv "$python"
    say "making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi

say "installing $lock; the first time this takes a minute or more"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes --only-binary :all: -r "$lock" ||
    stop "could not install the packages of $lock. Check your network, then type the same command again."

# Roost itself is linked, not built: a build would fetch packages that no lock names.
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
printf '%s\n' "$(pwd)/src" >"$site/roost-source.pth"
cat >.venv/bin/roost <<SCRIPT
#!$(pwd)/.venv/bin/python
import sys
from roost.cli.main import run
sys.exit(run())
SCRIPT
chmod +x .venv/bin/roost
printf '%s\n' "$wanted" >"$stamp"
