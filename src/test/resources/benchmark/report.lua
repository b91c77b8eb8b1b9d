-- Waits so many milliseconds before each request (its argument), and reports in one line of JSON.
local pause = 0

function init(args)
  pause = tonumber(args[1]) or 0
  if pause > 0 then
    delay = function() return pause end
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"micros":%d,"bytes":%d,"p50":%d,"p99":%d,"refused":%d,"failed":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
