/** The graph of a job in a page: a picture that can be made larger and smaller, in a box of its own. */
import { drawPicture, type GraphPicture } from '../graph-svg.js';
import { type Markup, markup } from '../markup.js';
import type { JobView } from './job-view.js';
import { note, scrollBox } from './section.js';

/** The picture, its legend, and buttons for who has a script; null stands for a graph that is not drawn. */
export async function graphPart({ id, title }: JobView, picture: GraphPicture | null): Promise<Markup> {
  if (picture === null) return note('The graph of this job is not drawn.');
  const { model, folded } = picture;
  const { body, width, height, notes } = await drawPicture(picture, id);
  return markup`<div class="above">
<p class="legend"><span class="key">${folded === null ? 'task' : 'tasks of a wave'}</span> <span class="key key-asset">asset</span>${notes.map((text) => markup` <span>${text}</span>`)}</p>
<p class="tools" hidden><button type="button" data-zoom="out" aria-label="Smaller">−</button><button type="button" data-zoom="in" aria-label="Larger">+</button><button type="button" data-zoom="fit">Whole</button></p>
</div>
${scrollBox(
  `Graph of ${title}`,
  markup`<svg data-marks="Tasks and assets" viewBox="-12 -12 ${width + 24} ${height + 24}" width="${width + 24}" height="${height + 24}" role="img" aria-label="${`Graph: ${model.tasks.length} tasks and ${model.assets.length} assets. The tables below tell who reads and writes what.`}">
${body}</svg>
`,
  'picture',
)}`;
}
