/**
 * From findings to sentences: one table, total by its type. A sentence names the thing, says what is wrong and what was
 * expected, and offers the way out where there is one.
 */
import type { Code, DiagnosticArgs, JsonProblem, UnreadableReason, XmlProblem } from './codes.js';
import type { Diagnostic, Related, RelatedRole } from './diagnostic.js';

/** The sentence of a finding, without its place: `Task "Package" reads JobOutputAsset(3), which no task writes.` */
export function formatDiagnostic(finding: Diagnostic): string {
  return oneLine((MESSAGES[finding.code] as (args: unknown) => string)(finding.args));
}

/** What stands at a related place. */
export function formatRelated({ role, name, asset }: Related): string {
  return oneLine(RELATED[role](name, asset ?? ''));
}

/** Why a file cannot be read, without the file: `no such file or folder`. */
export function formatUnreadable({ reason, found, limit }: DiagnosticArgs['unreadable-file']): string {
  return UNREADABLE[reason](found, limit ?? 0);
}

/**
 * Names come from documents: what breaks lines, moves a cursor or cannot be seen must not reach a terminal or a log as
 * such, so each such character is written as its number.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

const MESSAGES: { readonly [C in Code]: (args: DiagnosticArgs[C]) => string } = {
  'invalid-encoding': ({ reason, encoding }) =>
    reason === 'missing-mark'
      ? `The file is ${encoding.toUpperCase()} without a byte order mark. Save it as UTF-8, or with the mark.`
      : `The bytes here are not ${encoding.toUpperCase()}. Save the file as UTF-8.`,
  'json-syntax': ({ problem, found }) => JSON_PROBLEMS[problem](found),
  'xml-syntax': ({ problem, found, expected }) => XML_PROBLEMS[problem](found, expected),
  'xml-doctype': () => 'The XML has a DOCTYPE, which is refused. Remove it.',
  'nesting-too-deep': ({ syntax, limit }) =>
    `The ${syntax} nests deeper than ${limit} levels here, and is not read further.`,
  'unknown-document': ({ found }) => `Expected a job, a task, a TaskBody or a job template, found ${found}.`,
  'unreadable-file': (args) => `Cannot be read: ${formatUnreadable(args)}.`,
  'missing-property': ({ owner, property }) => `${owner} has no ${property}, which is required.`,
  'wrong-type': ({ owner, property, expected, found }) =>
    `${property} of ${lowerFirst(owner)} must be ${expected}, found ${found}.${property === 'Configuration' ? ' Write the preset as one string.' : ''}`,
  'number-as-string': ({ owner, property, value }) =>
    `${property} of ${lowerFirst(owner)} is the string "${value}". Write the number ${Number(value)} without quotes.`,
  'too-long': ({ owner, property, length, limit }) =>
    `${property} of ${lowerFirst(owner)} has ${length} characters; at most ${limit} are allowed.`,
  'out-of-range': ({ owner, property, value, minimum, maximum }) =>
    `${property} of ${lowerFirst(owner)} is ${value}; an Int32 goes from ${minimum} to ${maximum}.`,
  'not-allowed-value': ({ owner, property, value, allowed }) =>
    `${property} of ${lowerFirst(owner)} is ${value}; expected ${oneOf(allowed.map((item) => JSON.stringify(item)))}.`,
  'unknown-property': ({ owner, property, suggestion }) =>
    `${owner} has an unknown property "${property}".${didYouMean(suggestion && `"${suggestion}"`)}`,
  'invalid-id': ({ owner, property, value, expected }) =>
    `${property} of ${lowerFirst(owner)} is "${value}"; expected the form ${expected}.`,
  'unexpected-root': ({ found, expected, reason }) =>
    `Unexpected root <${found}>, expected <${expected}>.${ROOT_REASONS[reason]}`,
  'unexpected-element': ({ found, parent, suggestion }) =>
    `Unexpected element <${found}> in <${parent}>.${didYouMean(suggestion && `<${suggestion}>`)}`,
  'unexpected-attribute': ({ found, element, suggestion, allowed }) =>
    suggestion === null
      ? `Unexpected attribute "${found}": <${element}> takes ${allowed.length === 0 ? 'none' : `only ${listed(allowed)}`}.`
      : `Unexpected attribute "${found}" on <${element}>.${didYouMean(`"${suggestion}"`)}`,
  'duplicate-attribute': ({ found, expected }) =>
    `The attribute "${found}" is there already, as "${expected}". Remove one.`,
  'unexpected-text': ({ found, parent }) => `Unexpected text in <${parent}>: ${firstLine(found)}`,
  'invalid-creation-options': ({ found, allowed, suggestion }) =>
    `The assetCreationOptions "${found}" do not exist, expected ${suggestion ?? `one of ${allowed.join(', ')}`}.`,
  'invalid-format-option': ({ found, allowed, suggestion }) =>
    `The assetFormatOption "${found}" does not exist, expected ${suggestion ?? `one of ${allowed.join(', ')}`}.`,
  'invalid-storage-account': ({ found }) =>
    `No storage account can be called "${found}": names have 3 to 24 lower-case letters or digits.`,
  'missing-input': () => 'The TaskBody has no inputAsset; a task needs at least one.',
  'missing-output': () => 'The TaskBody has no outputAsset; a task needs at least one.',
  'invalid-reference': ({ found, problem, suggestion }) => REFERENCE_PROBLEMS[problem](found, suggestion),
  'padded-reference': ({ reference, found }) =>
    `${/\(0\d/.test(found) ? `Leading zeros in "${found}"` : 'White space around the reference'}: expected exactly ${reference}.`,
  'output-to-input-asset': ({ asset, suggestion }) =>
    `An outputAsset cannot be ${asset}: a task cannot write to an input of the job. Did you mean ${suggestion}?`,
  'unknown-input-asset': ({ task, asset, count }) => `${task} reads ${asset}, but the job has ${inputs(count)}.`,
  'unproduced-asset': ({ task, asset, suggestion }) =>
    `${task} reads ${asset}, which no task writes.${didYouMean(suggestion)}`,
  'dependency-cycle': cycleMessage,
  'shared-output': ({ task, asset, first }) =>
    `${task} writes ${asset}, which ${lowerFirst(first)} writes too. Give each its own output.`,
  'too-many-tasks': ({ count, limit }) => `The job has ${count} tasks; the service takes at most ${limit}.`,
  'empty-job': () => 'There are no tasks, so there is nothing to do.',
  'priority-inversion': ({ task, priority, waitsFor, waitsForPriority }) =>
    `${task} has priority ${priority} but waits for ${lowerFirst(waitsFor)} with priority ${waitsForPriority}, so it gains nothing from it.`,
};

const UNREADABLE: { readonly [R in UnreadableReason]: (found: string, limit: number) => string } = {
  'not-found': () => 'no such file or folder',
  'no-permission': () => 'permission denied',
  'is-folder': () => 'is a folder',
  'circular-link': () => 'its symbolic links lead in a circle',
  'name-too-long': () => 'the name is too long',
  'too-large': (_, limit) => `larger than ${megabytes(limit)}`,
  'line-too-long': (found, limit) => `line ${found} is longer than ${megabytes(limit)}`,
  'too-deep': (_, limit) => `folders nest deeper than ${limit} levels`,
  failed: (found) => found,
};

function megabytes(bytes: number): string {
  return `${bytes / 2 ** 20} MB`;
}

const ROOT_REASONS: { readonly [R in DiagnosticArgs['unexpected-root']['reason']]: string } = {
  case: '',
  template: ' A jobTemplate body belongs in the JobTemplateBody of a job template.',
  child: ' Wrap the inputAsset and outputAsset elements in one <taskBody>.',
  unknown: '',
};

const REFERENCE_PROBLEMS: {
  readonly [P in DiagnosticArgs['invalid-reference']['problem']]: (found: string, suggestion: string | null) => string;
} = {
  case: (found, suggestion) => `"${found}" is written in the wrong case, expected ${suggestion}.`,
  empty: () => 'The reference is empty, expected JobInputAsset(n) or JobOutputAsset(n).',
  'no-index': (found) =>
    `"${found}" has no index, expected one as in ${/out/i.test(found) ? 'JobOutputAsset(0)' : 'JobInputAsset(0)'}.${found.includes('(') ? '' : ' Without one it names a class of the v3 API.'}`,
  negative: (found) => `"${found}" has a negative index; they count from 0.`,
  'too-large': (found) => `The index of "${found}" is larger than 2147483647.`,
  form: (found, suggestion) =>
    `"${found}" is no asset reference, expected ${suggestion ?? 'JobInputAsset(n) or JobOutputAsset(n)'}.`,
};

const JSON_PROBLEMS: { readonly [P in JsonProblem]: (found: string) => string } = {
  'raw-line-break': () => 'A string goes on over a line break. Write the break as \\n, or put the string on one line.',
  'unescaped-quote': () => 'A quote inside a string is not escaped. Write it as \\".',
  'unclosed-string': () => 'A string ends here without its closing quote.',
  'quote-style': (found) => `Expected straight double quotes, found ${found}`,
  'invalid-escape': (found) =>
    ESCAPES.get(found[1] ?? '') ?? `"${found}" is no escape of JSON. A backslash itself is written \\\\.`,
  'control-character': (found) =>
    `A control character stands in a string. Write it as ${JSON.stringify(found).slice(1, -1)}.`,
  'invalid-value': invalidValue,
  'unquoted-key': (found) => `The property name ${found} must stand in double quotes.`,
  'missing-value': () => 'Expected a value before this.',
  'missing-key': () => 'Expected a property name before this.',
  'missing-colon': () => 'Expected a colon before this.',
  'missing-comma': () => 'Expected a comma before this.',
  'extra-comma': () => 'Unexpected comma: nothing stands between it and what follows.',
  'wrong-bracket': (found) => `Unexpected "${found}", expected "${found === ']' ? '}' : ']'}".`,
  'missing-bracket': (found) => `Expected a closing "${found === '}' ? ']' : '}'}" before this.`,
  'unexpected-end': () => 'The text ends in the middle of the JSON.',
  'unexpected-symbol': (found) => `Unexpected "${found}".`,
  comment: (found) =>
    found.startsWith('#')
      ? 'JSON has no comments. Remove it.'
      : 'JSON has no comments. Remove it, or name the file .jsonc.',
  'unclosed-comment': () => 'This comment is never closed, expected */.',
  'text-after-end': (found) => `Unexpected text after the end of the JSON: ${firstLine(found)}`,
};

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["'", "\\' is no escape of JSON. A single quote needs no backslash."],
  ['u', '\\u needs four hexadecimal digits.'],
]);

function invalidValue(found: string): string {
  const literal = LITERALS.get(found.toLowerCase());
  if (literal !== undefined) return `"${found}" is no JSON value.${didYouMean(literal)}`;
  if (/^[+-]?[\d.]/.test(found))
    return `${found} is no number of JSON, which has no leading zeros, plus signs or hexadecimal.`;
  return `"${found}" is no JSON value. Text stands in double quotes.`;
}

const LITERALS: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
  ['nan', 'null'],
]);

const XML_PROBLEMS: { readonly [P in XmlProblem]: (found: string, expected: string) => string } = {
  empty: () => 'The TaskBody is empty, expected a <taskBody> element.',
  'no-element': () => 'There is no XML here, expected a <taskBody> element.',
  'escaped-markup': () => 'The markup itself is escaped. Write < instead of &lt;.',
  'missing-root': (_, expected) => `These elements stand side by side. Put one ${expected} around them.`,
  'curly-quote': (_, expected) => `Curly quotes around the value. Write straight ones: "${expected}".`,
  'unquoted-value': (found) => `The value ${found} must stand in quotes.`,
  'missing-value': (found) => `The attribute ${found} has no value.`,
  'unclosed-value': () => 'The quote that opens this value is never closed.',
  'quote-in-value': (found) =>
    `Unexpected raw ${found} inside a value, expected ${found === '"' ? '&quot;' : '&apos;'}.`,
  'less-than-in-value': () => 'Unexpected raw < inside a value, expected &lt;.',
  'missing-space': () => 'Expected white space before this attribute.',
  'repeated-attribute': (found) => `The attribute ${found} is there twice.`,
  'raw-ampersand': () => 'Unexpected raw &, expected &amp;.',
  'unknown-entity': (found) => `XML has no entity ${found}. Write the character itself, or its number.`,
  'invalid-character-reference': (found) => `${found} stands for a character that XML cannot carry.`,
  'invalid-character': (found) =>
    `The character U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} cannot stand in XML. Remove it.`,
  'raw-less-than': () => 'Unexpected raw < that begins no tag, expected &lt;.',
  'invalid-name': (found) => `A name cannot begin with "${found.slice(1)}".`,
  'space-before-name': () => 'Unexpected white space before the name of the tag.',
  'cdata-end-in-text': () => 'Unexpected ]]> in text, expected ]]&gt;.',
  'unclosed-tag': (found) => `The tag ${found} has no closing >.`,
  'unclosed-markup': (found, expected) => `${found} is never closed, expected ${expected}.`,
  'malformed-markup': (found) => `Unexpected ${found} here.`,
  'declaration-not-first': () => 'The XML declaration must be the very first characters, with nothing before it.',
  'opening-for-closing': (found, expected) =>
    `Unexpected ${found}, expected ${expected}: it opens where it should close.`,
  'closing-tag-case': (found, expected) => `Unexpected </${found}>, expected ${expected}: case matters.`,
  'wrong-closing-tag': (found, expected) => `Unexpected </${found}>, expected ${expected}.`,
  'stray-closing-tag': (found) => `Unexpected </${found}>: nothing of that name is open.`,
  'unclosed-element': (found, expected) => `<${found}> is never closed, expected ${expected}.`,
  'text-outside-root': (found, expected) =>
    `Unexpected text ${expected === '' ? 'before the root element' : `after </${expected}>`}: ${firstLine(found)}`,
  'second-root': (found) => `Unexpected second root <${found}>: XML has only one.`,
  other: () => 'The XML is not well-formed here.',
};

const RELATED: { readonly [R in RelatedRole]: (name: string, asset: string) => string } = {
  'first-written': (name) => `${name} writes it first`,
  'first-attribute': () => 'it is here first',
  'opening-tag': (name) => `<${name}> was opened here`,
  'unreadable-body': (name) => `${name} may write it: its TaskBody could not be read in full`,
  'cycle-writes': (name, asset) => `${name} writes ${asset}`,
  'cycle-reads': (name, asset) => `${name} reads ${asset}`,
  'waited-for': (name) => `the priority of ${lowerFirst(name)}`,
};

function cycleMessage(args: DiagnosticArgs['dependency-cycle']): string {
  const { tasks, assets, length, entangled, shortest, cut, cutSize, cutSmallest } = args;
  if (length === 1 && entangled === 1) return `${tasks[0]} reads ${assets[0]}, which it writes itself.`;
  const steps = tasks.map((task, index) => `${task} → ${assets[index]}`);
  const rest = length > tasks.length ? `… ${length - tasks.length} more tasks … → ` : '';
  const bound = shortest ? '' : '; there may be a shorter one';
  const others = entangled > length ? ` ${entangled} tasks are on cycles like this${bound}.` : '';
  const shown = cut.slice(0, 3).map(({ label, asset }) => `${asset} in ${lowerFirst(label)}`);
  const more = cutSize > shown.length ? ` and ${cutSize - shown.length} more` : '';
  const best = cutSize === 1 || cutSmallest ? '' : ', maybe fewer';
  const ways =
    cutSize === 1 ? 'Drop one read to break it, such as' : `Drop ${cutSize} reads to break all of them${best}, such as`;
  return `Tasks wait for each other in a cycle: ${steps.join(' → ')} → ${rest}${tasks[0]}.${others} ${ways} ${shown.join(', ')}${more}.`;
}

function inputs(count: number): string {
  if (count === 0) return 'no input assets';
  return count === 1
    ? 'only one input asset, JobInputAsset(0)'
    : `only ${count} input assets, JobInputAsset(0) to JobInputAsset(${count - 1})`;
}

function firstLine(text: string): string {
  const [first = '', ...rest] = text.split(/[\r\n]/);
  return rest.length > 0 && !first.endsWith('…') ? `${first.trimEnd()} …` : first;
}

function didYouMean(suggestion: string | null): string {
  return suggestion === null || suggestion === '' ? '' : ` Did you mean ${suggestion}?`;
}

function oneOf(items: readonly string[]): string {
  return items.length === 1 ? (items[0] as string) : `one of ${items.join(', ')}`;
}

function listed(items: readonly string[]): string {
  return items.length === 1 ? (items[0] as string) : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `Task 3` and names in quotes stay as they are; `The job` becomes `the job` within a sentence. */
function lowerFirst(owner: string): string {
  return owner.startsWith('The ') ? `the ${owner.slice(4)}` : owner.replace(/^Task (?=["\d])/, 'task ');
}
