#!/bin/sh
# Makes a client of the specs and compiles it, together with the desk, into built/. Needs Node 20.19 or newer, with npm.
#
#   examples/clients/typescript/build.sh [FOLDER]
#
# NODE_MODULES names a folder where @hey-api/openapi-ts and typescript are installed already.
set -eu

out=${1:-$(dirname "$0")/built}
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$(dirname "$0")"

modules=${NODE_MODULES:-node_modules}
[ -d "$modules" ] || npm ci --ignore-scripts --no-audit --no-fund --loglevel error

for spec in user-search user-details user-status password-reset; do
  "$modules/.bin/openapi-ts" --input "../../../specs/banno/$spec.yaml" --output "$out/generated/$spec" \
    --client @hey-api/client-fetch --no-log-file --silent
done
cp desk.ts calls.ts tsconfig.json "$out"
"$modules/.bin/tsc" --project "$out"
