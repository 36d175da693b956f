/** The assets of a job as a table: who writes and reads them, and from when until when they are needed. */

import { excerpt } from '../../diagnostics/diagnostic.js';
import { neighbours } from '../../graph/adjacency.js';
import { peakOfIntermediates } from '../../plan/lifetimes.js';
import type { ExecutionPlan, PlannedAsset } from '../../plan/plan.js';
import { joined, type Markup, markup } from '../markup.js';
import { timeText } from '../time-text.js';
import { assetLink, type JobView, links, taskLink } from './job-view.js';
import { dataTable, note } from './section.js';

const SPAN = 120;

/** Assets by number, and how many intermediate ones exist at once. */
export function assetTable(view: JobView): Markup {
  const { plan, listedAssets, title } = view;
  const columns = ['Asset', 'Name', 'Written by', 'Read by'];
  const rows = [...listedAssets].map((asset) => row(view, asset));
  const table = dataTable(
    `Assets of ${title}`,
    plan === null ? columns : [...columns, '#From', '#Until', 'Lifetime'],
    rows,
  );
  return joined(plan === null ? [table] : [peakNote(plan), table]);
}

function peakNote(plan: ExecutionPlan): Markup {
  const { assets, at } = peakOfIntermediates(plan.assets);
  if (assets === 0) return note('No asset is both written and read here.');
  const many = assets === 1 ? 'one intermediate asset is' : `${assets} intermediate assets are`;
  return note(`At most ${many} needed at a time, first at ${timeText(at)}. One that nobody reads is a result.`);
}

function row(view: JobView, asset: number): Markup {
  const { graph, model, plan, plannedAssets, id } = view;
  const { kind } = graph.assets[asset] ?? { kind: 'JobOutputAsset' };
  const tasks = (list: typeof graph.readers, none: string): Markup =>
    links([...neighbours(list, asset)], (task) => taskLink(view, task), none);
  const name = model.assets[asset]?.name ?? '';
  return markup`<tr id="${id}a${asset}" data-node="a${asset}"><th scope="row">${assetLink(view, asset)}</th>
<td><bdi>${excerpt(name, 80)}</bdi></td>
<td class="list">${tasks(graph.writers, kind === 'JobInputAsset' ? 'the job' : 'nobody')}</td><td class="list">${tasks(graph.readers, 'nobody')}</td>
${plan !== null && lifetime(plannedAssets.get(asset), plan)}</tr>
`;
}

/** From when until when, as times and as a bar. An asset outside the planned part has no times. */
function lifetime(asset: PlannedAsset | undefined, plan: ExecutionPlan): Markup {
  if (asset === undefined) return markup`<td></td><td></td><td></td>`;
  const { availableAt, lastUsedAt } = asset;
  const from = availableAt === null ? 'never' : timeText(availableAt);
  return markup`<td class="number">${from}</td><td class="number">${lastUsedAt === null ? '' : timeText(lastUsedAt)}</td>
<td>${availableAt !== null && bar(availableAt, lastUsedAt, plan.makespan)}</td>`;
}

/** Open at its end where nobody reads the asset: it stays. */
function bar(from: number, until: number | null, makespan: number): Markup {
  const x = (time: number): number => (makespan > 0 ? Math.round((time / makespan) * SPAN * 10) / 10 : 0);
  const width = Math.max(2, x(until ?? makespan) - x(from));
  return markup`<svg class="lifetime" viewBox="0 0 ${SPAN} 10" width="${SPAN}" height="10" aria-hidden="true"><rect class="track" y="4" width="${SPAN}" height="2"/><rect class="${until === null ? 'result' : 'needed'}" x="${Math.min(x(from), SPAN - 2)}" y="1" width="${width}" height="8" rx="2"/></svg>`;
}
