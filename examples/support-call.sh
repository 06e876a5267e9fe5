#!/bin/sh
# The support call of Banno's guide in five calls: find a customer by e-mail, read who they are, see that they are locked
# out, unlock them, send a password reset. Start `make run` first. Needs curl.
#
#   examples/support-call.sh [E-MAIL]
set -eu

url=${SIMULATOR_URL:-http://127.0.0.1:8765}
institution=${INSTITUTION_ID:-3fa85f64-5717-4562-b3fc-2c963f66afa6}
email=${1:-user@example.com}

# The value of a string member, from JSON on standard input.
member() { sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"; }

call() {
  method=$1 path=$2
  shift 2
  curl --silent --show-error --fail-with-body --request "$method" "$url$path" \
    --header "authorization: Bearer $token" --header 'content-type: application/json' "$@"
}

token=${TOKEN:-$(curl --silent --show-error --fail-with-body "$url/_simulator/v1/tokens" \
  --header 'content-type: application/json' --data '{"api": "banno-admin"}' | member access_token)}

echo "1. search for $email"
user=$(call GET "/a/consumer-user-search/api/v0/institutions/$institution/users" --get --data-urlencode "query=$email" |
  sed 's/.*"users": *\[//; s/}.*//' | member userId)
[ -n "$user" ] || { echo "nobody has this address" >&2; exit 1; }
echo "   $user"

echo "2. details"
call GET "/a/mobile/api/v0/institutions/$institution/users/$user/details"
echo

echo "3. status"
call GET "/a/consumer-status/api/v0/users/$user/status"
echo

echo "4. unlock"
call PUT "/a/consumer-status/api/v0/users/$user/status/locked" --data '{"state": false}'
call GET "/a/consumer-status/api/v0/users/$user/status"
echo

echo "5. password reset"
call POST "/a/password-reset/api/v0/institutions/$institution/users/$user/password/reset" --data '{"method": "email"}'
echo
