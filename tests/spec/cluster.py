"""In: nothing. Out: a throw-away PostgreSQL cluster on a socket of its own, gone again when the block ends."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

PLACES = "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin"


def program(name):
    """Where a program of PostgreSQL stands: in PATH, or where Debian and others put it."""
    found = [shutil.which(name)] + [str(path) for place in PLACES for path in sorted(Path("/").glob(f"{place[1:]}/{name}"), reverse=True)]
    return next((path for path in found if path), None)


def _user():
    """PostgreSQL does not run as root, so root lends it another user."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


class Cluster:
    """A running cluster; `database()` makes a fresh database and gives its address."""

    def __init__(self, folder, user):
        self.folder, self.user, self._count = folder, user, count(1)

    def run(self, name, *words):
        done = subprocess.run(
            [program(name), *words],
            user=self.user,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=60,
            env=os.environ | {"LC_ALL": "C"},
        )
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"

    def start(self):
        given = {"listen_addresses": "''", "unix_socket_directories": f"'{self.folder}'", "max_connections": 60, "fsync": "off"}
        settings = " ".join(f"-c {name}={value}" for name, value in given.items())
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-o", settings, "start")

    def stop(self):
        self.run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", "immediate", "stop")

    def address(self, database):
        return f"postgresql://roost@/{database}?host={self.folder}"

    def database(self):
        name = f"roost_{next(self._count)}"
        self.run("createdb", "-h", str(self.folder), "-U", "roost", "-T", "template0", name)
        return self.address(name)


@contextmanager
def cluster():
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="roost-pg-"))
    if user:
        shutil.chown(folder, user)
    made = Cluster(folder, user)
    try:
        made.run("initdb", "-D", f"{folder}/data", "-U", "roost", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
