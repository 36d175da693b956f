/** The tasks and assets in a picture: a list to move through by pointer or arrow keys, that shows who waits for whom. */
import type { Drawn } from './protocol.js';

/** What a picture is called, and what is done with what is chosen in it. */
export interface PictureOptions {
  readonly label: string;
  /** Is told the number of the job and of the task that was chosen. */
  readonly onChoose: (job: number, task: number) => void;
}

/** What a picture says of itself while nothing in it is pointed at. */
export const READY =
  'Point at a task, or move through them with the arrow keys, to see what it waits for. Enter shows it in the text.';

interface MarkOptions extends PictureOptions {
  readonly edges: Drawn['edges'];
  readonly caption: HTMLElement;
}

/** Makes a picture a list of what is in it. */
export function setUpMarks(svg: SVGSVGElement, { label, edges, caption, onChoose }: MarkOptions): void {
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
