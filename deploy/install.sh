#!/bin/sh
# Installs the app into a folder: deploy/install.sh /opt/cbrn-graph [WHEELHOUSE]
#
# The folder gets an environment of its own with the pinned, hashed packages and the app, its record
# and its SPARQL editor. With a WHEELHOUSE (deploy/wheelhouse.sh) nothing is fetched from a network.
# Run again with a newer checkout or wheelhouse, it upgrades what is there.
set -eu

prefix=${1:?"say where to install: deploy/install.sh /opt/cbrn-graph [WHEELHOUSE]"}
wheelhouse=${2:-}
here=$(cd "$(dirname "$0")/.." && pwd)

python=
for name in python3.13 python3.12 python3.11 python3.14 python3; do
    if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name
        break
    fi
done
[ -n "$python" ] || { echo "Python 3.11 or newer, with its module venv, is needed." >&2; exit 1; }

echo "Installing into $prefix with $("$python" --version) ..."
[ -x "$prefix/venv/bin/python" ] || "$python" -m venv "$prefix/venv"
pip="$prefix/venv/bin/python -m pip --quiet --disable-pip-version-check --no-input install"
if [ -n "$wheelhouse" ]; then
    $pip --no-index --find-links "$wheelhouse" --require-hashes --only-binary :all: \
        --requirement "$wheelhouse/requirements.txt"
    $pip --no-index --no-deps --force-reinstall "$wheelhouse"/cbrn_graph-*.whl
else
    $pip --require-hashes --only-binary :all: --requirement "$here/requirements.txt"
    $pip --no-deps --force-reinstall "$here"
fi

echo "Looking whether a server can be run here ..."
"$prefix/venv/bin/cbrn-graph" doctor
