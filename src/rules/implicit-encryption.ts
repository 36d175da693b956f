import { diagnostic, type Fix, type Path, valueAt } from '../diagnostics/diagnostic.js';
import { formatReference } from '../model/asset-reference.js';
import { outputsOnce, saysEncryption } from '../model/body-assets.js';
import type { OutputMention } from '../model/task-body.js';
import type { Rule } from './rule.js';

/**
 * An outputAsset without assetCreationOptions is StorageEncrypted (reference): a known trap, since the asset then does not
 * play. Asked of the first mention of each asset only: what later ones say, the .NET client drops. What is almost a mention
 * and says it counts as one.
 */
export const implicitEncryption: Rule = {
  code: 'implicit-encryption',
  check({ tasks, report }) {
    if (tasks.every(({ body }) => body === null || saysEncryption(body))) return;
    const mentioned = new Set<number>();
    for (const task of tasks) {
      for (const output of outputsOnce(task.body)) {
        const { reference, guess, elementName, hasCreationOptions } = output;
        const meant = reference ?? guess;
        if (meant?.kind !== 'JobOutputAsset' || mentioned.has(meant.index)) continue;
        if (reference === null && !hasCreationOptions) continue;
        mentioned.add(meant.index);
        if (hasCreationOptions || reference === null) continue;
        const asset = formatReference(reference);
        const { bodyPath } = task;
        const fix = writeDefault(output, bodyPath);
        report(diagnostic('implicit-encryption', valueAt(bodyPath, elementName), { asset }, { fix }));
      }
    }
  },
};

/** Writes what holds already. Not safe: more often than not the other value was meant. */
function writeDefault({ elementName: { end } }: OutputMention, path: Path): Fix {
  const attribute = 'assetCreationOptions="1"';
  const edits = [{ place: valueAt(path, { start: end, end }), text: ` ${attribute}` }];
  return { title: `Write ${attribute}`, safe: false, edits };
}
