#!/bin/sh
# In: names of Debian packages. Out: they are installed, or exit 1 and a sentence when this user may not.
set -u
command -v apt-get >/dev/null 2>&1 || { echo "roost: there is no apt-get here; install by hand: $*" >&2; exit 1; }
if [ "$(id -u)" = 0 ]; then sudo=""
elif sudo -n true 2>/dev/null; then sudo="sudo -n"
else echo "roost: may not install packages here. Type: sudo apt-get install $*" >&2; exit 1; fi
export DEBIAN_FRONTEND=noninteractive
apt() { $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" </dev/null >/dev/null; }
apt install -y --no-install-recommends "$@" 2>/dev/null || { apt update && apt install -y --no-install-recommends "$@"; }
