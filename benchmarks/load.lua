-- Sends group.before .. middle .. group.after, through all middles of a group, then the next group.
-- `BENCH_REQUESTS` names a Lua file that returns {groups, middles}. Prints one line of JSON at the end.
local requests = dofile(os.getenv("BENCH_REQUESTS"))
local groups, middles = requests.groups, requests.middles
local index = -1

function request()
  index = index + 1
  local group = groups[math.floor(index / #middles) % #groups + 1]
  return group[1] .. middles[index % #middles + 1] .. group[2]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "microseconds": %d, "p50_us": %d, "p99_us": %d, "refused": %d, "broken": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
