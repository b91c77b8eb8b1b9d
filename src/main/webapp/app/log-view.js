import { html, nothing, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

/** Browsers stop at 17 (Firefox) or 33 million pixels. */
const TALLEST = 16_000_000;
const AT_END = 4;

/**
 * Shows {@link Lines} of any number: only those around the visible ones are elements; what lies
 * before and after is empty space of about the height that it would have. Rows have the height that
 * they need. Stays at the end while lines come, until somebody scrolls up or selects text.
 *
 * Tells 'follow' when `paused` may have changed, 'pick' when somebody picks a line (detail: id), and
 * 'reopen' when the first line (detail: its id) or the end (no detail) is wanted and these lines do
 * not reach it. Is busy (aria-busy) while lines are fetched.
 */
export class LogView extends HTMLElement {
  /** How lines are shown: {time(line), mark, current, href(id)}; and what is said when there are none. */
  options = { time: () => '', mark: '', current: null, href: () => '', none: '' };

  /** Whether the newest line is wanted; while text is selected nothing moves all the same. */
  following = true;

  #lines = null;
  #from = 0;
  #to = -1;
  #ids = []; // of the rows: when lines go, positions change
  #top = 0;
  #scheduled = false;
  #rowHeight = 20;
  #held = false;
  #pressing = false;
  #stop;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener('scroll', () => this.#scrolled(), { signal, passive: true });
    this.addEventListener('click', (event) => this.#clicked(event), { signal });
    this.addEventListener('keydown', (event) => this.#pressed(event), { signal });
    this.addEventListener('pointerdown', (event) => this.#press(event.button === 0 && event.target !== this), { signal });
    document.addEventListener('pointerup', () => this.#press(false), { signal });
    document.addEventListener('pointercancel', () => this.#press(false), { signal });
    document.addEventListener('selectionchange', () => this.#selected(), { signal });
    const resized = new ResizeObserver(() => this.#lines && this.#refresh());
    resized.observe(this);
    signal.addEventListener('abort', () => resized.disconnect());
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#leave();
  }

  #leave() {
    this.#lines?.removeEventListener('change', this);
    this.#lines?.removeEventListener('busy', this);
  }

  /** Shows other lines, at the end or at one of them. */
  show(lines, id = null) {
    this.#leave();
    this.#lines = lines;
    lines.addEventListener('change', this);
    lines.addEventListener('busy', this);
    this.#from = 0;
    this.#to = -1;
    if (id === null || lines.end < lines.start) {
      this.toEnd();
    } else {
      this.toLine(id);
    }
    this.update(); // the page around may be about to change its size
  }

  handleEvent({ type }) {
    if (type === 'busy') {
      this.ariaBusy = this.#lines.fetching;
    } else {
      this.update();
    }
  }

  /** Renders before the next frame. */
  update() {
    if (!this.#scheduled && this.#lines) {
      this.#scheduled = true;
      // Not requestAnimationFrame alone: that rests in a hidden tab, and lines keep coming.
      const go = () => {
        if (this.#scheduled) {
          this.#scheduled = false;
          this.#refresh();
        }
      };
      if (document.hidden) {
        setTimeout(go, 200);
      } else {
        requestAnimationFrame(go);
      }
    }
  }

  /** Whether it is these lines that are to be seen. */
  shows(lines) {
    return lines !== null && this.#lines === lines;
  }

  get paused() {
    return this.#held || !this.following;
  }

  /** Goes to the end, and stays there. */
  toEnd() {
    if (this.#held) {
      document.getSelection().removeAllRanges();
      this.#held = false;
    }
    if (!this.#lines?.atEnd) {
      this.dispatchEvent(new CustomEvent('reopen'));
      return;
    }
    this.#follow(true);
    this.#showEnd();
  }

  /** Goes to the line with this id, in the middle. */
  toLine(id) {
    this.#follow(false);
    const position = this.#lines.positionOf(id);
    this.#place(position, Math.max(0, this.clientHeight / 2 - this.#rowHeight));
  }

  /** The id of the first line that is to be seen, or null. */
  firstVisible() {
    return this.#anchor().id ?? null;
  }

  #follow(following) {
    if (this.following !== following) {
      this.following = following;
      this.dispatchEvent(new Event('follow'));
    }
  }

  /** Lines, options or the size have changed. */
  #refresh() {
    if (this.following && !this.#held) {
      this.#showEnd();
    } else if (this.#held) {
      this.#pads(); // a selection must keep its elements
    } else {
      this.#keep(this.#anchor());
    }
  }

  #keep({ id, offset }) {
    this.#place(id === undefined ? this.#lines.start : this.#lines.positionOf(id), offset);
  }

  #showEnd() {
    const { start, end } = this.#lines;
    this.#render(Math.max(start, end - 2 * this.#rows()), end);
    this.scrollTop = this.scrollHeight;
    this.#top = this.scrollTop;
  }

  /** Brings the row of the position to this offset from the view's upper edge. */
  #place(position, offset) {
    const rows = this.#rows();
    this.#render(position - rows, position + 2 * rows);
    const row = this.querySelector('.rows').children[position - this.#from];
    if (row) {
      const difference = row.offsetTop - this.scrollTop - offset;
      if (Math.abs(difference) >= 1) {
        this.scrollTop += difference;
      }
    }
    this.#top = this.scrollTop;
  }

  #rows() {
    return Math.max(20, Math.ceil(this.clientHeight / this.#rowHeight));
  }

  /** The first visible row: its line's id, and where it is. */
  #anchor() {
    const top = this.scrollTop;
    const rows = [...(this.querySelector('.rows')?.children ?? [])];
    const index = rows.findIndex((row) => row.offsetTop + row.offsetHeight > top);
    return index < 0 ? { id: this.#ids.at(-1), offset: 0 } : { id: this.#ids[index], offset: rows[index].offsetTop - top };
  }

  #scrolled() {
    if (!this.#lines) {
      return;
    }
    const top = this.scrollTop;
    const atEnd = this.scrollHeight - top - this.clientHeight < AT_END;
    if (top < this.#top - 1) {
      if (!atEnd) { // else it is the end that came nearer: the window grew, or lines became lower
        this.#follow(false);
      }
    } else if (atEnd && top >= this.#top && this.#lines.atEnd && !this.#held && (!this.following || this.#to < this.#lines.end)) {
      this.toEnd();
    }
    this.#top = top;
    if (this.paused) {
      this.#moveWindow();
    }
  }

  /** Keeps elements around what is visible. */
  #moveWindow() {
    const rows = this.querySelector('.rows');
    const above = this.scrollTop - rows.offsetTop;
    const below = rows.offsetTop + rows.offsetHeight - this.scrollTop - this.clientHeight;
    const height = this.clientHeight;
    if (above < -height || below < -height) {
      this.#jump(above < 0, rows);
    } else if (
      (above < height / 2 && this.#from > this.#lines.start) ||
      (below < height / 2 && this.#to < this.#lines.end)
    ) {
      this.#keep(this.#anchor());
    }
    this.#want();
  }

  /** The scroll bar was dragged to where no rows are. */
  #jump(up, rows) {
    const { start, end } = this.#lines;
    const unit = this.#unit();
    const position = up
      ? start + Math.floor(this.scrollTop / unit)
      : this.#to + 1 + Math.floor((this.scrollTop - rows.offsetTop - rows.offsetHeight) / unit);
    this.#place(Math.min(Math.max(position, start), end), 0);
  }

  /** Lines that moved away below the pointer could be neither selected nor picked. */
  #press(pressing) {
    this.#pressing = pressing;
    this.#selected();
  }

  #selected() {
    const selection = document.getSelection();
    const held = this.#pressing || (!selection.isCollapsed && this.contains(selection.anchorNode));
    if (held === this.#held) {
      return;
    }
    this.#held = held;
    this.update();
    this.dispatchEvent(new Event('follow'));
  }

  #clicked(event) {
    const number = event.target.closest('a.number');
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey; // in a tab or window of its own
    if (number && !elsewhere) {
      event.preventDefault();
      this.dispatchEvent(new CustomEvent('pick', { detail: Number(number.textContent.replace(/\D/g, '')) }));
    }
  }

  /** The browser's way to the ends would end short of them: lines are higher than they are taken for. */
  #pressed(event) {
    if (this.#lines && event.target === this && (event.key === 'Home' || event.key === 'End')) {
      event.preventDefault();
      if (event.key === 'End') {
        this.toEnd();
      } else {
        this.#toStart();
      }
    }
  }

  #toStart() {
    if (!this.#lines.atStart) {
      this.dispatchEvent(new CustomEvent('reopen', { detail: 1 }));
      return;
    }
    this.#follow(false);
    this.#place(this.#lines.start, 0);
    this.scrollTop = 0;
  }

  /** The height that a line which is no element is taken for. */
  #unit() {
    const { start, end } = this.#lines;
    return Math.min(this.#rowHeight, TALLEST / (end - start + 1));
  }

  #want() {
    const margin = this.#rows();
    this.#lines.want(this.#from - margin, this.#to + margin);
  }

  #render(from, to) {
    const { start, end } = this.#lines;
    this.#from = Math.max(start, Math.min(from, end));
    this.#to = Math.min(end, Math.max(to, start));
    const positions = Array.from({ length: Math.max(0, this.#to - this.#from + 1) }, (_, i) => this.#from + i);
    this.#ids = positions.map((position) => this.#lines.idAt(position));
    render(
      html`${end < start ? html`<div class="none">${this.options.none}</div>` : nothing}
        <div class="pad"></div>
        <div class="rows" role="presentation">
          ${repeat(positions, (position) => this.#lines.idAt(position), (position) => this.#rowTemplate(this.#lines.at(position), this.#lines.idAt(position)))}
        </div>
        <div class="pad"></div>`,
      this
    );
    this.#measure();
    this.#pads();
    this.#want();
  }

  #measure() {
    const row = this.querySelector('.line');
    if (row) {
      this.#rowHeight = parseFloat(getComputedStyle(row).lineHeight) || this.#rowHeight;
    }
  }

  #pads() {
    const [before, after] = this.querySelectorAll('.pad');
    const { start, end } = this.#lines;
    const unit = this.#unit();
    before.style.height = `${Math.max(0, this.#from - start) * unit}px`;
    after.style.height = `${Math.max(0, end - this.#to) * unit}px`;
  }

  #rowTemplate(line, id) {
    if (!line?.level) {
      return html`<div class="line pending"><span class="number">${id}</span> ${line ? 'This line is gone.' : '…'}</div>`;
    }
    const { time, mark, current, href } = this.options;
    const text = time(line);
    return html`<div
      class="line ${line.level.toLowerCase()} ${line.id === current ? 'current' : ''} ${id === this.#lines.gap?.to ? 'gap' : ''}"
      aria-current=${line.id === current ? 'true' : nothing}
    ><a class="number" href=${href(line.id)} tabindex="-1" title="Link to this line">${line.id}</a> ${text
        ? html`<time datetime=${line.creationDate} title=${line.creationDate}>${text}</time> `
        : nothing}<span class="level">${line.level}</span> <span class="message">${marked(line.message, mark)}</span></div>`;
  }
}

/** The text with what was searched for marked, upper and lower case alike. */
function marked(text, mark) {
  if (!mark) {
    return text;
  }
  const pattern = new RegExp(`(${RegExp.escape?.(mark) ?? mark.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')})`, 'giu');
  return text.split(pattern).map((part, index) => (index % 2 ? html`<mark>${part}</mark>` : part));
}

customElements.define('log-view', LogView);
