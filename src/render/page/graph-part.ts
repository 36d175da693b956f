/** The graph of a job in a page: a picture that can be made larger and smaller, in a box of its own. */
import { drawGraphModel } from '../graph-svg.js';
import { type Markup, markup } from '../markup.js';
import type { JobView } from './job-view.js';
import { note, scrollBox } from './section.js';

/** Tasks, assets and arrows that are laid out in seconds, and that a browser still moves through. */
const MAX_PARTS = 4_000;

/** The picture, its legend, and buttons for who has a script. */
export async function graphPart({ id, title, model }: JobView): Promise<Markup> {
  const parts = model.tasks.length + model.assets.length + model.edges.length;
  if (parts > MAX_PARTS) return note('The graph is too large to draw.');
  const { body, width, height } = await drawGraphModel(model, id);
  const isCyclic = model.tasks.some(({ isOnCycle }) => isOnCycle);
  const isCritical = model.tasks.some((task) => task.isCritical);
  return markup`<div class="above">
<p class="legend"><span class="key">task</span> <span class="key key-asset">asset</span>${isCritical && markup` <span class="key key-critical">critical path</span>`}${isCyclic && markup` <span class="key key-cycle">on a cycle</span>`}</p>
<p class="tools" hidden><button type="button" data-zoom="out" aria-label="Smaller">−</button><button type="button" data-zoom="in" aria-label="Larger">+</button><button type="button" data-zoom="fit">Whole</button></p>
</div>
${scrollBox(
  `Graph of ${title}`,
  markup`<svg data-marks="Tasks and assets" viewBox="-12 -12 ${width + 24} ${height + 24}" width="${width + 24}" height="${height + 24}" role="img" aria-label="${`Graph: ${model.tasks.length} tasks and ${model.assets.length} assets. The tables below tell who reads and writes what.`}">
${body}</svg>
`,
  'picture',
)}${isCyclic && note('Dashed lines: these tasks wait for each other, so that none of them can run.')}`;
}
