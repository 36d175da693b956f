/** The TaskBody of which it is enough to know the assets that it mentions, until somebody asks where and how it does. */
import type { Span } from '../text/span.js';
import type { AssetReference } from './asset-reference.js';
import type { AssetMention, OutputMention, TaskBody } from './task-body.js';

/**
 * Assets by their numbers, `n` for `JobInputAsset(n)` and `~n` for `JobOutputAsset(n)`; one alone without a list around it. Most
 * tasks read one and write one, and lists of one would take more room than all else that is known of a clean task.
 */
export type Assets = number | readonly number[];

/**
 * A TaskBody in which every mention is a reference, those to outputs among its outputs, and none is hidden. Its mentions are read
 * from the XML when somebody asks: most are never asked, and what is kept for each task decides how long large jobs take.
 */
export abstract class SoundTaskBody implements TaskBody {
  /** What it reads, as often as it says so, and what it writes. */
  readonly reads: Assets;
  readonly writes: Assets;
  /** Whether each output says how it is encrypted. */
  readonly saysEncryption: boolean;
  readonly #xml: string;
  #inputs: readonly AssetMention[] | null = null;
  #outputs: readonly OutputMention[] | null = null;

  constructor(xml: string, reads: Assets, writes: Assets, saysEncryption: boolean) {
    this.reads = reads;
    this.writes = writes;
    this.saysEncryption = saysEncryption;
    this.#xml = xml;
  }

  protected abstract inputsIn(xml: string): readonly AssetMention[];
  protected abstract outputsIn(xml: string): readonly OutputMention[];
  protected abstract rootNameIn(xml: string): Span | null;

  get inputs(): readonly AssetMention[] {
    this.#inputs ??= this.inputsIn(this.#xml);
    return this.#inputs;
  }

  get outputs(): readonly OutputMention[] {
    this.#outputs ??= this.outputsIn(this.#xml);
    return this.#outputs;
  }

  /** The inputs for who looks at them once: they are not kept. */
  readInputs(): readonly AssetMention[] {
    return this.#inputs ?? this.inputsIn(this.#xml);
  }

  /** The outputs, in the same way. */
  readOutputs(): readonly OutputMention[] {
    return this.#outputs ?? this.outputsIn(this.#xml);
  }

  /** Where one of the inputs is, by its position among them; to ask for many, read them. */
  inputRange(position: number): Span {
    return this.inputRangeIn(this.#xml, position);
  }

  protected inputRangeIn(xml: string, position: number): Span {
    return (this.inputsIn(xml)[position] as AssetMention).range;
  }

  get isComplete(): boolean {
    return true;
  }

  get rootName(): Span | null {
    return this.rootNameIn(this.#xml);
  }

  toJSON(): TaskBody {
    const { inputs, outputs, isComplete, rootName } = this;
    return { inputs, outputs, isComplete, rootName };
  }
}

/** Assets with one more. */
export function withOne(assets: Assets | null, one: number): Assets {
  if (assets === null) return one;
  if (typeof assets === 'number') return [assets, one];
  (assets as number[]).push(one);
  return assets;
}

/** The number of an asset in the code of `Assets`. */
export function numberOf({ kind, index }: AssetReference): number {
  return kind === 'JobInputAsset' ? index : ~index;
}
