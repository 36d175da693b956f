/** Definitions of an encoding house, for tests that need one and do not care which. */

export const PROCESSOR = 'nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56';

/** A link to an input asset, in verbose JSON. */
export const link = (n = 0): object => ({
  __metadata: { uri: `https://media.example/api/Assets('nb%3Acid%3AUUID%3A${n}')` },
});

/** A TaskBody that reads and writes assets, given as `in:0`, `out:1`. */
export function body(reads: readonly string[], writes: readonly string[]): string {
  const text = (asset: string): string =>
    asset.replace('in:', 'JobInputAsset(').replace('out:', 'JobOutputAsset(').concat(')');
  const inputs = reads.map((asset) => `<inputAsset>${text(asset)}</inputAsset>`);
  const outputs = writes.map((asset) => `<outputAsset assetCreationOptions="0">${text(asset)}</outputAsset>`);
  return `<taskBody>${inputs.join('')}${outputs.join('')}</taskBody>`;
}

/** A task by name, with what it reads and writes. */
export function task(name: string, reads: readonly string[], writes: readonly string[], more: object = {}): object {
  return { Name: name, MediaProcessorId: PROCESSOR, TaskBody: body(reads, writes), ...more };
}

/** A job of tasks with so many inputs. */
export function job(tasks: readonly object[], inputs = 1, more: object = {}): object {
  return { Name: 'Sintel', InputMediaAssets: Array.from({ length: inputs }, (_, n) => link(n)), Tasks: tasks, ...more };
}

/** The id of a task template, by a number. Two of them differ by more than a slip of the keyboard. */
export function templateId(n: number): string {
  const digits = ((n + 1) * 0x1a2b3c5).toString(16).padStart(12, '0').slice(-12);
  return `nb:ttid:UUID:${digits.slice(-8)}-e63e-4e81-a099-${[...digits].reverse().join('')}`;
}

/** A `<taskBody>` of a job template. */
export function templateBody(id: number, reads: readonly string[], writes: readonly string[]): string {
  return body(reads, writes).replace('<taskBody', `<taskBody taskTemplateId="${templateId(id)}"`);
}

/** A TaskTemplate that reads and writes so many assets. */
export function taskTemplate(id: number, inputs: number, outputs: number, more: object = {}): object {
  return { Id: templateId(id), NumberofInputAssets: inputs, NumberofOutputAssets: outputs, ...more };
}

/** A job template for one input asset. */
export function jobTemplate(body: unknown, templates: unknown, more: object = {}): object {
  const own = { Name: 'Nightly', TemplateType: 1, NumberofInputAssets: 1 };
  return { ...own, JobTemplateBody: body, TaskTemplates: templates, ...more };
}

/** A good job: encode, then package and make thumbnails. */
export const GOOD_JOB = job([
  task('Encode', ['in:0'], ['out:0']),
  task('Package', ['out:0'], ['out:1']),
  task('Thumbnails', ['out:0'], ['out:2']),
]);

/** A job with one error: nobody writes what Package reads. */
export const BAD_JOB = job([task('Encode', ['in:0'], ['out:0']), task('Package', ['out:3'], ['out:1'])]);

/** A job with one warning. */
export const WARNED_JOB = job([
  task('Encode', ['in:0'], ['out:0']),
  task('Package', ['out:0'], ['out:1'], { Priority: 5 }),
]);

/** The URI of an asset. */
export const asset = (n: number): string => `https://media.example/api/Assets('nb%3Acid%3AUUID%3A${n}')`;
