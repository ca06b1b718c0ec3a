#!/bin/sh
# In: pyproject.toml. Out: requirements.lock and requirements-test.lock, for every platform, with hashes and without index addresses.
# uv is fetched into a folder that is thrown away, so that it is no dependency of ours. Pass --upgrade to take newer versions.
set -eu
cd "$(dirname "$0")/.."
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
python3 -m venv "$away"
"$away/bin/pip" install --quiet --disable-pip-version-check uv
lock() { "$away/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "$@"; }
lock pyproject.toml -o requirements.lock ${1:+"$1"}
lock pyproject.toml --group test -c requirements.lock -o requirements-test.lock ${1:+"$1"}
