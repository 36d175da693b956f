/** Edits of the assets of a job, each as changes of its text. */
import type { Edit } from '../diagnostics/diagnostic.js';
import { type AssetReference, formatReference } from '../model/asset-reference.js';
import type { Task } from '../model/job.js';
import type { AssetMention, TaskBody } from '../model/task-body.js';
import type { TextEdit } from '../parse/rewrite.js';
import { escapeAttribute } from '../parse/xml/escape.js';
import { scanTag } from '../parse/xml/tag-scanner.js';
import { blanksBefore } from '../text/span.js';
import { existing, nextOutput, referenceOf } from './edit-tasks.js';
import { inBody, type JobText, rewritten, taskAt, tasksOf, xmlOf } from './job-text.js';
import { insertItem, moveItem, removeItem, type TextList } from './list-edits.js';
import { elementSpan, isReadable, moved, renumber, without, withRoomFor } from './renumber.js';
import { type Fail, type OutputSpec, outputElement } from './task-spec.js';

/** Adds an input by its URI. */
export function addInput(job: JobText, uri: string, at: number | undefined, fail: Fail): readonly TextEdit[] {
  if (typeof uri !== 'string' || uri === '') fail('expected the URI of an asset');
  const count = inputCountOf(job, fail);
  const index = at ?? count;
  if (!(Number.isInteger(index) && index >= 0 && index <= count))
    fail(`there is no place ${index} among ${count} inputs`);
  const { list, start } = inputListAt(job, index, true, fail);
  const isLight = list.path.at(-1) === LIGHT;
  const room = withRoomFor({ kind: 'JobInputAsset', index });
  const value = isLight ? uri : { __metadata: { uri } };
  return [insertItem(job, list, index - start, value, fail), ...renumber(job, tasksOf(job, fail), room, fail)];
}

/** Removes an input and all reads of it. */
export function removeInput(job: JobText, index: number, fail: Fail): readonly TextEdit[] {
  const { list, start } = inputListAt(job, index, false, fail);
  const rest = without([{ kind: 'JobInputAsset', index }]);
  return [removeItem(job, list, index - start), ...renumber(job, tasksOf(job, fail), rest, fail)];
}

/** Gives an input another number. */
export function moveInput(job: JobText, from: number, to: number, fail: Fail): readonly TextEdit[] {
  const { list, start } = inputListAt(job, from, false, fail);
  if (inputListAt(job, to, false, fail).start !== start)
    fail('the inputs stand in two lists, and these in different ones');
  if (from === to) return [];
  const renumbering = moved({ kind: 'JobInputAsset', index: from }, to);
  return [
    ...moveItem(job, list, from - start, to - start, fail),
    ...renumber(job, tasksOf(job, fail), renumbering, fail),
  ];
}

/** Adds an output to a task. */
export function addOutput(job: JobText, position: number, output: OutputSpec, fail: Fail): readonly TextEdit[] {
  const task = taskAt(job, position, fail);
  const body = bodyOf(task, fail);
  const element = outputElement(output, nextOutput(tasksOf(job, fail)), fail);
  return rewritten(job, [addMention(job, task, body.outputs.at(-1) ?? body.inputs.at(-1), element, fail)], fail);
}

/** Removes an output from all tasks. */
export function removeOutput(job: JobText, asset: string, fail: Fail): readonly TextEdit[] {
  return renumber(job, tasksOf(job, fail), without([outputOf(job, asset, fail)]), fail);
}

/** Gives an output another number. */
export function moveOutput(job: JobText, from: string, to: string, fail: Fail): readonly TextEdit[] {
  const renumbering = moved(outputOf(job, from, fail), outputOf(job, to, fail).index);
  return renumber(job, tasksOf(job, fail), renumbering, fail);
}

/** Names an output where it is mentioned first, which is what counts. */
export function renameOutput(job: JobText, asset: string, to: string, fail: Fail): readonly TextEdit[] {
  if (typeof to !== 'string') fail('expected a name');
  const { index } = outputOf(job, asset, fail);
  for (const task of tasksOf(job, fail)) {
    const mention = task.body?.outputs.find(
      ({ reference }) => reference?.kind === 'JobOutputAsset' && reference.index === index,
    );
    if (mention !== undefined) return rewritten(job, [nameEdit(xmlOf(job, task), task, mention, to)], fail);
  }
  return [];
}

/** Has a task read an asset. */
export function addRead(job: JobText, position: number, asset: string, fail: Fail): readonly TextEdit[] {
  const task = taskAt(job, position, fail);
  const body = bodyOf(task, fail);
  const text = formatReference(existing(job, asset, fail));
  if (mentionsOf(body.inputs, text).length > 0) fail(`${task.label} reads it already`);
  const element = `<inputAsset>${text}</inputAsset>`;
  return rewritten(job, [addMention(job, task, body.inputs.at(-1), element, fail)], fail);
}

/** Has a task no longer read an asset. */
export function removeRead(job: JobText, position: number, asset: string, fail: Fail): readonly TextEdit[] {
  const task = taskAt(job, position, fail);
  const mentions = mentionsOf(bodyOf(task, fail).inputs, formatReference(referenceOf(asset, fail)));
  if (mentions.length === 0) fail(`${task.label} does not read it`);
  const xml = xmlOf(job, task);
  return rewritten(
    job,
    mentions.map((mention) => inBody(task.bodyPath, elementSpan(xml, mention), '')),
    fail,
  );
}

const LIGHT = 'InputMediaAssets@odata.bind';

function inputCountOf({ job }: JobText, fail: Fail): number {
  return job.inputCount ?? fail('the inputs of the job are not in this document');
}

/** The list that has an input, and the number of its first; for a new one, that of the one before it. */
function inputListAt(job: JobText, index: number, isNew: boolean, fail: Fail): { list: TextList; start: number } {
  const count = inputCountOf(job, fail);
  if (!isNew && !(Number.isInteger(index) && index >= 0 && index < count)) {
    fail(`there is no input ${index}; the job has ${count}`);
  }
  let start = 0;
  for (const list of job.job.inputLists) {
    if (index < start + list.count + (isNew ? 1 : 0)) return { list, start };
    start += list.count;
  }
  return fail('the inputs of the job are not in this document');
}

function outputOf(job: JobText, asset: string, fail: Fail): AssetReference {
  const reference = existing(job, asset, fail);
  return reference.kind === 'JobOutputAsset' ? reference : fail(`${formatReference(reference)} is no output`);
}

function bodyOf({ body, label }: Task, fail: Fail): TaskBody {
  if (body === null || !isReadable(body)) return fail(`${label} has a TaskBody that cannot be read: mend it first`);
  return body;
}

function mentionsOf(mentions: readonly AssetMention[], asset: string): readonly AssetMention[] {
  return mentions.filter(({ reference }) => reference !== null && formatReference(reference) === asset);
}

/** Puts an element behind that of a mention, laid out as that; in front of all others where there is none. */
function addMention(job: JobText, task: Task, before: AssetMention | undefined, element: string, fail: Fail): Edit {
  const xml = xmlOf(job, task);
  if (before !== undefined) {
    const { start, end } = before.element;
    return inBody(task.bodyPath, { start: end, end }, blanksBefore(xml, start) + element);
  }
  const first = task.body?.outputs[0];
  if (first !== undefined) {
    const { start } = first.element;
    return inBody(task.bodyPath, { start, end: start }, element + blanksBefore(xml, start));
  }
  const end = xml.indexOf('>', task.body?.rootName?.end ?? xml.length) + 1;
  if (end === 0 || xml[end - 2] === '/') return fail(`${task.label} has an empty TaskBody: write one first`);
  return inBody(task.bodyPath, { start: end, end }, element);
}

function nameEdit(xml: string, { bodyPath }: Task, { element, elementName }: AssetMention, to: string): Edit {
  const { attributes } = scanTag(xml, element.start);
  const given = attributes.find(({ name }) => name === 'assetName' || name === 'AssetName');
  const value = escapeAttribute(to);
  if (given?.valueSpan) return inBody(bodyPath, given.valueSpan, value);
  const { end } = elementName;
  return inBody(bodyPath, { start: end, end }, ` assetName="${value}"`);
}
