/** An encoding house's definitions, in good order and broken in every way that a code stands for. */

export const ENCODER = 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56';
export const TEMPLATE = 'nb:jtid:UUID:15e6e5e6-ac85-084e-9dc2-db3645fbf0aa';
export const TASK_TEMPLATE = 'nb:ttid:UUID:0f6c2d1e-5b7a-4e0c-9a53-6d1f8b2e4c90';
export const ENDPOINT = 'nb:nepid:UUID:36e510df-8560-4bae-a698-87723f677e98';
export const CONTENT_KEY = 'nb:kid:UUID:b9a6f1f5-7b5c-4a0f-9f0e-4a0d4d0c6e51';

/** `in0 in1 > out2` and the like as the XML of a TaskBody. */
export function xml(mentions: string): string {
  const [inputs = '', outputs = ''] = mentions.split('>');
  const elements = (list: string, name: string): string =>
    [...list.matchAll(/(in|out)(\d+)/g)]
      .map(([, kind, index]) => {
        const options = name === 'outputAsset' ? ' assetCreationOptions="0"' : '';
        return `<${name}${options}>Job${kind === 'in' ? 'Input' : 'Output'}Asset(${index})</${name}>`;
      })
      .join('');
  return `<taskBody>${elements(inputs, 'inputAsset')}${elements(outputs, 'outputAsset')}</taskBody>`;
}

export function task(name: string, body: string, more: object = {}): object {
  return { Name: name, MediaProcessorId: ENCODER, TaskBody: body.startsWith('<') ? body : xml(body), ...more };
}

export function job(tasks: readonly unknown[], more: object = {}): Readonly<Record<string, unknown>> {
  return { Name: 'Sintel, nightly', InputMediaAssets: [{}], Tasks: tasks, ...more };
}

/** Encode, then package and make thumbnails: nothing is wrong with it. */
export const NIGHTLY = job([
  task(
    'Encode',
    '<taskBody><inputAsset>JobInputAsset(0)</inputAsset><outputAsset assetCreationOptions="0" assetName="Sintel, renditions">JobOutputAsset(0)</outputAsset></taskBody>',
    { Priority: 10 },
  ),
  task('Package', 'out0 > out1'),
  task('Thumbnails', 'in0 out0 > out2', { Name: null }),
]);

/** A template of one task: nothing is wrong with it. */
export const NIGHTLY_TEMPLATE = {
  Name: 'Nightly renditions',
  TemplateType: 1,
  JobTemplateBody: `<jobTemplate>${xml('in0 > out0').replace('>', ` taskTemplateId="${TASK_TEMPLATE}">`)}</jobTemplate>`,
  TaskTemplates: [{ Id: TASK_TEMPLATE, Name: 'Encode', NumberofInputAssets: 1, NumberofOutputAssets: 1 }],
} as const;

/** Encode waits for thumbnails that are made of what it writes. */
export const CIRCLE = job([
  task('Encode', 'in0 out2 > out0'),
  task('Package', 'out0 > out1'),
  task('Thumbnails', 'out1 > out2'),
]);

const FAULTY_TASKS = [
  task(
    'Ingest',
    '<taskBody><inputAsset> JobInputAsset(0) </inputAsset><outputAsset assetCreationOptions="0">joboutputasset(0)</outputAsset></taskBody>',
    {
      Priority: 1,
      Configuration: 7,
      Options: 8,
      Progres: 50,
    },
  ),
  task('Encode', 'out0 > out1 in0', { Priority: '40', MediaProcessorId: 'Media Encoder Standard' }),
  task('Encode again', 'in7 > out1', { Priority: 4294967296, InitializationVector: 'A'.repeat(4001) }),
  task(
    'Package',
    '<taskBody><inputAsset>JobOutputAsset(9)</inputAsset><outputAsset assetTitle="x">JobOutputAsset</outputAsset></taskBody>',
  ),
  task(
    'Thumbnails',
    '<taskBody><inputAsset>JobOutputAsset(1)</inputassets><outputAsset assetCreationOptions="0">JobOutputAsset(4)</outputAsset></taskBody>',
  ),
  task('Index', '<taskBody><thumbnail/></taskBody>'),
  { TaskBody: '<body/>' },
  'Encode',
];

/** Files of a folder `jobs`: together they have every code. */
export const FAULTY_FILES: Readonly<Record<string, string | Uint8Array>> = {
  'jobs/faulty.json': JSON.stringify(job(FAULTY_TASKS, { Name: ['Sintel'] }), null, 2),
  'jobs/circle.json': JSON.stringify(CIRCLE),
  'jobs/crowded.json': JSON.stringify(
    job(Array.from({ length: 31 }, (_, index) => task(`Encode ${index}`, `in0 > out${index}`))),
  ),
  'jobs/empty.json': JSON.stringify(job([])),
  'jobs/broken.json': '{"Name": "Sintel" "InputMediaAssets": [{}], "Tasks": []}',
  'jobs/batch.txt': `--batch_1\nContent-Type: text/plain\n\nPOST /api/Jobs HTTP/1.1\n\n${JSON.stringify(NIGHTLY)}\n--batch_1--\n`,
  'jobs/deep.json': `{"Tasks": ${'['.repeat(400)}${']'.repeat(400)}}`,
  'jobs/latin.json': Uint8Array.from(JSON.stringify(job([task('Vignettes animées', 'in0 > out0')])), (unit) =>
    unit.charCodeAt(0),
  ),
  'jobs/bare.xml': xml('in0 > out0'),
  'jobs/doctype.xml': `<!DOCTYPE taskBody>${xml('in0 > out0')}`,
  'jobs/nightly.json': JSON.stringify([NIGHTLY, NIGHTLY]),
  'jobs/sizes.json': '{"thumbnails": [320, 640]}',
};
