/** The tasks and assets of a job for the script of a page. */
import { excerpt } from '../../diagnostics/diagnostic.js';
import { oneLine } from '../../diagnostics/messages.js';
import { neighbours } from '../../graph/adjacency.js';
import { processorName } from '../../model/processors.js';
import { isProtected } from '../../model/task-settings.js';
import { taskName } from '../label.js';
import { timeText } from '../time-text.js';
import { type JobView, waveOf } from './job-view.js';
import type { PageNode } from './page-data.js';

/** Of what is said in the details, at most so many characters. */
const FACT_LENGTH = 160;
/** Neighbours of one node. */
const MAX_NEIGHBOURS = 200;

/** Every task and asset that has a row, by its id. */
export function nodeData(view: JobView): Readonly<Record<string, PageNode>> {
  const nodes: Record<string, PageNode> = {};
  for (const task of view.listedTasks) nodes[`t${task}`] = taskNode(view, task);
  for (const asset of view.listedAssets) nodes[`a${asset}`] = assetNode(view, asset);
  return nodes;
}

function taskNode(view: JobView, task: number): PageNode {
  const { graph, listedAssets, tasks } = view;
  const assets = (list: typeof graph.reads): string[] =>
    ids(
      'a',
      [...neighbours(list, task)].filter((asset) => listedAssets.has(asset)),
    );
  return {
    name: taskName({ task, name: tasks[task]?.name ?? null }),
    facts: [['Task', String(task)], ...timeFacts(view, task), ...settingFacts(view, task)],
    before: assets(graph.reads),
    after: assets(graph.writes),
  };
}

type Facts = (readonly [string, string])[];

function timeFacts(view: JobView, task: number): Facts {
  const { planned, tasks, onCycle } = view;
  const wave = waveOf(view, task);
  const facts: Facts = [];
  const one = planned.get(task);
  if (one !== undefined) {
    facts.push(
      ['Runs', `${timeText(one.start)} to ${timeText(one.finish)}`],
      ['Duration', timeText(one.duration)],
      ['Unit', String(one.unit)],
      ['Slack', one.critical ? 'none: critical' : timeText(one.slack)],
    );
  }
  facts.push(['Priority', String(tasks[task]?.priority ?? 0)]);
  facts.push(['Wave', wave === null ? `none: ${onCycle.has(task) ? 'on' : 'behind'} a cycle` : String(wave)]);
  return facts;
}

function settingFacts({ tasks }: JobView, task: number): Facts {
  const settings = tasks[task]?.settings ?? null;
  if (settings === null) return [];
  const { processorId: id, configuration } = settings;
  const facts: Facts = [];
  if (id !== '') facts.push(['Processor', processorName(id) ?? text(id)]);
  if (isProtected(settings) === true) facts.push(['Configuration', 'encrypted']);
  else if (configuration !== '') facts.push(['Configuration', text(configuration)]);
  return facts;
}

function assetNode(view: JobView, asset: number): PageNode {
  const { graph, model, plannedAssets, plan, listedTasks } = view;
  const { asset: reference, name } = model.assets[asset] ?? { asset: '', name: null };
  const facts: Facts = name === null || name === '' ? [] : [['Name', text(name)]];
  const one = plannedAssets.get(asset);
  if (one !== undefined) {
    facts.push(['From', one.availableAt === null ? 'never: nobody writes it' : timeText(one.availableAt)]);
    facts.push(['Until', one.lastUsedAt === null ? 'nobody reads it' : timeText(one.lastUsedAt)]);
  } else if (plan !== null) facts.push(['Planned', 'no']);
  const tasks = (list: typeof graph.readers): string[] =>
    ids(
      't',
      [...neighbours(list, asset)].filter((task) => listedTasks.has(task)),
    );
  return { name: reference, facts, before: tasks(graph.writers), after: tasks(graph.readers) };
}

function ids(kind: 'a' | 't', numbers: readonly number[]): string[] {
  return numbers.slice(0, MAX_NEIGHBOURS).map((number) => `${kind}${number}`);
}

function text(value: string): string {
  return oneLine(excerpt(value, FACT_LENGTH));
}
