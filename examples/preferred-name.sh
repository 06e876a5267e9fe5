#!/bin/sh
# A customer's own app: give the preferred name, read it back, take it away again. Start `make run` first. Needs curl.
#
#   examples/preferred-name.sh [NAME]
set -eu

url=${SIMULATOR_URL:-http://127.0.0.1:8765}
user=${USER_ID:-3fa85f64-5717-4562-b3fc-2c963f66afa6}
name=${1:-Husband}

token=${TOKEN:-$(curl --silent --show-error --fail-with-body "$url/_simulator/v1/tokens" \
  --header 'content-type: application/json' --data '{"api": "banno-consumer"}' |
  sed -n 's/.*"access_token": *"\([^"]*\)".*/\1/p')}

call() {
  method=$1
  shift
  curl --silent --show-error --fail-with-body --request "$method" "$url/a/consumer/api/v0/users/$user" \
    --header "authorization: Bearer $token" --header 'content-type: application/merge-patch+json' "$@"
}

call PATCH --data "{\"preferredName\": \"$name\"}"
call GET
echo
call PATCH --data '{"preferredName": null}'
call GET
echo
