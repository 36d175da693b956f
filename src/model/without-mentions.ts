import type { Span } from '../text/span.js';
import { saysEncryption } from './body-assets.js';
import { type Assets, numberOf, SoundTaskBody, withOne } from './sound-task-body.js';
import { type AssetMention, type OutputMention, readAnyTaskBody, type TaskBody } from './task-body.js';

/**
 * A TaskBody that `readAnyTaskBody` read from a string, without its mentions where they can be read from it again. In a large
 * job with a finding in each task, they would be most of what is kept.
 */
export function withoutMentions(xml: string, body: TaskBody): TaskBody {
  const { inputs, outputs, isComplete } = body;
  const isSound =
    isComplete &&
    inputs.every(({ reference }) => reference !== null) &&
    outputs.every(({ reference }) => reference?.kind === 'JobOutputAsset');
  if (!isSound) return body;
  return new ReadTaskBody(xml, assetsOf(inputs), assetsOf(outputs), saysEncryption(body));
}

function assetsOf(mentions: readonly AssetMention[]): Assets {
  let assets: Assets | null = null;
  for (const { reference } of mentions) if (reference !== null) assets = withOne(assets, numberOf(reference));
  return assets ?? [];
}

/** What is wrong with it was told when it was read first. */
class ReadTaskBody extends SoundTaskBody {
  protected override inputsIn(xml: string): readonly AssetMention[] {
    return read(xml).inputs;
  }

  protected override outputsIn(xml: string): readonly OutputMention[] {
    return read(xml).outputs;
  }

  protected override rootNameIn(xml: string): Span | null {
    return read(xml).rootName;
  }
}

function read(xml: string): TaskBody {
  return readAnyTaskBody(xml, [], () => {});
}
