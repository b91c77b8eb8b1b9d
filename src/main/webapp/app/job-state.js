import { html, nothing, svg } from 'lit';
import { doneOf, roundly } from './estimate.js';
import { count, duration, number } from './format.js';

/** Each state: its word, the class of its colour, and a shape of its own. */
const STATES = {
  SCHEDULED: ['Scheduled', 'waiting', svg`<circle cx="8" cy="8" r="6" class="line" /><path d="M8 4.5V8l2.5 1.5" class="line" />`],
  IN_PROGRESS: ['Running', 'running', svg`<path d="M5 3l8 5-8 5z" />`],
  SUCCEEDED: ['Succeeded', 'good', svg`<path d="M3 8.5l3.5 3.5L13 4.5" class="line thick" />`],
  PARTIAL: ['Partly failed', 'warn', svg`<path d="M8 2l6.5 12h-13z" class="line" /><path d="M8 6.5v3.5M8 11.5v1" class="line" />`],
  FAILED: ['Failed', 'bad', svg`<path d="M4 4l8 8M12 4l-8 8" class="line thick" />`],
  CANCELLED: ['Cancelled', 'off', svg`<circle cx="8" cy="8" r="6" class="line" /><path d="M4 12l8-8" class="line" />`],
};

/** Types of jobs, for people. */
export const TYPES = { BulkEditJob: 'Bulk edit', ItemImportJob: 'Item import' };

export const typeName = (job) => TYPES[job.type] ?? job.type;

const UUID = / \([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\)/;

/** The description without the number that only machines read; it stays in the name. */
export const titleOf = (job) => (job.description || job.name).replace(UUID, '');

export function stateOf(job) {
  return job.outcome ?? job.progress;
}

export const stateName = (job) => (STATES[stateOf(job)] ?? STATES.SUCCEEDED)[0];

/** The state as a word with its shape. */
export function badge(job) {
  const [name, kind, shape] = STATES[stateOf(job)] ?? STATES[job.progress === 'FAILED' ? 'FAILED' : 'SUCCEEDED'];
  return html`<span class="badge ${kind}"><svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">${shape}</svg>${name}</span>`;
}

/** What is done, and what of it has failed, as a bar; and in figures. */
export function progress(job, estimate) {
  const done = doneOf(job);
  const share = (value) => (job.total ? (100 * value) / job.total : 0);
  const ends = !job.total && job.outcome ? 100 : 0;
  return html`<div class="progress">
    <svg class="progress-bar ${job.outcome ? 'over' : ''}" role="progressbar" aria-label="Items done" aria-valuemin="0"
      aria-valuemax=${job.total || 1} aria-valuenow=${done} aria-valuetext=${figures(job)} width="100%" height="8">
      <rect class="all" width="100%" height="8" rx="4" />
      <svg width="${Math.max(ends, share(done))}%" height="8">
        <rect class="done" width="100%" height="8" rx="4" />
        <rect class="failed" x="${done ? 100 - (100 * job.failed) / done : 100}%" width="100%" height="8" />
      </svg>
    </svg>
    <div class="figures">
      <span>${number(done)}${job.total ? html` / ${number(job.total)}` : nothing}</span>
      ${job.failed ? html`<span class="failed-count">${number(job.failed)} failed</span>` : nothing}
      ${job.progress === 'IN_PROGRESS' && estimate ? html`<span class="pace">${pace(job, estimate)}</span>` : nothing}
    </div>
  </div>`;
}

function figures(job) {
  const done = job.total ? `${number(doneOf(job))} of ${count(job.total, 'item')}` : count(doneOf(job), 'item');
  return job.failed ? `${done}, ${number(job.failed)} failed` : done;
}

/** How fast it goes, and how long it will take: as exactly as is known. */
function pace(job, estimate) {
  const rate = estimate.rate();
  const left = estimate.left(job);
  const speed = rate === null ? '' : rate >= 10 ? `${number(Math.round(rate))}/s` : rate >= 0.1 ? `${rate.toFixed(1)}/s` : 'under 0.1/s';
  return [speed, left ? roundly(left, duration) : job.total ? 'time left not known yet' : ''].filter(Boolean).join(' · ');
}

/** From the start to the end, or to now. */
export function elapsed(job, now) {
  if (!job.startDate) {
    return '';
  }
  const ms = (job.endDate ? new Date(job.endDate) : now) - new Date(job.startDate);
  return job.endDate && ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : duration(ms);
}
