/** Suggested priorities, entered in a text of any form: the job is then as fast as promised, and nothing else has changed. */
import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import type { Job } from '#src/model/job.js';
import { plan } from '#src/plan/plan.js';
import { suggest } from '#src/plan/suggest.js';
import { writePriorities } from '#src/write-priorities.js';
import { toLight, writeAtom, writeBatch } from './helpers/encode-forms.js';
import { random, writeJson } from './helpers/encode-json.js';
import { job as encodingJob, task as encodingTask } from './helpers/encoding-house.js';
import { acyclicJob, plainJob } from './helpers/jobs.js';

type Json = Readonly<Record<string, unknown>>;

const NAMES = ['Encode', 'Package', '"Index" & <Thumbnails>', '__proto__', '0', 'Übersetzung'];

/** A job whose tasks say their Priority in any way, or not at all. */
const anyJob: fc.Arbitrary<Json> = fc
  .tuple(acyclicJob({ maxTasks: 8 }), fc.array(fc.nat(11), { minLength: 8, maxLength: 8 }))
  .map(([{ tasks }, ways]) => {
    const plain = plainJob({ inputs: 4, tasks });
    return {
      ...plain,
      Tasks: plain.Tasks.map((task, at) => {
        const { Name, Priority = at % 3, ...rest } = task as Json;
        const way = ways[at] as number;
        const named = way % 2 === 0 ? {} : { Name: NAMES[way % NAMES.length] };
        if (way < 4) return { ...named, ...rest };
        if (way === 4) return { ...named, Priority: null, ...rest };
        if (way === 5) return { ...rest, Priority: String(Priority) };
        return way % 3 === 0 ? { Priority, ...named, ...rest } : { ...named, ...rest, Priority };
      }),
    };
  });

const FORMS: Readonly<
  Record<string, { readonly name: string; readonly write: (job: Json, next: () => number) => string }>
> = {
  'verbose JSON': { name: 'job.json', write: writeJson },
  'light JSON': { name: 'job.json', write: (job, next) => writeJson(toLight(job), next) },
  'JSON with comments': {
    name: 'job.jsonc',
    write: (job, next) => writeJson(job, next).replace(/[{,}](?=\s*"(?:Name|TaskBody|Priority)")/g, '$&/* "a": {, */'),
  },
  'a response': { name: 'job.json', write: (job, next) => writeJson({ d: { ...job, State: 3 } }, next) },
  'lines of JSON': {
    name: 'jobs.ndjson',
    write: (job) => `${JSON.stringify(job)}\r\n\r\n${JSON.stringify(job)}\n`,
  },
  Atom: { name: 'job.xml', write: writeAtom },
  'a batch': {
    name: 'batch.txt',
    write: (job, next) => {
      const inlineTasks = Math.floor(next() * 3);
      const style = { forms: ['verbose', 'light', 'atom'], lineEnds: ['\r\n'], head: 'request', inlineTasks } as const;
      return writeBatch(job, style, next);
    },
  },
};

/** Everything that a text says but for the priorities of tasks. */
function withoutPriorities(text: string, fileName: string): unknown {
  const { value } = lint(text, { fileName }).document;
  return JSON.parse(JSON.stringify(value, (key, item) => (key === 'Priority' ? undefined : item)));
}

describe('entered priorities', () => {
  for (const [form, { name: fileName, write }] of Object.entries(FORMS)) {
    it(`make the job as fast as promised: ${form}`, () => {
      let written = 0;
      fc.assert(
        fc.property(anyJob, fc.nat(), fc.integer({ min: 2, max: 3 }), (job, seed, units) => {
          const next = random(seed);
          const text = write(job, next);
          const options = (one: Job | undefined) => ({
            units,
            durations: Object.fromEntries((one?.tasks ?? []).map((_, at) => [at, 1 + ((seed >> at) % 9)])),
          });
          const before = lint(text, { fileName });
          expect(before.jobs.length).to.be.at.least(1);
          const advice = before.jobs.map((one) => suggest(one, options(one)));
          const wanted = before.jobs.flatMap((one, index) =>
            (advice[index]?.changes ?? []).map(({ task, suggested }) => ({ job: one, task, priority: suggested })),
          );
          const made = writePriorities(before.document, wanted);
          expect(made.left).to.deep.equal([]);
          expect(made.edits.length).to.equal(wanted.length);
          const after = lint(made.text ?? '', { fileName });
          expect(after.jobs.map((one) => plan(one, options(one))?.makespan)).to.deep.equal(
            advice.map((one) => one?.makespan),
          );
          for (const severity of ['error', 'warning', 'info'] as const) {
            expect(after.counts[severity], severity).to.be.at.most(before.counts[severity]);
          }
          expect(withoutPriorities(made.text ?? '', fileName)).to.deep.equal(withoutPriorities(text, fileName));
          written += wanted.length;
        }),
        { numRuns: 60 },
      );
      expect(written).to.be.at.least(5);
    });
  }

  /** What comes of a Priority 7 for the first task. */
  function entered(text: string, fileName = 'job.json'): string | null {
    const { document, jobs } = lint(text, { fileName });
    return writePriorities(document, [{ job: jobs[0] as Job, task: 0, priority: 7 }]).text;
  }

  it('look like what stands beside them', () => {
    const one = encodingJob([encodingTask('Encode', ['in:0'], ['out:0'])]);
    const compact = JSON.stringify(one);
    expect(entered(compact)).to.equal(compact.replace(',"TaskBody"', ',"Priority":7,"TaskBody"'));
    for (const indent of [2, '\t']) {
      const pretty = JSON.stringify(one, null, indent);
      const gap = /\n\s*(?="TaskBody")/.exec(pretty)?.[0];
      expect(entered(pretty)).to.equal(pretty.replace(`${gap}"TaskBody"`, `${gap}"Priority": 7,${gap}"TaskBody"`));
      const windows = pretty.replaceAll('\n', '\r\n');
      expect(entered(windows)).to.equal(entered(pretty)?.replaceAll('\n', '\r\n'));
    }
    expect(entered('{ "TaskBody": "" }')).to.equal('{ "TaskBody": "", "Priority": 7 }');
    expect(entered('{"TaskBody":""}')).to.equal('{"TaskBody":"","Priority":7}');
    expect(entered('{"Tasks":[{}]}')).to.equal('{"Tasks":[{"Priority": 7}]}');
  });

  it('take the place of what is there, however it is written', () => {
    for (const old of ['3', '"3"', 'null', '-2147483648']) {
      const text = `{"Tasks":[{"Priority" : ${old} ,"TaskBody":""}]}`;
      expect(entered(text)).to.equal(text.replace(old, '7'));
    }
    expect(entered('{"TaskBody":"","priority":3}')).to.equal('{"TaskBody":"","priority":7}');
    expect(entered('{"Priority":1,"TaskBody":"","Priority":2}')).to.equal('{"Priority":1,"TaskBody":"","Priority":7}');
  });

  it('keep comments where they stand', () => {
    const text =
      '{ // the nightly job\n  "Tasks": [{\n    /* ours */ "Name": "Encode", // yes\n    // next\n    "TaskBody": "", }] }';
    expect(entered(text, 'job.jsonc')).to.equal(text.replace('"",', '"",\n    "Priority": 7,'));
  });

  it('in Atom bear the prefixes of the entry', () => {
    const entry = (own: string): string =>
      `<entry xmlns="http://www.w3.org/2005/Atom" xmlns:x="http://schemas.microsoft.com/ado/2007/08/dataservices" xmlns:y="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata"><content><y:properties>\n  <x:Name>Encode</x:Name>\n  <x:TaskBody/>${own}\n</y:properties></content></entry>`;
    expect(entered(entry(''))).to.equal(entry('\n  <x:Priority y:type="Edm.Int32">7</x:Priority>'));
    const none = entry('<x:Priority y:null="true" y:type="Edm.Int32"/>');
    expect(entered(none)).to.equal(entry('<x:Priority y:type="Edm.Int32">7</x:Priority>'));
  });

  it('are nothing for what has no Priority', () => {
    for (const text of [
      '<taskBody/>',
      '<jobTemplate><taskBody/></jobTemplate>',
      '{"JobTemplateBody":"<jobTemplate><taskBody/></jobTemplate>"}',
      '{"Tasks":[7]}',
      '{"Tasks":[{"TaskBody":"","Priority":"high"}]}',
    ]) {
      const { document, jobs } = lint(text);
      const { text: after, edits, left } = writePriorities(document, [{ job: jobs[0] as Job, task: 0, priority: 7 }]);
      expect([after, edits.length, left.length], text).to.deep.equal([text, 0, 1]);
    }
    const { document, jobs } = lint({ Tasks: [{ TaskBody: '' }] });
    expect(writePriorities(document, [{ job: jobs[0] as Job, task: 0, priority: 7 }]).text).to.equal(null);
  });
});
