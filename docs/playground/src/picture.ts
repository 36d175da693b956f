/** Pictures that can be moved through: by pointer, or by the arrow keys as a list; and made larger and smaller. */
import { make } from './dom.js';
import type { Drawn } from './protocol.js';

interface PictureOptions {
  readonly label: string;
  /** Is told the number of the job and of the task that was chosen. */
  readonly onChoose: (job: number, task: number) => void;
}

/** A box with a picture in it. */
export interface Picture {
  readonly element: HTMLElement;
  readonly show: (drawn: Drawn) => void;
}

const READY =
  'Point at a task, or move through them with the arrow keys, to see what it waits for. Enter shows it in the text.';

/** Makes a box for a picture. */
export function makePicture({ label, onChoose }: PictureOptions): Picture {
  const box = make('div', { class: 'picture', role: 'group', 'aria-label': label });
  const caption = make('p', { class: 'caption quiet' }, READY);
  const legend = make('p', { class: 'legend' });
  const element = make('figure', {}, box, make('figcaption', {}, caption));
  let scale = 1;
  const zoom = (factor: number | null): void => {
    const svg = box.querySelector('svg');
    if (svg === null) return;
    const { width } = svg.viewBox.baseVal;
    const fitting = Math.min(1, (box.clientWidth - 2) / width);
    scale = factor === null ? fitting : Math.min(4, Math.max(0.1, scale * factor));
    svg.style.setProperty('--zoomed', `${width * scale}px`);
  };
  const tools = [
    make('button', { type: 'button', 'aria-label': 'Smaller', click: () => zoom(0.8) }, '−'),
    make('button', { type: 'button', 'aria-label': 'Larger', click: () => zoom(1.25) }, '+'),
    make('button', { type: 'button', click: () => zoom(null) }, 'Whole'),
  ];
  element.prepend(make('div', { class: 'above' }, legend, make('div', { class: 'tools' }, ...tools)));
  const show = ({ svg, note, edges }: Drawn): void => {
    const isFocused = box.contains(document.activeElement);
    const kept = (document.activeElement as SVGElement | null)?.dataset.node;
    caption.textContent = READY;
    element.classList.toggle('empty', svg === null);
    if (svg === null) {
      box.replaceChildren(make('p', { class: 'none' }, note ?? ''));
      return;
    }
    const parsed: Element = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    const picture = document.importNode(parsed, true) as SVGSVGElement;
    legend.replaceChildren(...takeWords(picture).map((words) => make('span', {}, words)));
    box.replaceChildren(picture);
    setUpMarks(picture, { label, edges, caption, onChoose });
    if (isFocused) (picture.querySelector<SVGElement>(`[data-node="${kept}"]`) ?? box).focus();
    const fitting = (box.clientWidth - 2) / picture.viewBox.baseVal.width;
    // Smaller words cannot be read: then the picture scrolls.
    scale = 1;
    zoom(fitting < SMALLEST ? READABLE : Math.min(1, fitting));
    showFirst(box, picture);
  };
  return { element, show };
}

/** A picture is shown whole unless that makes it smaller than this; then it begins larger. */
const SMALLEST = 0.3;
const READABLE = 0.55;
/** What a picture by itself has above what is drawn, and for each line below. */
const HEAD = 34;
const LINE = 18;

/** Takes the heading and the notes out of a picture of one job: the page has them, in letters of its own size. */
function takeWords(svg: SVGSVGElement): string[] {
  if (svg.querySelectorAll('.tg-heading').length !== 1) return [];
  const notes = [...svg.querySelectorAll('.tg-note')];
  const { width, height } = svg.viewBox.baseVal;
  for (const text of [svg.querySelector('.tg-heading'), ...notes]) text?.remove();
  const left = height - HEAD - LINE * notes.length;
  svg.setAttribute('viewBox', `0 ${HEAD} ${width} ${left}`);
  svg.setAttribute('height', String(left));
  return notes.flatMap((note) => (note.textContent ?? '').split(' · '));
}

/** Where not all of a picture is to be seen, it begins with what is marked in it, or else with its first task. */
function showFirst(box: HTMLElement, svg: SVGSVGElement): void {
  const first = svg.querySelector('.tg-task.tg-cycle, .tg-task.tg-critical') ?? svg.querySelector('.tg-task');
  if (first === null) return;
  const [outer, inner] = [box.getBoundingClientRect(), first.getBoundingClientRect()];
  const left = inner.x + inner.width / 2 - outer.x - outer.width / 2;
  const top = inner.y + inner.height / 2 - outer.y - outer.height / 2;
  box.scrollTo({ left, top, behavior: 'instant' });
}

interface MarkOptions extends PictureOptions {
  readonly edges: Drawn['edges'];
  readonly caption: HTMLElement;
}

function setUpMarks(svg: SVGSVGElement, { label, edges, caption, onChoose }: MarkOptions): void {
  svg.querySelector('title')?.remove();
  svg.removeAttribute('aria-labelledby');
  svg.setAttribute('aria-label', label);
  const marks = [...svg.querySelectorAll<SVGElement>('[data-node]')];
  if (marks.length === 0) return;
  svg.setAttribute('role', 'listbox');
  // A list that scrolls would be a stop of its own.
  svg.setAttribute('tabindex', '-1');
  for (const group of svg.querySelectorAll('g')) group.setAttribute('role', 'none');
  for (const text of svg.querySelectorAll('text')) text.setAttribute('aria-hidden', 'true');
  marks.forEach((mark, index) => {
    mark.setAttribute('role', 'option');
    mark.setAttribute('aria-selected', 'false');
    mark.setAttribute('tabindex', index === 0 ? '0' : '-1');
  });
  const links = linksOf(svg, edges);
  const point = (mark: SVGElement | null): void => {
    caption.textContent = mark?.querySelector('title')?.textContent ?? READY;
    highlight(svg, mark, links);
  };
  const markOf = ({ target }: Event): SVGElement | null =>
    target instanceof Element ? target.closest<SVGElement>('[data-node]') : null;
  const choose = (mark: SVGElement | null): void => {
    const task = /^t(\d+)$/.exec(mark?.dataset.node ?? '')?.[1];
    if (mark !== null && task !== undefined) onChoose(Number(/^j(?:ob)?(\d+)/.exec(mark.id)?.[1] ?? 0), Number(task));
  };
  svg.addEventListener('pointerover', (event) => point(markOf(event)));
  svg.addEventListener('pointerleave', () => point(null));
  svg.addEventListener('focusin', (event) => {
    const mark = markOf(event);
    point(mark);
    if (mark === null) return;
    svg.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    mark.setAttribute('tabindex', '0');
  });
  svg.addEventListener('focusout', () => point(null));
  svg.addEventListener('click', (event) => choose(markOf(event)));
  svg.addEventListener('keydown', (event) => {
    const mark = markOf(event);
    if (mark === null) return;
    if (event.key === 'Enter' || event.key === ' ') choose(mark);
    else {
      const next = nextMark(mark, marks, event.key);
      if (next === null) return;
      next.focus();
    }
    event.preventDefault();
  });
}

/** Left and right go through all marks in their order, up and down to the nearest there. */
function nextMark(from: SVGElement, marks: readonly SVGElement[], key: string): SVGElement | null {
  const at = marks.indexOf(from);
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: marks.length - 1,
  };
  if (key in steps) return marks[steps[key] ?? -1] ?? null;
  return key === 'ArrowUp' ? nearest(from, marks, -1) : key === 'ArrowDown' ? nearest(from, marks, 1) : null;
}

function nearest(from: SVGElement, marks: readonly SVGElement[], direction: 1 | -1): SVGElement | null {
  const start = from.getBoundingClientRect();
  let best: SVGElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const mark of marks) {
    const { x, y, height } = mark.getBoundingClientRect();
    const down = (y + height / 2 - start.y - start.height / 2) * direction;
    const far = down * 4 + Math.abs(x - start.x);
    if (down >= start.height / 2 && far < least) [best, least] = [mark, far];
  }
  return best;
}

type Links = Readonly<Record<'before' | 'after', ReadonlyMap<string, readonly string[]>>>;

/** Who stands directly before and after whom: as the arrows of the picture say, or else as was told. */
function linksOf(svg: SVGSVGElement, edges: Drawn['edges']): Links {
  const drawn = [...svg.querySelectorAll<SVGElement>('[data-edge]')].map((edge) =>
    (edge.dataset.edge ?? '').split(' '),
  );
  const [before, after] = [new Map<string, string[]>(), new Map<string, string[]>()];
  const add = (map: Map<string, string[]>, key: string, value: string): void => {
    const known = map.get(key);
    if (known === undefined) map.set(key, [value]);
    else known.push(value);
  };
  for (const [from = '', to = ''] of drawn.length > 0 ? drawn : edges) {
    add(before, to, from);
    add(after, from, to);
  }
  return { before, after };
}

function reach(links: ReadonlyMap<string, readonly string[]>, start: string): Set<string> {
  const found = new Set([start]);
  for (const node of found) for (const next of links.get(node) ?? []) found.add(next);
  return found;
}

function highlight(svg: SVGSVGElement, mark: SVGElement | null, { before, after }: Links): void {
  svg.classList.toggle('selecting', mark !== null);
  const node = mark?.dataset.node ?? '';
  const [earlier, later] = [reach(before, node), reach(after, node)];
  for (const part of svg.querySelectorAll<SVGElement>('[data-node], [data-edge]')) {
    const ends = (part.dataset.node ?? part.dataset.edge ?? '').split(' ');
    const isNear = ends.every((end) => earlier.has(end)) || ends.every((end) => later.has(end));
    part.classList.toggle('near', isNear);
    part.classList.toggle('self', part.dataset.node === node);
  }
}
