/**
 * What a page does beyond showing: the task or asset under the pointer or the focus is told in the details, and it and all
 * that stand before and behind it are marked in the graph, the Gantt chart and the tables. Enter pins, Escape clears.
 */
import type { PageData, PageNode } from '../render/page/page-data.js';

/** A task or an asset of a job. */
interface Choice {
  readonly job: string;
  readonly node: string;
}

const byId = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;
const data: PageData = JSON.parse(byId('data').textContent ?? '{}');
const details = byId('details');
const status = byId('status');

let pinned: Choice | null = null;
let pointed: Choice | null = null;
let focused: Choice | null = null;
let shown: Choice | null = null;
let lastFocus: HTMLElement | null = null;

/** The task or asset that an element belongs to. */
function choiceOf(target: EventTarget | null): Choice | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-node]') : null;
  const job = element?.closest<HTMLElement>('[data-job]')?.dataset.job ?? '';
  const node = element?.dataset.node ?? '';
  return data[job]?.[node] === undefined ? null : { job, node };
}

function isSame(a: Choice | null, b: Choice | null): boolean {
  return a?.job === b?.job && a?.node === b?.node;
}

function nodeOf({ job, node }: Choice): PageNode | undefined {
  return data[job]?.[node];
}

/** All that can be reached from a node in one direction, without itself unless it is on a cycle. */
function reach({ job, node }: Choice, side: 'before' | 'after'): Set<string> {
  const found = new Set<string>();
  const queue = [node];
  for (const next of queue) {
    for (const other of data[job]?.[next]?.[side] ?? []) {
      if (found.has(other)) continue;
      found.add(other);
      queue.push(other);
    }
  }
  return found;
}

/** Shows what is pinned, else what is pointed at, else what has the focus. */
function update(): void {
  const next = pinned ?? pointed ?? focused;
  if (isSame(next, shown)) return;
  shown = next;
  for (const element of document.querySelectorAll('.selecting')) unmark(element);
  if (next !== null) mark(next);
  showDetails(next);
  // The details may have come up over what they are about.
  if (next !== null && isSame(next, focused)) lastFocus?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function unmark(job: Element): void {
  job.classList.remove('selecting');
  for (const element of job.querySelectorAll('.self, .before, .after')) {
    element.classList.remove('self', 'before', 'after');
  }
}

function mark(choice: Choice): void {
  const section = byId(choice.job);
  const before = reach(choice, 'before').add(choice.node);
  const after = reach(choice, 'after').add(choice.node);
  section.classList.add('selecting');
  for (const element of section.querySelectorAll<HTMLElement>('[data-node]')) {
    const node = element.dataset.node ?? '';
    if (node === choice.node) element.classList.add('self');
    else if (before.has(node)) element.classList.add('before');
    else if (after.has(node)) element.classList.add('after');
  }
  for (const element of section.querySelectorAll<HTMLElement>('[data-edge]')) {
    const ends = (element.dataset.edge ?? '').split(' ');
    if (ends.every((end) => before.has(end))) element.classList.add('before');
    else if (ends.every((end) => after.has(end))) element.classList.add('after');
  }
}

function make(name: string, ...children: readonly (string | Node)[]): HTMLElement {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

function showDetails(choice: Choice | null): void {
  details.classList.toggle('idle', choice === null);
  const node = choice && nodeOf(choice);
  if (choice === null || !node) {
    details.replaceChildren(
      make(
        'p',
        'Point at a task or an asset, or move to one with Tab and the arrow keys, to see what it waits for. Enter pins it, Escape clears.',
      ),
    );
    return;
  }
  details.dataset.job = choice.job;
  const fact = (name: string, value: string | Node): HTMLElement => make('div', make('dt', name), make('dd', value));
  const facts = node.facts.map(([name, value]) => fact(name, value));
  const isTask = choice.node.startsWith('t');
  const lists: [string, readonly string[]][] = isTask
    ? [
        ['Reads', node.before],
        ['Waits for', around(choice, 'before')],
        ['Writes', node.after],
        ['Awaited by', around(choice, 'after')],
      ]
    : [
        ['Written by', node.before],
        ['Read by', node.after],
      ];
  for (const [name, nodes] of lists) {
    if (nodes.length > 0) facts.push(fact(name, linkList(choice.job, nodes)));
  }
  const parts = [make('h2', node.name), make('dl', ...facts)];
  if (pinned !== null) parts.push(clearButton());
  details.replaceChildren(...parts);
}

/** The tasks on the other side of a task's assets. */
function around({ job, node }: Choice, side: 'before' | 'after'): string[] {
  const assets = data[job]?.[node]?.[side] ?? [];
  return [...new Set(assets.flatMap((asset) => data[job]?.[asset]?.[side] ?? []))];
}

function linkList(job: string, nodes: readonly string[]): HTMLElement {
  const items = nodes.map((node) => {
    const link = make('a', data[job]?.[node]?.name ?? node) as HTMLAnchorElement;
    link.href = `#${job}${node}`;
    link.dataset.node = node;
    return make('li', link);
  });
  return make('ul', ...items);
}

function clearButton(): HTMLElement {
  const button = make('button', 'Unpin') as HTMLButtonElement;
  button.type = 'button';
  button.addEventListener('click', clear);
  return button;
}

/** Pins a choice, or lets go of it if it is pinned already. */
function pin(choice: Choice): void {
  const isPinned = isSame(choice, pinned);
  pinned = isPinned ? null : choice;
  shown = null;
  for (const option of document.querySelectorAll('[role="option"]')) {
    option.setAttribute('aria-selected', String(pinned !== null && isSame(choiceOf(option), pinned)));
  }
  update();
  status.textContent = `${nodeOf(choice)?.name}: ${isPinned ? 'no longer pinned' : 'pinned'}`;
}

/** Lets go of everything; the focus goes back from the details to where it came from. */
function clear(): void {
  if (details.contains(document.activeElement)) lastFocus?.focus();
  if (pinned !== null) pin(pinned);
  pointed = null;
  focused = null;
  update();
}

// The details show something else as soon as they are left, so nothing in them counts as pointed at.
document.addEventListener('pointerover', ({ target }) => {
  if (details.contains(target as Node)) return;
  pointed = choiceOf(target);
  update();
});

document.documentElement.addEventListener('pointerleave', () => {
  pointed = null;
  update();
});

document.addEventListener('focusin', ({ target }) => {
  if (!(target instanceof Element) || details.contains(target)) return;
  lastFocus = target as HTMLElement;
  focused = choiceOf(target);
  if (target.getAttribute('role') === 'option') {
    target.closest('[data-marks]')?.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    target.setAttribute('tabindex', '0');
  }
  update();
});

document.addEventListener('click', (event) => {
  const { target } = event;
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const inDetails = details.contains(target);
  const isMark = target.closest('[data-marks]') !== null;
  const isLink = target.closest('a[data-node]') !== null;
  const choice = isMark || isLink ? choiceOf(target) : null;
  if (choice === null) {
    if (isMark) clear();
    return;
  }
  if (inDetails) event.preventDefault();
  if (isMark || !isSame(choice, pinned)) pin(choice);
});

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return;
  if (key === 'Escape') return clear();
  const option = target.closest<SVGElement>('[role="option"]');
  const next = option === null ? nextLink(target, key) : nextMark(option, key);
  if (next !== null) next.focus();
  else if (option !== null && (key === 'Enter' || key === ' ')) pin(choiceOf(option) as Choice);
  else return;
  event.preventDefault();
});

/** In a table, the arrows go up and down the links of its rows. */
function nextLink(target: Element, key: string): HTMLElement | null {
  const row = target.closest('th') === null ? null : target.closest('tr');
  const other = key === 'ArrowDown' ? row?.nextElementSibling : key === 'ArrowUp' ? row?.previousElementSibling : null;
  return other?.querySelector<HTMLElement>('th a') ?? null;
}

/** In a picture, left and right go through all marks in their order, up and down to the nearest there. */
function nextMark(from: SVGElement, key: string): SVGElement | null {
  const marks = [...(from.closest('[data-marks]')?.querySelectorAll<SVGElement>('[role="option"]') ?? [])];
  const index = marks.indexOf(from);
  if (key === 'ArrowRight') return marks[index + 1] ?? null;
  if (key === 'ArrowLeft') return marks[index - 1] ?? null;
  if (key === 'Home') return marks[0] ?? null;
  if (key === 'End') return marks.at(-1) ?? null;
  return key === 'ArrowUp' ? nearest(from, marks, -1) : key === 'ArrowDown' ? nearest(from, marks, 1) : null;
}

function nearest(from: SVGElement, marks: readonly SVGElement[], direction: 1 | -1): SVGElement | null {
  const start = from.getBoundingClientRect();
  let best: SVGElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    const box = mark.getBoundingClientRect();
    const down = (box.y + box.height / 2 - start.y - start.height / 2) * direction;
    if (down < start.height / 2) continue;
    const far = down * 4 + Math.abs(box.x - start.x);
    if (far < least) [best, least] = [mark, far];
  }
  return best;
}

/** Without a script a picture is one image with a name; with it, its tasks and assets can be moved through. */
function setUpMarks(picture: SVGElement): void {
  const marks = [...picture.querySelectorAll<SVGElement>('[data-node]')];
  if (marks.length === 0) return;
  picture.setAttribute('role', 'listbox');
  picture.setAttribute('aria-label', picture.dataset.marks ?? '');
  // An option is one only where nothing stands between it and its list.
  for (const group of picture.querySelectorAll('g:has([data-node])')) group.setAttribute('role', 'none');
  marks.forEach((mark, index) => {
    mark.setAttribute('role', 'option');
    mark.setAttribute('aria-selected', 'false');
    mark.setAttribute('tabindex', index === 0 ? '0' : '-1');
  });
}

document.documentElement.classList.add('scripted');
details.hidden = false;
for (const picture of document.querySelectorAll<SVGElement>('[data-marks]')) setUpMarks(picture);
showDetails(null);
