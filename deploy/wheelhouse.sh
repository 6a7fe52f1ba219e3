#!/bin/sh
# Puts everything an installation needs into a folder, for machines without a network:
# deploy/wheelhouse.sh FOLDER, then carry FOLDER and this one over and run deploy/install.sh.
#
# The app's wheel has its record and its SPARQL editor in it. The packages are those for this kind
# of machine and this Python: make it where both are as on the target.
set -eu

folder=${1:?"say where to put it: deploy/wheelhouse.sh FOLDER"}
here=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}

mkdir -p "$folder"
cp "$here/requirements.txt" "$folder/"
"$python" -m pip --quiet --disable-pip-version-check download --require-hashes \
    --only-binary :all: --requirement "$here/requirements.txt" --dest "$folder"
"$python" -m pip --quiet --disable-pip-version-check wheel --no-deps --wheel-dir "$folder" "$here"
unzip -l "$folder"/cbrn_graph-*.whl | grep -q sparql_editor/built/codemirror.js || {
    echo "The SPARQL editor was not built, and would be a plain text area there." >&2
    exit 1
}
echo "$(find "$folder" -name '*.whl' | wc -l) packages in $folder."
