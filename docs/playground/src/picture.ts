/** A picture in a box: it keeps to its place while it changes, and can be made larger and smaller. */
import { make } from './dom.js';
import { type PictureOptions, READY, setUpMarks } from './picture-marks.js';
import type { Drawn } from './protocol.js';

/** A box with a picture in it. */
export interface Picture {
  readonly element: HTMLElement;
  readonly show: (drawn: Drawn) => void;
}

/** Makes a box for a picture. */
export function makePicture({ label, onChoose }: PictureOptions): Picture {
  const box = make('div', { class: 'picture', role: 'group', 'aria-label': label });
  const caption = make('p', { class: 'caption quiet' }, READY);
  const legend = make('p', { class: 'legend' });
  const element = make('figure', {}, box, make('figcaption', {}, caption));
  let scale = 1;
  /** Whether the reader made it larger or smaller: then it stays so while it changes. */
  let isChosen = false;
  let size = '';
  const zoom = (factor: number | null): void => {
    const svg = box.querySelector('svg');
    if (svg === null) return;
    const { width } = svg.viewBox.baseVal;
    const fitting = Math.min(1, (box.clientWidth - 2) / width);
    scale = factor === null ? fitting : Math.min(4, Math.max(0.1, scale * factor));
    isChosen = factor !== null;
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
    const node = (document.activeElement as SVGElement | null)?.dataset.node;
    const kept = { left: box.scrollLeft, top: box.scrollTop };
    element.classList.toggle('empty', svg === null);
    if (svg === null) {
      box.replaceChildren(make('p', { class: 'none' }, note ?? ''));
      return;
    }
    const parsed: Element = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    const picture = document.importNode(parsed, true) as SVGSVGElement;
    legend.replaceChildren(...takeWords(picture).map((words) => make('span', {}, words)));
    box.replaceChildren(picture);
    caption.textContent = picture.querySelector('[data-node]') === null ? '' : READY;
    setUpMarks(picture, { label, edges, caption, onChoose });
    if (isFocused) (picture.querySelector<SVGElement>(`[data-node="${node}"]`) ?? box).focus();
    const { width, height } = picture.viewBox.baseVal;
    const isSame = size === `${width} ${height}`;
    size = `${width} ${height}`;
    if (isChosen || isSame) {
      picture.style.setProperty('--zoomed', `${width * scale}px`);
      box.scrollTo({ ...kept, behavior: 'instant' });
      return;
    }
    const fitting = (box.clientWidth - 2) / width;
    // Smaller words cannot be read: then the picture scrolls.
    scale = fitting < SMALLEST ? READABLE : Math.min(1, fitting);
    picture.style.setProperty('--zoomed', `${width * scale}px`);
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
/** What a note advises who has the command. */
const OF_THE_COMMAND = ' --focus TASK shows what is around one.';

/** Takes the heading and the notes out of a picture of one job: the page has them, in letters of its own size. */
function takeWords(svg: SVGSVGElement): string[] {
  if (svg.querySelectorAll('.tg-heading').length !== 1) return [];
  const notes = [...svg.querySelectorAll('.tg-note')];
  const { width, height } = svg.viewBox.baseVal;
  for (const text of [svg.querySelector('.tg-heading'), ...notes]) text?.remove();
  const left = height - HEAD - LINE * notes.length;
  svg.setAttribute('viewBox', `0 ${HEAD} ${width} ${left}`);
  svg.setAttribute('height', String(left));
  return notes.flatMap((note) => (note.textContent ?? '').replace(OF_THE_COMMAND, '').split(' · '));
}

/** Where not all of a picture is to be seen, it begins with what is marked in it, or else with its first task. */
function showFirst(box: HTMLElement, svg: SVGSVGElement): void {
  const first = svg.querySelector('.tg-task.tg-cycle, .tg-task.tg-critical') ?? svg.querySelector('.tg-task');
  if (first === null) return;
  const [outer, inner] = [box.getBoundingClientRect(), first.getBoundingClientRect()];
  const left = inner.x + inner.width / 2 - outer.x - outer.width / 2;
  const top = inner.y + inner.height / 2 - outer.y - outer.height / 2;
  box.scrollBy({ left, top, behavior: 'instant' });
}
