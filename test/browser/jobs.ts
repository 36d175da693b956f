/** Jobs for pages: small, layered, large, broken, and with names that want to be more than names; and the pages of them. */
import { readFileSync } from 'node:fs';
import { lint } from '#src/lint.js';
import type { PlanOptions } from '#src/plan/options.js';
import { type ExecutionPlan, plan } from '#src/plan/plan.js';
import { drawPlan } from '#src/render/formats.js';
import { xmlText } from '#src/render/xml-text.js';

const ROOT = new URL('../../../', import.meta.url);
const PROCESSOR = 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56';

/** A task by its name, what it reads and writes (`in:0`, `out:1`), and what it calls what it writes. */
type Row = readonly [name: string, reads: readonly string[], writes: readonly string[], priority?: number];

const reference = (asset: string): string =>
  `${asset.replace('in:', 'JobInputAsset(').replace('out:', 'JobOutputAsset(')})`;

/** A job as a document. */
export function jobOf(name: string, inputs: number, rows: readonly Row[]): object {
  return {
    Name: name,
    InputMediaAssets: Array.from({ length: inputs }, (_, index) => ({
      __metadata: { uri: `https://media.example/api/Assets('${index}')` },
    })),
    Tasks: rows.map(([task, reads, writes, priority = 0]) => ({
      Name: task,
      Priority: priority,
      MediaProcessorId: PROCESSOR,
      Configuration: 'H264 Single Bitrate 1080p',
      TaskBody: `<taskBody>${reads.map((asset) => `<inputAsset>${reference(asset)}</inputAsset>`).join('')}${writes
        .map(
          (asset) =>
            `<outputAsset assetCreationOptions="0" assetName="${xmlText(`${task} ${asset}`)}">${reference(asset)}</outputAsset>`,
        )
        .join('')}</taskBody>`,
    })),
  };
}

/** The job of the documentation. */
export const NIGHTLY: object = JSON.parse(readFileSync(new URL('docs/examples/nightly.json', ROOT), 'utf8'));
export const NIGHTLY_OPTIONS: PlanOptions = { units: 2, durations: { Encode: 40, Transcribe: 90 } };

const QUALITIES = ['2160p HEVC', '1080p H.264', '720p H.264', '540p H.264', '360p H.264', '240p H.264'];
const LANGUAGES = ['English', 'Deutsch', '日本語', 'العربية', 'Français'];
const at = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `out:${from + index}`);

/** Thirty tasks in seven waves. */
export const LAYERED: object = jobOf('Sintel, premiere', 2, [
  ['Ingest check', ['in:0'], ['out:0'], 20],
  ['Extract audio', ['in:1'], ['out:1'], 10],
  ...QUALITIES.map((quality, index): Row => [`Encode ${quality}`, ['out:0'], [`out:${2 + index}`], 10 - index]),
  ...LANGUAGES.map((language, index): Row => [`Mix audio ${language}`, ['out:1'], [`out:${8 + index}`], 5]),
  ...LANGUAGES.map((language, index): Row => [`Captions ${language}`, [`out:${8 + index}`], [`out:${13 + index}`], 3]),
  ['Storyboard', ['out:0'], ['out:18']],
  ['Thumbnails', ['out:4'], ['out:19']],
  ['Blur faces for the trailer', ['out:0'], ['out:20'], 2],
  ['Cut trailer', ['out:20', 'out:1'], ['out:21'], 4],
  ['Encode trailer 720p', ['out:21'], ['out:22'], 4],
  ['Package DASH', at(2, 16), ['out:23'], 30],
  ['Package HLS', at(3, 15), ['out:24'], 30],
  ['Package downloads', ['out:3', 'out:5'], ['out:25'], 1],
  ['Quality report', ['out:23', 'out:24'], ['out:26']],
  ['Search index', at(13, 6), ['out:27']],
  ['Choose poster', ['out:18', 'out:19'], ['out:28']],
  ['Publish manifest', ['out:22', ...at(25, 4)], ['out:29'], 50],
]);
export const LAYERED_OPTIONS: PlanOptions = {
  units: 4,
  durations: Object.fromEntries(Array.from({ length: 30 }, (_, task) => [task, 120 + ((task * 379) % 1500)])),
};

/** So many episodes of six tasks each. */
export function season(episodes: number): object {
  const rows = Array.from({ length: episodes }, (_, episode): Row[] => {
    const name = `Episode ${episode + 1}`;
    const [encode, captions, thumbnails, pack, report, index] = at(episode * 6, 6) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    return [
      [`${name}: encode`, [`in:${episode}`], [encode], episodes - episode],
      [`${name}: captions`, [`in:${episode}`], [captions]],
      [`${name}: thumbnails`, [encode], [thumbnails]],
      [`${name}: package`, [encode, captions], [pack], 10],
      [`${name}: report`, [pack], [report]],
      [`${name}: index`, [captions], [index]],
    ];
  });
  return jobOf('Season archive', episodes, rows.flat());
}

/** A cycle of three tasks, two that wait for it, and one that waits for nobody knows what. */
export const CYCLIC: object = jobOf('Sintel, broken', 1, [
  ['Ingest', ['in:0'], ['out:0']],
  ['Encode', ['out:0', 'out:3'], ['out:1']],
  ['Package', ['out:1'], ['out:2']],
  ['Verify', ['out:2'], ['out:3']],
  ['Thumbnails', ['out:1'], ['out:4']],
  ['Publish', ['out:4', 'out:7'], ['out:5'], 4],
]);

/** A job of which nobody knows the tasks. */
export const FROM_TEMPLATE: object = {
  Name: 'From a template',
  InputMediaAssets: [{ __metadata: { uri: "https://media.example/api/Assets('1')" } }],
  TemplateId: 'nb:jtid:UUID:ba5356eb-30ff-4dc6-9e5a-41e4223540e7',
};

/** Names that mean something to a page, a script, a style, an address, or to the direction of text. */
export const HOSTILE_NAMES: readonly string[] = [
  '</script><script>alert(1)</script>',
  '</style><style>*{display:none}</style>',
  '<!-- <script>',
  ']]><img src=x onerror=alert(2)>',
  'javascript:alert(3)',
  '"onmouseover="alert(4)" x="',
  "'onfocus='alert(5)' autofocus='",
  '&lt;b&gt; &amp;amp;',
  '{{constructor.constructor("alert(6)")()}} #{alert(7)}',
  '__proto__',
  'constructor',
  'line\nbreak\u2028\u0000\u001b[2J',
  'gnp.\u202eexe\u2066',
  'half \ud83c pair',
  'مهمة ترميز',
  '日本語のとても長いタスクの名前は切られる',
  '👩‍👩‍👧 family',
  'x'.repeat(4_000),
  'end; click x "y"; %%{init: {"theme":"dark"}}%%',
  'graph TD\n  A-->B',
];

/** A chain of tasks with such names. */
export const HOSTILE: object = jobOf(
  '</title></script></style><img src=x onerror=alert(8)>',
  1,
  HOSTILE_NAMES.map((name, task): Row => [name, [task === 0 ? 'in:0' : `out:${task - 1}`], [`out:${task}`], task % 3]),
);

/** What the command makes of a definition, with everything that it was made from. */
export async function pageOf(document: unknown, options: PlanOptions = {}, fileName = 'job.json') {
  const report = lint(JSON.stringify(document, null, 2), { fileName });
  const plans = report.jobs.map((job) => plan(job, options)).filter((one): one is ExecutionPlan => one !== null);
  return { report, plans, html: await drawPlan(report, plans, 'html', fileName) };
}
