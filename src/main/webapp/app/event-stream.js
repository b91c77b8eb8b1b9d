/**
 * The events of a text/event-stream body (HTML Standard, 9.2.6), in batches as they come from the network.
 *
 * @param heard called for every sign of life, heartbeats too
 */
export async function* events(body, heard) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let event = {};
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    heard();
    const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    const batch = [];
    for (const line of lines) {
      if (line !== '') {
        addField(event, line);
      } else {
        if ('data' in event) {
          batch.push(event);
        }
        event = {};
      }
    }
    if (batch.length) {
      yield batch;
    }
  }
}

function addField(event, line) {
  const colon = line.indexOf(':');
  if (colon === 0) {
    return; // a comment
  }
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'data') {
    event.data = 'data' in event ? `${event.data}\n${value}` : value;
  } else if (field === 'event' || field === 'id') {
    event[field] = value;
  }
}
