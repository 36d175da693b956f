/** Edits of jobs in texts of any form and in objects: what they change is what was asked for, and nothing else. */
import { expect } from 'chai';
import fc from 'fast-check';
import { editJob, JobEditError, type JobEditor } from '#src/build/index.js';
import { lint } from '#src/lint.js';
import type { AssetReference } from '#src/model/asset-reference.js';
import type { TextEdit } from '#src/parse/rewrite.js';
import { toLight, writeAtom, writeBatch } from '../helpers/encode-forms.js';
import { random, writeJson } from '../helpers/encode-json.js';
import { link } from '../helpers/encoding-house.js';
import { anyJob, plainJob } from '../helpers/jobs.js';

type Json = Readonly<Record<string, unknown>>;
type Write = (job: Json, next: () => number) => string;

const batch = (inline: number): Write => {
  const style = {
    forms: ['verbose', 'light', 'atom'],
    lineEnds: ['\r\n'],
    head: 'request',
    inlineTasks: inline,
  } as const;
  return (value, next) => writeBatch(value, style, next);
};
const FORMS: Readonly<Record<string, { readonly name: string; readonly write: Write; readonly isLimited?: true }>> = {
  'verbose JSON': { name: 'job.json', write: writeJson },
  'indented JSON': { name: 'job.json', write: (value) => JSON.stringify(value, null, 2) },
  'light JSON': { name: 'job.json', write: (value, next) => writeJson(toLight(value), next) },
  'JSON with comments': {
    name: 'job.jsonc',
    write: (value, next) => writeJson(value, next).replace(/[{,}](?=\s*"(?:Name|TaskBody)")/g, '$&/* "a": {, */'),
  },
  'a response': { name: 'job.json', write: (value, next) => writeJson({ d: { ...value, State: 3 } }, next) },
  'lines of JSON': { name: 'jobs.ndjson', write: (value) => `${JSON.stringify(value)}\r\n\r\n{"Tasks": []}\n` },
  Atom: { name: 'job.xml', write: writeAtom, isLimited: true },
  'a batch': { name: 'batch.txt', write: batch(0), isLimited: true },
  'a batch with tasks in the job': { name: 'batch.txt', write: batch(2), isLimited: true },
};

/** The oracle: a job of assets that are things, and tasks that read and write them. Numbers play no part. */
interface Model {
  /** Input assets by URI. */
  inputs: string[];
  tasks: { name: string | null; reads: string[]; writes: string[] }[];
  /** Names of the outputs that were given one, by the asset. */
  names: Map<string, string>;
}

const MENTION = /<(inputAsset|outputAsset)([^>]*)>\s*(Job(?:In|Out)putAsset)\((\d+)\)\s*</g;

interface Told {
  readonly inputs: readonly string[];
  readonly tasks: readonly {
    readonly name: unknown;
    readonly reads: readonly string[];
    readonly writes: readonly string[];
  }[];
  readonly names: ReadonlyMap<string, string>;
}

/** What a value says, by patterns and not by our own reader; assets are references. */
function readValue(value: Json): Told {
  const links = (value['InputMediaAssets@odata.bind'] ??
    ((value.InputMediaAssets ?? []) as readonly { __metadata: { uri: string } }[]).map(
      (one) => one.__metadata.uri,
    )) as string[];
  const names = new Map<string, string>();
  const tasks = ((value.Tasks ?? []) as readonly Json[]).map(({ Name, TaskBody }) => {
    const found = [...String(TaskBody).matchAll(MENTION)].map(([, side, attributes, kind, index]) => {
      const name = /assetName="([^"]*)"/.exec(attributes as string)?.[1];
      const text = `${kind}(${index})`;
      if (side === 'outputAsset' && name !== undefined && !names.has(text)) names.set(text, name);
      return { side, text };
    });
    const of = (wanted: string): string[] => found.filter(({ side }) => side === wanted).map(({ text }) => text);
    return { name: (Name ?? null) as string | null, reads: of('inputAsset'), writes: of('outputAsset') };
  });
  return { inputs: links, tasks, names };
}

/** The model with its assets named by where they first come: two are alike if they are the same but for numbers. */
function shape({ inputs, tasks, names }: Told): unknown {
  const order = new Map<string, string>();
  const known = (id: string): string => {
    const at = /^JobInputAsset\((\d+)\)$/.exec(id)?.[1];
    const uri = at === undefined ? undefined : inputs[Number(at)];
    if (uri !== undefined || inputs.includes(id)) return uri ?? id;
    if (!order.has(id)) order.set(id, `asset ${order.size}`);
    return order.get(id) as string;
  };
  const shown = tasks.map(({ name, reads, writes }) => ({ name, reads: reads.map(known), writes: writes.map(known) }));
  return { inputs, tasks: shown, names: [...names].map(([id, name]) => [known(id), name]).sort() };
}

/** An asset of the model for each reference of a value that says the same. */
function pairs(model: Model, told: Told): Map<string, string> {
  const found = new Map<string, string>();
  model.tasks.forEach(({ reads, writes }, position) => {
    for (const [at, id] of reads.entries()) found.set(id, told.tasks[position]?.reads[at] as string);
    for (const [at, id] of writes.entries()) found.set(id, told.tasks[position]?.writes[at] as string);
  });
  for (const [index, uri] of model.inputs.entries()) found.set(uri, `JobInputAsset(${index})`);
  return found;
}

interface Step {
  readonly what: number;
  readonly a: number;
  readonly b: number;
  readonly text: string;
}

/** Applies a step to the model, and says how it is asked of an editor; null for one that makes no sense here. */
function planStep(
  model: Model,
  { what, a, b, text }: Step,
  told: Told,
  count: number,
): ((editor: JobEditor) => JobEditor) | null {
  const { inputs, tasks, names } = model;
  const references = pairs(model, told);
  const at = <T>(list: readonly T[], pick: number): T => list[pick % list.length] as T;
  const written = [...new Set(tasks.flatMap(({ writes }) => writes))].filter((id) => !inputs.includes(id));
  const fresh = `new ${count}`;
  const position = tasks.length === 0 ? -1 : a % tasks.length;
  const own = tasks[position];
  const forget = (gone: readonly string[]): void => {
    for (const one of tasks) {
      one.reads = one.reads.filter((id) => !gone.includes(id));
      one.writes = one.writes.filter((id) => !gone.includes(id));
    }
    for (const id of gone) names.delete(id);
  };
  switch (what) {
    case 0: {
      const readable = [...inputs, ...written];
      const reads = readable.length === 0 ? [] : [...new Set([at(readable, a), at(readable, b)])];
      if (reads.length === 0) return null;
      const spot = b % (tasks.length + 1);
      tasks.splice(spot, 0, { name: text, reads, writes: [fresh] });
      names.set(fresh, `n${count}`);
      const spec = {
        name: text,
        processor: 'Media Encoder Standard',
        inputs: reads.map((id) => references.get(id) as string),
        outputs: [{ name: `n${count}`, encryption: 'None' as const }],
      };
      return (editor) => editor.addTask(spec, spot);
    }
    case 1: {
      if (own === undefined) return null;
      const others = tasks.filter((one) => one !== own).flatMap(({ writes }) => writes);
      tasks.splice(position, 1);
      forget(own.writes.filter((id) => !others.includes(id)));
      return (editor) => editor.removeTask(position);
    }
    case 2:
      if (own === undefined) return null;
      own.name = text;
      return (editor) => editor.renameTask(position, text);
    case 3: {
      if (own === undefined) return null;
      const to = b % tasks.length;
      tasks.splice(position, 1);
      tasks.splice(to, 0, own);
      return (editor) => editor.moveTask(position, to);
    }
    case 4: {
      const spot = a % (inputs.length + 1);
      inputs.splice(spot, 0, `https://media.example/${fresh}`);
      return (editor) => editor.addInput(`https://media.example/${fresh}`, spot);
    }
    case 5: {
      if (inputs.length === 0) return null;
      const spot = a % inputs.length;
      forget(inputs.splice(spot, 1));
      return (editor) => editor.removeInput(spot);
    }
    case 6: {
      if (inputs.length === 0) return null;
      const [from, to] = [a % inputs.length, b % inputs.length];
      inputs.splice(to, 0, ...inputs.splice(from, 1));
      return (editor) => editor.moveInput(from, to);
    }
    case 7:
      if (own === undefined) return null;
      own.writes.push(fresh);
      names.set(fresh, `n${count}`);
      return (editor) => editor.addOutput(position, { name: `n${count}`, encryption: 'None' });
    case 8: {
      if (written.length === 0) return null;
      const gone = at(written, a);
      forget([gone]);
      return (editor) => editor.removeOutput(references.get(gone) as string);
    }
    case 9: {
      if (written.length === 0) return null;
      const one = at(written, a);
      // The name stands where one of them writes it, and goes with that one.
      if (tasks.filter(({ writes }) => writes.includes(one)).length > 1) return null;
      names.set(one, `r${count}`);
      return (editor) => editor.renameOutput(references.get(one) as string, `r${count}`);
    }
    case 10: {
      const readable = [...inputs, ...written].filter((id) => own !== undefined && !own.reads.includes(id));
      if (own === undefined || readable.length === 0) return null;
      const one = at(readable, b);
      own.reads.push(one);
      return (editor) => editor.addRead(position, references.get(one) as string);
    }
    case 11: {
      if (own === undefined || own.reads.length === 0) return null;
      const one = at(own.reads, b);
      own.reads = own.reads.filter((id) => id !== one);
      return (editor) => editor.removeRead(position, references.get(one) as string);
    }
    default: {
      if (written.length === 0) return null;
      const [from, to] = [at(written, a), at(written, b)];
      return (editor) => editor.moveOutput(references.get(from) as string, references.get(to) as string);
    }
  }
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.nat(12),
  a: fc.noBias(fc.nat(999)),
  b: fc.noBias(fc.nat(999)),
  text: fc.constantFrom('Package', 'Thumbnails', '"Index" & <more>', '__proto__', 'Übersetzung'),
});

/** A text after edits, told by hand. */
function after(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  let made = '';
  for (const { start, end, text: put } of edits) {
    expect(start).to.be.at.least(at);
    expect(end).to.be.at.least(start);
    made += text.slice(at, start) + put;
    at = end;
  }
  return made + text.slice(at);
}

const valueOfJob = (value: unknown, form: string): Json => {
  if (form === 'a response') return (value as { d: Json }).d;
  return form === 'lines of JSON' ? ((value as Record<number, Json>)[0] as Json) : (value as Json);
};

/** Jobs without references to inputs that are not there, in which there is a number left for another output. */
const plainDraft = anyJob({ maxTasks: 6 }).map((spec): Json => {
  const inputs = Math.max(1, spec.inputs ?? 2);
  const meant = ({ kind, index }: AssetReference): AssetReference =>
    kind === 'JobInputAsset' ? { kind, index: index % inputs } : { kind, index: index % 1_000_000 };
  const tasks = spec.tasks.map(({ name, ...task }) => ({
    ...task,
    ...(name === undefined ? {} : { name: name.replace(/[^ -~]/g, '?') }),
    reads: task.reads.map(meant),
    writes: task.writes.map(meant),
  }));
  const InputMediaAssets = Array.from({ length: inputs }, (_, n) => link(n));
  return { Name: 'Sintel', ...plainJob({ inputs, tasks }), InputMediaAssets };
});

/** All steps one after the other, each held against the model. Gives how many were done. */
function run(
  editor: JobEditor,
  steps: readonly Step[],
  form: string,
  mayRefuse: boolean,
): { done: number; editor: JobEditor } {
  let now = editor;
  let done = 0;
  const start = readValue(valueOfJob(editor.value, form));
  const uriOf = (reference: string): string => {
    const index = /^JobInputAsset\((\d+)\)$/.exec(reference)?.[1];
    return (index === undefined ? undefined : start.inputs[Number(index)]) ?? reference;
  };
  let model: Model = {
    inputs: [...start.inputs],
    tasks: start.tasks.map(({ name, reads, writes }) => ({
      name: name as string | null,
      reads: reads.map(uriOf),
      writes: [...writes],
    })),
    names: new Map(start.names),
  };
  for (const [count, step] of steps.entries()) {
    const next: Model = structuredClone(model);
    const ask = planStep(next, step, readValue(valueOfJob(now.value, form)), count);
    if (ask === null) continue;
    try {
      now = ask(now);
    } catch (error) {
      if (!mayRefuse || !(error instanceof JobEditError)) throw error;
      expect(error.message).to.match(/not in this document|stands in the job itself|no list yet/);
      continue;
    }
    model = next;
    done += 1;
    expect(shape(readValue(valueOfJob(now.value, form)))).to.deep.equal(shape(model as Told));
  }
  return { done, editor: now };
}

describe('an edited job', () => {
  for (const [form, { name: fileName, write, isLimited = false }] of Object.entries(FORMS)) {
    it(`has the graph that was asked for, by changes of its text: ${form}`, () => {
      let total = 0;
      fc.assert(
        fc.property(plainDraft, fc.array(anyStep, { minLength: 1, maxLength: 6 }), fc.nat(), (value, steps, seed) => {
          const text = write(value, random(seed));
          const report = lint(text, { fileName });
          const { done, editor } = run(editJob(report), steps, form, isLimited);
          expect(after(text, editor.edits ?? [])).to.equal(editor.text);
          const again = lint(editor.text ?? '', { fileName });
          expect(JSON.stringify(again.document.value)).to.equal(JSON.stringify(editor.value));
          expect(again.diagnostics.filter(({ code }) => /syntax|encoding|duplicate-key/.test(code))).to.deep.equal([]);
          total += done;
        }),
        { numRuns: 80 },
      );
      expect(total).to.be.greaterThan(100);
    });
  }

  it('has the graph that was asked for, as an object', () => {
    fc.assert(
      fc.property(plainDraft, fc.array(anyStep, { minLength: 1, maxLength: 6 }), (value, steps) => {
        const before = JSON.stringify(value);
        const { editor } = run(editJob(lint(value)), steps, 'object', false);
        expect([editor.text, editor.edits]).to.deep.equal([null, null]);
        expect(JSON.stringify(value)).to.equal(before);
        expect(editor.report.diagnostics).to.deep.equal(lint(editor.value as object).diagnostics);
        const { editor: same } = run(editJob(lint(JSON.stringify(value))), steps, 'object', false);
        expect(JSON.stringify(same.value)).to.equal(JSON.stringify(editor.value));
      }),
      { numRuns: 80 },
    );
  });
});
