/** Writes the definitions of the examples: assets are named, and numbered here. */
const PREFIX = 'nb:mpid:UUID:';

/** Media processors, by what they are for. */
export const PROCESSOR = {
  encoder: `${PREFIX}ff4df607-d419-42f0-bc17-a481b1331e56`,
  indexer: `${PREFIX}233e57fc-36bb-4f6f-8f18-3b662747a9f8`,
  thumbnails: `${PREFIX}d4d94427-b8e7-44b5-addb-5f3a26124385`,
  annotator: `${PREFIX}4b8b1e57-3bf3-4a07-b21a-12c3cdcc0894`,
} as const;

/** A task. Inputs of the job are `input 0`, `input 1`, …; everything else is an asset that some task writes. */
export type Step = readonly [
  name: string,
  processor: string,
  configuration: string,
  reads: readonly string[],
  writes: readonly string[],
];

/** The request that creates a job, as verbose JSON. */
export function definition(name: string, inputs: number, steps: readonly Step[]): string {
  const outputs = new Map(steps.flatMap(([, , , , writes]) => writes).map((asset, index) => [asset, index]));
  const reference = (asset: string): string => {
    const input = /^input (\d+)$/.exec(asset)?.[1];
    return input === undefined ? `JobOutputAsset(${outputs.get(asset)})` : `JobInputAsset(${input})`;
  };
  const taskBody = (reads: readonly string[], writes: readonly string[]): string => {
    const first = reads.map((asset) => `<inputAsset>${reference(asset)}</inputAsset>`).join('');
    const second = writes
      .map((asset) => `<outputAsset assetCreationOptions="0" assetName="${asset}">${reference(asset)}</outputAsset>`)
      .join('');
    return `<taskBody>${first}${second}</taskBody>`;
  };
  const job = {
    Name: name,
    InputMediaAssets: Array.from({ length: inputs }, (_, index) => ({ __metadata: { uri: assetUri(index) } })),
    Tasks: steps.map(([Name, MediaProcessorId, Configuration, reads, writes]) => ({
      Name,
      MediaProcessorId,
      Configuration,
      TaskBody: taskBody(reads, writes),
    })),
  };
  return `${JSON.stringify(job, null, 2)}\n`;
}

function assetUri(index: number): string {
  const guid = `ba5356eb-30ff-4dc6-9e5a-${(0x41e4223540e0 + index).toString(16)}`;
  return `https://media.example/api/Assets('nb%3Acid%3AUUID%3A${guid}')`;
}
