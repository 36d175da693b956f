/**
 * Good jobs with faults whose fixes are safe: what was meant is known, so that a test can hold the fixed text against it.
 * Each slot of a job has at most one fault, so that any of them can stand together.
 */
import fc from 'fast-check';
import { Raw } from './encode-json.js';
import { link, PROCESSOR } from './encoding-house.js';

/** A TaskBody, or a whole job, as it was meant and as it was written. */
export interface Faulty<T> {
  readonly meant: T;
  readonly written: T;
  /** The faults: codes, or the problems of broken syntax. */
  readonly faults: readonly string[];
}

/** One way to write a part of something wrong. */
interface Slot {
  readonly meant: string;
  readonly written: string;
  readonly fault: string | null;
}

const right = (meant: string): Slot => ({ meant, written: meant, fault: null });
const wrong = (fault: string, meant: string, written: string): Slot => ({ meant, written, fault });

const NAMES = ['renditions', 'Sintel 4K 😀', 'Café – night', 'reel 7'];

function nameSlot(name: string): fc.Arbitrary<Slot> {
  const own = (value: string): string => ` assetName="${value}"`;
  return fc.constantFrom(
    right(own(name)),
    wrong('curly-quote', own(name), ` assetName=“${name}”`),
    wrong('curly-quote', own(name), ` assetName=”${name}”`),
    wrong('curly-quote', own(name), ` assetName="${name}”`),
    wrong('curly-quote', own(`the &quot;${name}&quot; cut`), ` assetName=“the "${name}" cut”`),
    wrong('quote-in-value', own(`the &quot;${name}&quot; cut`), own(`the "${name}" cut`)),
    wrong('quote-in-value', own("5' reel"), " assetName='5' reel'"),
    wrong('raw-ampersand', own(`Q&amp;A ${name}`), own(`Q&A ${name}`)),
    wrong('less-than-in-value', own(`${name} &lt; 720p &lt;`), own(`${name} < 720p <`)),
    wrong('missing-space', own(name), own(name).trimStart()),
    wrong('unquoted-value', own('renditions'), ' assetName=renditions'),
  );
}

const optionsSlot: fc.Arbitrary<Slot> = fc.constantFrom(
  right('assetCreationOptions="0"'),
  wrong('invalid-creation-options', 'assetCreationOptions="1"', 'assetCreationOptions="0x1"'),
  wrong('invalid-creation-options', 'assetCreationOptions="1"', 'assetCreationOptions="StorageEncrypted"'),
  wrong('curly-quote', 'assetCreationOptions="0"', 'assetCreationOptions=”0”'),
);

function referenceSlot(asset: string): fc.Arbitrary<Slot> {
  return fc.constantFrom(
    right(asset),
    wrong('padded-reference', asset, ` ${asset}\t`),
    wrong('padded-reference', asset, asset.replace('(', '(00')),
    wrong('invalid-reference', asset, asset.toLowerCase()),
  );
}

const leafEnd: fc.Arbitrary<Slot> = fc.constantFrom(
  right('</inputAsset>'),
  wrong('opening-for-closing', '</inputAsset>', '<inputAsset>'),
  wrong('closing-tag-case', '</inputAsset>', '</InputAsset>'),
  wrong('wrong-closing-tag', '</inputAsset>', '</inputAset>'),
  wrong('space-before-name', '</inputAsset>', '</ inputAsset>'),
);
const rootEnd: fc.Arbitrary<Slot> = fc.constantFrom(
  right('</taskBody>'),
  wrong('opening-for-closing', '</taskBody>', '<taskBody>'),
  wrong('closing-tag-case', '</taskBody>', '</taskbody>'),
);
const tail: fc.Arbitrary<Slot> = fc.constantFrom(
  right(''),
  wrong('text-outside-root', '', "';"),
  wrong('text-outside-root', '', ' `'),
);

/** The TaskBody of step `index` of a chain; `lineEnd` may be '' for one that is on one line. */
export function faultyBody(index: number, lineEnd: string): fc.Arbitrary<Faulty<string>> {
  const reads = index === 0 ? 'JobInputAsset(0)' : `JobOutputAsset(${index - 1})`;
  const name = fc.constantFrom(...NAMES).chain(nameSlot);
  const slots = fc.tuple(referenceSlot(reads), leafEnd, optionsSlot, name, referenceSlot(`JobOutputAsset(${index})`));
  return fc.tuple(slots, rootEnd, tail).map(([[input, inputEnd, options, asset, output], end, behind]) => {
    const write = (part: (slot: Slot) => string): string => {
      const first = `<taskBody>${lineEnd}<inputAsset>${part(input)}${part(inputEnd)}${lineEnd}`;
      const second = `<outputAsset ${part(options)}${part(asset)}>${part(output)}</outputAsset>${lineEnd}`;
      return first + second + part(end) + part(behind);
    };
    const faults = [input, inputEnd, options, asset, output, end, behind].flatMap(({ fault }) => fault ?? []);
    return { meant: write(({ meant }) => meant), written: write(({ written }) => written), faults };
  });
}

/** A value of JSON that is written wrong, and what is meant. */
interface JsonSlot {
  readonly meant: Readonly<Record<string, unknown>>;
  readonly written: Readonly<Record<string, unknown>>;
  readonly fault: string | null;
}

const json = (fault: string | null, meant: JsonSlot['meant'], written = meant): JsonSlot => ({ meant, written, fault });
const raw = (name: string, text: string): JsonSlot['written'] => ({ [name]: new Raw(text) });

/** Members of a task beside its TaskBody. The text stands between what comes before and a comma or bracket. */
const MEMBERS: readonly JsonSlot[] = [
  json(null, { Priority: 0 }),
  json('extra-comma', { Priority: 0 }, raw('Priority', '0,')),
  json('missing-comma', { Priority: 0, Options: 0 }, raw('Priority', '0 "Options": 0')),
  json('missing-colon', { Priority: 0, Options: 0 }, raw('Priority', '0, "Options" 0')),
  json('unquoted-key', { Priority: 0, Options: 0 }, raw('Priority', '0, Options: 0')),
  json('quote-style', { Priority: 0, Options: 0 }, raw('Priority', "0, 'Options': 0")),
  json('invalid-value', { Configuration: null }, raw('Configuration', 'NULL')),
  json('quote-style', { Configuration: 'the "best" reel' }, raw('Configuration', `'the "best" reel'`)),
  json('quote-style', { Configuration: "it's" }, raw('Configuration', "'it\\'s'")),
  json('quote-style', { Configuration: 'H264' }, raw('Configuration', '“H264”')),
  json('quote-style', { Configuration: 'H264' }, raw('Configuration', '`H264`')),
  json('invalid-escape', { Configuration: "Sintel's reel" }, raw('Configuration', `"Sintel\\'s reel"`)),
  json('control-character', { Configuration: 'H264\tBroadband' }, raw('Configuration', '"H264\tBroadband"')),
];

/** A string of JSON whose escapes someone forgot; null for one that needs none. */
type Literal = (xml: string) => readonly [fault: string, literal: string] | null;

const literals: fc.Arbitrary<Literal> = fc.constantFrom<Literal[]>(
  () => null,
  // Where the quotes of the XML are not in order, nobody can tell which of them ends the string.
  (xml: string) => {
    const isInOrder = /="/.test(xml) && !xml.replace(/="[^"]*"/g, '').includes('"');
    return isInOrder ? ['unescaped-quote', JSON.stringify(xml).replaceAll('\\"', '"')] : null;
  },
  (xml: string) => {
    const text = JSON.stringify(xml).replaceAll('\\r', '\r').replaceAll('\\n', '\n');
    return text.includes('\n') ? ['raw-line-break', text] : null;
  },
  (xml: string) => (/[\n\t']/.test(xml) ? null : ['quote-style', `'${xml}'`]),
);

/**
 * A job of a chain of tasks. Faults of JSON may stand in the strings that carry the TaskBodies too: then what is wrong with
 * the XML comes to light only when they are mended.
 */
export function faultyJob({ isOneLine }: { readonly isOneLine: boolean }): fc.Arbitrary<Faulty<object>> {
  const lineEnd = isOneLine ? fc.constant('') : fc.constantFrom('', '\n\t', '\r\n  ');
  const members = fc.constantFrom(...MEMBERS);
  const task = (index: number) =>
    lineEnd.chain((end) =>
      fc.tuple(faultyBody(index, end), isOneLine ? fc.constant<Literal>(() => null) : literals, members),
    );
  return fc
    .integer({ min: 1, max: 4 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => task(index))))
    .map((tasks) => {
      const written: object[] = [];
      const meant: object[] = [];
      const faults: string[] = [];
      tasks.forEach(([body, literal, member], index) => {
        const own = { Name: `Step ${index}`, MediaProcessorId: PROCESSOR };
        const broken = literal(body.written);
        const TaskBody = broken === null ? body.written : new Raw(broken[1]);
        meant.push({ ...own, TaskBody: body.meant, ...member.meant });
        written.push({ ...own, TaskBody, ...member.written });
        for (const fault of [...body.faults, broken?.[0], member.fault]) if (fault) faults.push(fault);
      });
      const head = { Name: 'Sintel', InputMediaAssets: [link(0)] };
      return { meant: { ...head, Tasks: meant }, written: { ...head, Tasks: written }, faults };
    });
}
