#!/bin/sh
# In: nothing. Out: the browser and the database that the tests need, or a sentence that says what to install.
set -eu
cd "$(dirname "$0")/.."
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
echo "roost: installing for the tests:$missing" >&2
# shellcheck disable=SC2086
sh scripts/apt.sh $missing || { echo "roost: the tests of pages and databases need:$missing. 'make check' runs without them." >&2; exit 1; }
