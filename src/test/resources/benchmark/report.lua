-- Arguments: how many milliseconds to wait before each request; and, where each request asks for other lines than
-- those before it, the first job, the number of jobs, the first cursor, the number of cursors. Reports one line of JSON.
local asked, first_job, jobs, first_cursor, cursors

function init(args)
  local pause = tonumber(args[1])
  if pause > 0 then
    delay = function() return pause end
  end
  if #args > 1 then
    first_job, jobs, first_cursor, cursors = tonumber(args[2]), tonumber(args[3]), tonumber(args[4]), tonumber(args[5])
    math.randomseed(os.time())
    asked = math.random(jobs * cursors) -- the run before began elsewhere
    request = other
  end
end

function other()
  asked = asked + 1
  local job = first_job + asked % jobs
  local cursor = first_cursor + math.floor(asked / jobs) % cursors
  return wrk.format("GET", string.format("/api/v1/job/%d/details/%d", job, cursor))
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"micros":%d,"bytes":%d,"p50":%d,"p99":%d,"refused":%d,"failed":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
