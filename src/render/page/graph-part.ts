/** The graph of a job in a page. */
import { type Markup, markup } from '../markup.js';
import type { JobView } from './job-view.js';

/** The picture in a box of its own. */
export async function graphPart(view: JobView): Promise<Markup> {
  return markup`<p class="note">${view.title}</p>
`;
}
