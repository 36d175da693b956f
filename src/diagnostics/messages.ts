/**
 * From findings to sentences: one table, total by its type. A sentence names the thing, says what is wrong and what was
 * expected, and offers the way out where there is one.
 */
import type { Code, DiagnosticArgs, JsonProblem, XmlProblem } from './codes.js';
import type { Diagnostic, Related, RelatedRole } from './diagnostic.js';

/** The sentence of a finding, without its place: `Task "Package" reads JobOutputAsset(3), which no task writes.` */
export function formatDiagnostic(finding: Diagnostic): string {
  return oneLine((MESSAGES[finding.code] as (args: unknown) => string)(finding.args));
}

/** What stands at a related place. */
export function formatRelated({ role, name }: Related): string {
  return oneLine(RELATED[role](name));
}

/** Names come from documents: line breaks and control characters in them must not reach a terminal or a log as such. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (unit) => {
    const point = unit.codePointAt(0) as number;
    return `\\u${point.toString(16).padStart(4, '0')}`;
  });
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
  'unknown-document': ({ found }) => `Expected a job, a task or a TaskBody, found ${found}.`,
  'missing-property': ({ owner, property }) => `${owner} has no ${property}, which is required.`,
  'wrong-type': ({ owner, property, expected, found }) =>
    `${property} of ${lowerFirst(owner)} must be ${expected}, found ${found}.`,
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
    `Unexpected attribute "${found}" on <${element}>, which has ${allowed.length === 0 ? 'no attributes' : allOf(allowed)}.${didYouMean(suggestion && `"${suggestion}"`)}`,
  'missing-input': () => 'The TaskBody has no inputAsset; a task needs at least one.',
  'missing-output': () => 'The TaskBody has no outputAsset; a task needs at least one.',
  'invalid-reference': ({ found, problem, suggestion }) => REFERENCE_PROBLEMS[problem](found, suggestion ?? ''),
  'padded-reference': ({ reference, found }) =>
    `${/^\w+\(0\d/.test(found) ? `Leading zeros in "${found}"` : 'White space around the reference'}: expected exactly ${reference}.`,
  'output-to-input-asset': ({ asset, suggestion }) =>
    `An outputAsset cannot be ${asset}: inputs of the job are there already. Did you mean ${suggestion}?`,
  'unknown-input-asset': ({ task, asset, count }) =>
    `${task} reads ${asset}, but the job has ${count === 0 ? 'no input assets' : `only ${count} input ${count === 1 ? 'asset' : 'assets'}, JobInputAsset(0)${count > 1 ? ` to JobInputAsset(${count - 1})` : ''}`}.`,
  'unproduced-asset': ({ task, asset, suggestion }) =>
    `${task} reads ${asset}, which no task writes.${didYouMean(suggestion)}`,
  'dependency-cycle': cycleMessage,
  'shared-output': ({ task, asset, first }) => `${task} writes ${asset}, which ${lowerFirst(first)} writes already.`,
  'too-many-tasks': ({ count, limit }) => `The job has ${count} tasks; the service takes at most ${limit}.`,
  'empty-job': () => 'The job has no tasks and no TemplateId: there is nothing to do.',
  'priority-inversion': ({ task, priority, waitsFor, waitsForPriority }) =>
    `${task} has priority ${priority} but waits for ${lowerFirst(waitsFor)} with priority ${waitsForPriority}, so it gains nothing from it.`,
};

const ROOT_REASONS: { readonly [R in DiagnosticArgs['unexpected-root']['reason']]: string } = {
  case: '',
  template: ' A jobTemplate body belongs in the JobTemplateBody of a job template.',
  child: ' Wrap the inputAsset and outputAsset elements in one <taskBody>.',
  unknown: '',
};

const REFERENCE_PROBLEMS: {
  readonly [P in DiagnosticArgs['invalid-reference']['problem']]: (found: string, suggestion: string) => string;
} = {
  case: (found, suggestion) => `"${found}" is written in the wrong case, expected ${suggestion}.`,
  empty: () => 'The reference is empty, expected JobInputAsset(n) or JobOutputAsset(n).',
  'no-index': (found) =>
    `"${found}" has no index, expected one as in ${/out/i.test(found) ? 'JobOutputAsset(0)' : 'JobInputAsset(0)'}. Without it, it is a class of the v3 API.`,
  negative: (found) => `"${found}" has a negative index; they count from 0.`,
  'too-large': (found) => `The index of "${found}" is larger than 2147483647.`,
  form: (found) => `"${found}" is no asset reference, expected JobInputAsset(n) or JobOutputAsset(n).`,
};

const JSON_PROBLEMS: { readonly [P in JsonProblem]: (found: string) => string } = {
  'raw-line-break': () => 'A string goes on over a line break. Write the break as \\n, or put the string on one line.',
  'unescaped-quote': () => 'A quote inside a string is not escaped. Write it as \\".',
  'unclosed-string': () => 'A string ends here without its closing quote.',
  'quote-style': (found) => `Expected straight double quotes around ${found}.`,
  'invalid-escape': (found) => `"${found}" is no escape of JSON. A backslash itself is written \\\\.`,
  'control-character': (found) =>
    `A control character stands in a string. Write it as ${JSON.stringify(found).slice(1, -1)}.`,
  'invalid-value': (found) => `"${found}" is no JSON value.${didYouMean(LITERALS.get(found.toLowerCase()) ?? null)}`,
  'unquoted-key': (found) => `The property name ${found} must stand in double quotes.`,
  'missing-value': () => 'A value is missing here.',
  'missing-key': () => 'A property name is missing before this value.',
  'missing-colon': () => 'A colon is missing between the property name and this value.',
  'missing-comma': () => 'A comma is missing before this.',
  'extra-comma': () => 'A comma too many.',
  'wrong-bracket': (found) => `Unexpected "${found}", expected "${found === ']' ? '}' : ']'}".`,
  'missing-bracket': (found) => `A closing "${found === ']' ? '}' : ']'}" is missing before this.`,
  'unexpected-end': () => 'The text ends in the middle of the JSON.',
  'unexpected-symbol': (found) => `Unexpected "${found}".`,
  comment: () => 'JSON has no comments.',
  'text-after-end': (found) => `Unexpected text behind the end of the JSON: ${found}`,
};

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
  'curly-quote': (found, expected) =>
    `The value is in curly quotes. Write "${expected}", with straight ones instead of ${found}.`,
  'unquoted-value': (found) => `The value ${found} must stand in quotes.`,
  'missing-value': (found) =>
    `The attribute ${found.replace(/[>/]$/, '')} has no value.`.replace('attribute  has', 'attribute has'),
  'unclosed-value': () => 'The quote that opens this value is never closed.',
  'quote-in-value': (found) => `A raw ${found} inside a value. Write it as ${found === '"' ? '&quot;' : '&apos;'}.`,
  'less-than-in-value': () => 'A raw < inside a value. Write it as &lt;.',
  'missing-space': () => 'White space is missing before this attribute.',
  'repeated-attribute': (found) => `The attribute ${found} is there twice.`,
  'raw-ampersand': () => 'A raw &. Write it as &amp;.',
  'unknown-entity': (found) => `XML has no entity ${found}. Write the character itself, or its number.`,
  'invalid-character-reference': (found) => `${found} stands for a character that XML cannot carry.`,
  'invalid-character': () => 'A character that XML cannot carry.',
  'raw-less-than': () => 'A raw < that begins no tag. Write it as &lt;.',
  'invalid-name': () => 'A name cannot begin like this.',
  'cdata-end-in-text': () => 'The characters ]]> cannot stand in text. Write them as ]]&gt;.',
  'unclosed-tag': (found) => `The tag ${found} has no closing >.`,
  'unclosed-markup': (found, expected) => `${found} is never closed, expected ${expected}.`,
  'malformed-markup': (found) => `Unexpected ${found} here.`,
  'declaration-not-first': () => 'The XML declaration must be the very first characters, with nothing before it.',
  'opening-for-closing': (found, expected) => `${found} opens where it should close: expected ${expected}.`,
  'closing-tag-case': (found, expected) =>
    `</${found}> is written in another case than its opening tag, expected ${expected}.`,
  'wrong-closing-tag': (found, expected) => `Unexpected </${found}>, expected ${expected}.`,
  'stray-closing-tag': (found) => `</${found}> closes nothing that is open.`,
  'unclosed-element': (found, expected) => `<${found}> is never closed, expected ${expected}.`,
  'text-outside-root': (found, expected) =>
    `Unexpected text ${expected === '' ? 'before the root element' : `behind </${expected}>`}: ${found}`,
  'second-root': (found, expected) => `A second root element <${found}>; there can be only the one <${expected}>.`,
  other: () => 'The XML is not well-formed here.',
};

const RELATED: { readonly [R in RelatedRole]: (name: string) => string } = {
  'first-written': (name) => `${name} writes it first`,
  'first-attribute': () => 'it is here first',
  'opening-tag': (name) => `<${name}> was opened here`,
  'unreadable-body': (name) => `${name} may write it: its TaskBody could not be read`,
  'cycle-writes': (name) => `${name} writes it`,
  'cycle-reads': (name) => `${name} reads it`,
  'waited-for': (name) => `the priority of ${lowerFirst(name)}`,
};

function cycleMessage(args: DiagnosticArgs['dependency-cycle']): string {
  const { tasks, assets, length, entangled, shortest, cut, cutSize, cutSmallest } = args;
  if (length === 1) return `${tasks[0]} reads ${assets[0]}, which it writes itself.`;
  const steps = tasks.map((task, index) => `${task} → ${assets[index]}`);
  const rest = length > tasks.length ? `… ${length - tasks.length} more tasks … → ` : '';
  const others =
    entangled > length
      ? ` ${entangled} tasks are entangled here${shortest ? '' : '; there may be a shorter circle'}.`
      : '';
  const first = cut[0];
  const one = first === undefined ? '' : `Drop one read to break it, such as ${first.asset} in task ${first.task}.`;
  const many = `Dropping ${cutSize} reads breaks all circles${cutSmallest ? '' : ', maybe fewer'}.`;
  return `Tasks wait for each other: ${steps.join(' → ')} → ${rest}${tasks[0]}.${others} ${cutSize === 1 ? one : many}`;
}

function didYouMean(suggestion: string | null): string {
  return suggestion === null || suggestion === '' ? '' : ` Did you mean ${suggestion}?`;
}

function oneOf(items: readonly string[]): string {
  return items.length === 1 ? (items[0] as string) : `one of ${items.join(', ')}`;
}

function allOf(items: readonly string[]): string {
  return items.length === 1 ? `only ${items[0]}` : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `Task 3` and names in quotes stay as they are; `The job` becomes `the job` within a sentence. */
function lowerFirst(owner: string): string {
  return owner.startsWith('The ') ? `the ${owner.slice(4)}` : owner.replace(/^Task (?=["\d])/, 'task ');
}
