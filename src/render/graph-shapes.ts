/** Shapes of a picture of a graph: boxes for tasks, pills for assets, curves between them. Names are cut to fit. */
import type { Box, Layout, Point } from './graphviz.js';
import { fitText, textPixels } from './label.js';
import { type Markup, markup } from './markup.js';

/** How something looks: as what it is, and how it is marked. */
export interface Look {
  /** `task`, `asset`, … */
  readonly kind: string;
  readonly isCritical?: boolean;
  readonly isOnCycle?: boolean;
  /** In the middle of what is shown. */
  readonly isFocus?: boolean;
}

/** A box or a pill with one or two lines of text. */
export interface Shape extends Look {
  readonly id: string;
  /** What it is the picture of, for scripts: `t3` is a task, `a0` an asset. */
  readonly node?: string;
  readonly title: string;
  readonly label: string;
  readonly detail?: string;
}

/** An arrow between two shapes, by their numbers. */
export interface Connection extends Look {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly label?: string;
}

const LABEL_SIZE = 13;
/** Bold text takes more room. */
const BOLD_SIZE = 14.5;
const DETAIL_SIZE = 11;
const LEAST_WIDTH = 84;
const MOST_TEXT = 220;
/** Left and right of the text. */
const PADDING = 14;
/** Room for the diamond of what is critical: its colour alone would not do. */
const MARK = 14;

/** A shape with the size that its text needs. */
export interface SizedShape extends Shape, Box {}

/** Gives a shape its size, and cuts its text to it. */
export function sized(shape: Shape): SizedShape {
  const size = shape.kind === 'asset' ? LABEL_SIZE : BOLD_SIZE;
  const label = fitText(shape.label, MOST_TEXT, size) ?? '…';
  const detail = shape.detail === undefined ? undefined : (fitText(shape.detail, MOST_TEXT, DETAIL_SIZE) ?? '…');
  const text = Math.max(textPixels(label, size), detail === undefined ? 0 : textPixels(detail, DETAIL_SIZE));
  const width = Math.ceil(Math.max(LEAST_WIDTH, text + 2 * PADDING + (hasMark(shape) ? MARK : 0)));
  return {
    ...shape,
    label,
    ...(detail === undefined ? {} : { detail }),
    width,
    height: detail === undefined ? 28 : 44,
  };
}

function hasMark({ kind, isCritical }: Look): boolean {
  return isCritical === true && kind !== 'asset';
}

function classes({ kind, isCritical, isOnCycle, isFocus }: Look): string {
  const marks = [isCritical === true && 'critical', isOnCycle === true && 'cycle', isFocus === true && 'focus'];
  return [kind, ...marks.filter((mark) => mark !== false)].map((name) => `tg-${name}`).join(' ');
}

/** Draws a shape around its centre. */
export function drawShape(shape: SizedShape, { x, y }: Point): Markup {
  const { id, node, title, label, detail, width, height, kind } = shape;
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  const rx = kind === 'asset' ? height / 2 : 5;
  const middle = round(x) + (hasMark(shape) ? MARK / 2 : 0);
  const [first, second] = detail === undefined ? [y, y] : [y - 8, y + 10];
  return markup`<g id="${id}" class="tg-node ${classes(shape)}"${node !== undefined && markup` data-node="${node}"`}>
<title>${title}</title>
${
  shape.isFocus === true &&
  markup`<rect class="tg-ring" x="${left - 5}" y="${top - 5}" width="${width + 10}" height="${height + 10}" rx="${rx + 5}"/>
`
}<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${rx}"/>
${
  hasMark(shape) &&
  markup`<path class="tg-mark" d="M${left + 9} ${round(y)}l4 -4 4 4 -4 4z"/>
`
}<text class="tg-label" x="${middle}" y="${round(first)}" aria-hidden="true">${label}</text>
${
  detail !== undefined &&
  markup`<text class="tg-detail" x="${middle}" y="${round(second)}" aria-hidden="true">${detail}</text>
`
}</g>
`;
}

/** Draws an arrow along its curve; `ends` are what scripts know its two ends by. */
export function drawConnection(
  connection: Connection,
  { curve, tip }: Layout['arrows'][number],
  ends: readonly (string | undefined)[],
): Markup {
  const [start, ...rest] = curve.map(({ x, y }) => `${round(x)} ${round(y)}`);
  const { id, title, label } = connection;
  const edge = ends.includes(undefined) ? null : ends.join(' ');
  const middle = label === undefined ? null : middleOf(curve);
  return markup`<g id="${id}" class="tg-edge ${classes(connection)}"${edge !== null && markup` data-edge="${edge}"`}>
<title>${title}</title>
<path class="tg-line" d="M${start ?? ''}C${rest.join(' ')}"/>
<path class="tg-head" d="${head(curve.at(-1) as Point, tip)}"/>
${
  middle !== null &&
  markup`<text class="tg-count" x="${round(middle.x)}" y="${round(middle.y)}" aria-hidden="true">${label ?? ''}</text>
`
}</g>
`;
}

/** A triangle from the end of the line to the tip. */
function head(end: Point, tip: Point): string {
  const [dx, dy] = [tip.x - end.x, tip.y - end.y];
  const side = (sign: number): string => `${round(end.x - dy * 0.45 * sign)} ${round(end.y + dx * 0.45 * sign)}`;
  return `M${side(1)}L${round(tip.x)} ${round(tip.y)}L${side(-1)}z`;
}

/** The middle of a curve of several Bézier pieces, about. */
function middleOf(curve: readonly Point[]): Point {
  const first = Math.floor((curve.length - 1) / 6) * 3;
  const weights = [1 / 8, 3 / 8, 3 / 8, 1 / 8];
  const sum = (of: (point: Point) => number): number =>
    weights.reduce((all, weight, index) => all + weight * of(curve[first + index] as Point), 0);
  return { x: sum(({ x }) => x), y: sum(({ y }) => y) };
}

/** Pixels to a tenth, so that the text stays short. */
function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
