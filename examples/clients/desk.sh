#!/bin/sh
# A support desk: find a user of a bank by e-mail, greet, lift a lock, send a password reset. Needs curl and jq 1.6.
#
#   examples/clients/desk.sh [E-MAIL]
set -u

for tool in curl jq; do
  command -v "$tool" >/dev/null || { echo "desk.sh needs $tool: install it from your system" >&2; exit 69; }
done

url=${SIMULATOR_URL:-http://127.0.0.1:8765}
token=${SIMULATOR_TOKEN_BANNO_ADMIN:-${SIMULATOR_TOKEN:?an access token of the Admin API}}
institution=${INSTITUTION_ID:-3fa85f64-5717-4562-b3fc-2c963f66afa6}
email=${1:-user@example.com}
timeout=${BANK_TIMEOUT:-2}
longest_wait=3
deadline=$(($(date +%s) + 4 * timeout))

folder=$(mktemp -d) || exit 75
trap 'rm -rf "$folder"' EXIT
trap 'exit 143' TERM INT
umask 077
body=$folder/body
cat >"$folder/headers" <<END
Authorization: Bearer $token
Content-Type: application/json
Accept: application/json
END

give_up() { printf 'gave up: %s\n' "$*" >&2; exit 75; }

# Whole seconds that a Retry-After header asks for: a number, or a date.
retry_after() {
  asked=$(tr -d '\r' <"$folder/head" | sed -n 's/^[Rr]etry-[Aa]fter: *0*\([0-9]\)/\1/p; s/^[Rr]etry-[Aa]fter: *\([A-Z]\)/\1/p' | tail -n 1)
  case $asked in
    '') echo 0 ;;
    *[!0-9]*) jq -rn --arg date "$asked" '($date | strptime("%a, %d %b %Y %H:%M:%S GMT") | mktime) - now
        | if . < 0 then 0 else . + 0.05 | ceil end' 2>/dev/null || echo 0 ;;
    ?????*) echo 9999 ;;
    *) echo "$asked" ;;
  esac
}

wait_for() {
  [ "$1" -le "$longest_wait" ] || give_up "$2: asked to wait for $1 s"
  [ $(($(date +%s) + $1)) -lt "$deadline" ] || give_up "$2: the time is up"
  if [ "$1" -gt 0 ]; then sleep "$1"; else sleep 0.3; fi
}

# One exchange. Sets outcome: answered, or lost (nobody can tell whether it was carried out), or untouched (it was not);
# status, with the body in a file; after, the seconds to wait before the next call; problem.
exchange() {
  method=$1 path=$2
  shift 2
  : >"$body"
  : >"$folder/head"
  status=0 after=0 outcome=lost
  limit=$((deadline - $(date +%s)))
  [ "$limit" -gt 0 ] || give_up "$method $path: the time is up"
  [ "$limit" -le "$timeout" ] || limit=$timeout
  told=$(curl --silent --show-error --max-time "$limit" --max-filesize 8388608 --header "@$folder/headers" \
    --request "$method" --dump-header "$folder/head" --output "$body" --write-out '%{http_code} %{content_type}' \
    "$@" "$url$path" 2>"$folder/problem")
  left=$?
  if [ "$left" -ne 0 ]; then
    problem="no answer: $(head -c 200 "$folder/problem")"
    case $left in 6 | 7) outcome=untouched ;; esac
    return
  fi
  status=${told%% *} problem="status ${told%% *}"
  case $status in
    429) outcome=untouched after=$(retry_after) ;;
    5??) after=$(retry_after) ;;
    200) judged "${told#* }" ;;
    *) outcome=answered ;;
  esac
}

# An answer of status 200 is one only with a JSON object.
judged() {
  case $1 in
    application/json*)
      if jq --exit-status --slurp 'length == 1 and (.[0] | type == "object")' "$body" >"$folder/check" 2>&1
      then outcome=answered; else problem="a body that is no JSON object"; fi ;;
    *) problem="a body of type $1 instead of JSON" ;;
  esac
}

# A call that is sent again, twice at most: a read after any failure, a write only if it was surely not carried out.
call() {
  for try in 1 2 3; do
    exchange "$@"
    [ "$outcome" != answered ] && [ "$try" -lt 3 ] || return 0
    [ "$1" = GET ] || [ "$outcome" = untouched ] || return 0
    wait_for "$after" "$1 $2: $problem"
  done
}

# What is left to do about a status, for the words that name the call.
refused() {
  [ "$outcome" = answered ] || give_up "$1: $problem"
  case $status in
    404) echo "$1: there is no such user"; exit 0 ;;
    401) give_up "$1: the token is not accepted" ;;
    403) give_up "$1: the token does not allow it" ;;
    *) give_up "$1: unexpected status $status" ;;
  esac
}

read_status() {
  call GET "$place"
  [ "$status" = 200 ] && [ "$outcome" = answered ] || refused status
  standing=$(jq -r '.status | strings | gsub("[[:cntrl:]]"; "?") | .[0:60]' "$body")
  [ -n "$standing" ] || give_up "the bank tells no status"
  jq -c --arg get "$place" '{get: $get, at: "/status", is: .status}' "$body" >"$folder/belief"
}

# The status after an unlock that was taken; one that still shows the lock may be late.
settled() {
  for look in 1 2 3; do
    read_status
    [ "$standing" = Locked ] || { printf 'unlocked, now %s\n' "$standing"; return 0; }
    [ "$look" -eq 3 ] || wait_for 0 unlock
  done
  give_up "the bank took the unlock, and the user is still locked"
}

# An unlock whose answer is lost is sent again only to a user who is still locked.
unlock() {
  rm -f "$folder/belief"
  for send in 1 2 3; do
    call PUT "$place/locked" --data '{"state": false}'
    if [ "$outcome" = answered ]; then
      case $status in
        204 | 409) settled; return 0 ;;
        202) echo "the unlock is queued: the bank is busy until its core is back"; read_status; return 0 ;;
        *) refused unlock ;;
      esac
    fi
    wait_for "$after" "unlock: $problem"
    read_status
    [ "$standing" = Locked ] || { printf 'unlocked, now %s\n' "$standing"; return 0; }
  done
  give_up "the user could not be unlocked"
}

# A message is sent once: after a lost answer nobody can look whether it went.
reset() {
  for channel in email sms; do
    to=$phone
    [ "$channel" = sms ] || to=$address
    [ -n "$to" ] || continue
    call POST "/a/password-reset/api/v0/institutions/$institution/users/$user/password/reset" \
      --data "{\"method\": \"$channel\"}"
    [ "$outcome" = answered ] || give_up "password reset: $problem; it may have been sent, ask the user"
    case $status in
      200) sent="sent by $channel to $to"; return 0 ;;
      409) ;;
      *) refused "password reset" ;;
    esac
  done
  sent="not sent, there is no way to reach the user"
}

users=/a/consumer-user-search/api/v0/institutions/$institution/users
query=$(jq -rn --arg email "$email" '$email | @uri')
call GET "$users?query=$query&limit=10"
[ "$status" = 200 ] && [ "$outcome" = answered ] || refused search
found=$(jq -r '[.users // [] | .[].userId] | unique | length, .[0:1][]' "$body") || give_up "the search cannot be read"
preferred=$(jq -r '.users // [] | .[0:1][].preferredName // "" | gsub("[[:cntrl:]]"; "?") | .[0:60]' "$body") ||
  give_up "the search cannot be read"
count=$(printf '%s\n' "$found" | sed -n 1p)
user=$(printf '%s\n' "$found" | sed -n 2p)
if [ "$count" -eq 0 ]; then
  jq -e '(.totalCount // 0) == 0' "$body" >/dev/null || give_up "the search counts users and shows none"
  printf 'nobody has the address %s\n' "$email"
  exit 0
fi
[ "$count" -eq 1 ] || { printf '%s users have the address %s: ask for something else\n' "$count" "$email"; exit 0; }
printf '%s\n' "$user" | grep -Eqix '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' || give_up "the user's id is none"
place=/a/consumer-status/api/v0/users/$user/status

call GET "/a/mobile/api/v0/institutions/$institution/users/$user/details"
[ "$status" = 200 ] && [ "$outcome" = answered ] || refused details
assigned=$(jq -r '
  def line: if . == null then "" elif type == "string" then gsub("[[:cntrl:]]"; "?") | .[0:60] else error("no text") end;
  @sh "first=\(.firstName | line)", @sh "last=\(.lastName | line)", @sh "business=\(.businessName | line)",
  @sh "address=\(.email | line)", @sh "phone=\(.phone | line)", @sh "city=\(.address.city | line)",
  @sh "born=\(.demographic.birthday | line)", @sh "member=\(.memberNumber | line)",
  @sh "seen=\(.lastSeen | line | .[0:10])"' "$body") || give_up "the details cannot be read"
eval "$assigned"
jq -c --arg get "/a/mobile/api/v0/institutions/$institution/users/$user/details" \
  '{get: $get, at: "/firstName", is: .firstName}' "$body" >"$folder/beliefs"

name=${preferred:-${first:-${business:-customer}}}
printf 'Hello %s!\n' "$name"
printf '  %-10s %s\n' name "$first $last" born "${born:-unknown}" "lives in" "${city:-unknown}" \
  member "${member:-no number}" phone "${phone:-none}" "last seen" "${seen:-unknown}"

read_status
printf 'status: %s\n' "$standing"
[ "$standing" != Locked ] || unlock
case $standing in
  Active | Pending | Reset | Dormant | PasswordExpired | Locked) reset ;;
  Disabled) sent="not sent, the account is disabled" ;;
  *) give_up "the status $standing is unknown here; somebody should have a look" ;;
esac
printf 'summary: %s, status %s, password reset %s\n' "$name" "$standing" "$sent"
[ -z "${SIMULATOR_BELIEFS:-}" ] || cat "$folder/beliefs" "$folder/belief" >>"$SIMULATOR_BELIEFS"
