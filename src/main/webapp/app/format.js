const NUMBER = new Intl.NumberFormat();
const DATE_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });

export const number = (value) => NUMBER.format(value);

export const dateTime = (iso) => (iso ? DATE_TIME.format(new Date(iso)) : '');

/** 1 second, 2 seconds; 1,000 seconds. */
export const count = (value, noun) => `${number(value)} ${noun}${value === 1 ? '' : 's'}`;

/** The two greatest units: 3 d 4 h, 2 h 05 min, 3 min 20 s, 12 s. */
export function duration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = [
    [Math.floor(seconds / 86400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return first < 0
    ? '0 s'
    : parts
        .slice(first, first + 2)
        .filter(([value], index) => index === 0 || value > 0)
        .map(([value, unit]) => `${value} ${unit}`)
        .join(' ');
}

const two = (value) => String(value).padStart(2, '0');

const clock = (date, get) =>
  `${two(date[`${get}Hours`]())}:${two(date[`${get}Minutes`]())}:${two(date[`${get}Seconds`]())}.${String(date[`${get}Milliseconds`]()).padStart(3, '0')}`;

/** How many midnights lie between the two, in the zone that is meant. */
function midnights(from, to, get) {
  const day = (date) => Date.UTC(date[`${get}FullYear`](), date[`${get}Month`](), date[`${get}Date`]());
  return Math.round((day(to) - day(from)) / 86_400_000);
}

/** A line's time of the day; a day that is not the job's first is told as +1d. */
function timeOfDay(iso, startIso, get) {
  const date = new Date(iso);
  const days = midnights(new Date(startIso), date, get);
  return `${days > 0 ? `+${days}d ` : ''}${clock(date, get)}`;
}

function elapsed(iso, startIso) {
  const ms = Math.max(0, new Date(iso) - new Date(startIso));
  return `+${Math.floor(ms / 3_600_000)}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}

/** How a line's time can be written, by the name of the choice. */
export const TIMES = {
  local: { name: 'Local time', of: (iso, start) => timeOfDay(iso, start, 'get') },
  utc: { name: 'UTC', of: (iso, start) => timeOfDay(iso, start, 'getUTC') },
  elapsed: { name: 'Elapsed', of: elapsed },
  none: { name: 'No time', of: () => '' },
};
