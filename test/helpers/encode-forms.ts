/**
 * A job in the forms that clients wrote it in: light JSON, Atom entries, a `$batch` of either or both. Prefixes, escapes,
 * white space and line ends are chosen at random. Marks are copied, as for JSON.
 */
import { CLOSE, OPEN, Raw, writeJson } from './encode-json.js';

type Json = Readonly<Record<string, unknown>>;
type Next = () => number;

/** How the parts of a batch are written. */
export type PartForm = 'verbose' | 'light' | 'atom';

/** What a batch looks like, beside what is left to chance. */
export interface BatchStyle {
  readonly forms: readonly PartForm[];
  /** The line ends between and in the heads of parts; each line its own where there are several. */
  readonly lineEnds: readonly string[];
  /** The request to `$batch` with its headers, its headers only, or nothing. */
  readonly head: 'request' | 'headers' | 'none';
  /** How many tasks stand in the job itself and are not posted to it. */
  readonly inlineTasks: number;
}

/** The job as light JSON has it: links as plain strings. */
export function toLight(job: Json): Json {
  const { InputMediaAssets, ...rest } = job;
  if (!Array.isArray(InputMediaAssets)) return job;
  const uris = (InputMediaAssets as readonly { __metadata: { uri?: string } }[]).map(
    ({ __metadata }) => __metadata.uri ?? '',
  );
  return { 'InputMediaAssets@odata.bind': uris, ...rest };
}

const SPACES = {
  atom: 'http://www.w3.org/2005/Atom',
  data: 'http://schemas.microsoft.com/ado/2007/08/dataservices',
  metadata: 'http://schemas.microsoft.com/ado/2007/08/dataservices/metadata',
};
const NUMBERS = new Set(['Priority', 'Options', 'State', 'TargetJobState', 'TargetTaskState']);

/** Writes one entity as an Atom entry. Lists of entities become links, the others `d:element`. */
export function writeAtom(value: Json, next: Next): string {
  return new AtomWriter(next).document(value);
}

class AtomWriter {
  readonly #next: Next;
  readonly #atom: string;
  readonly #data: string;
  readonly #metadata: string;
  readonly #gap: string;

  constructor(next: Next) {
    this.#next = next;
    this.#atom = this.#pick(['', '', 'a:', 'atom:']);
    [this.#data, this.#metadata] = this.#pick([
      ['d:', 'm:'],
      ['data:', 'meta:'],
      ['m:', 'd:'],
      ['d1.x:', '_m-:'],
    ]) as [string, string];
    this.#gap = this.#pick(['', '\n', '\r\n  ', '\n\t']);
  }

  document(value: Json): string {
    const declared = (prefix: string): string => (prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`);
    const declarations = [
      `${declared(this.#atom)}="${SPACES.atom}"`,
      `${declared(this.#data)}='${SPACES.data}'`,
      `${declared(this.#metadata)}="${SPACES.metadata}"`,
    ].join(' ');
    const prolog = this.#pick(['', '<?xml version="1.0" encoding="utf-8"?>', '<?xml version="1.0"?>\n<!-- é -->']);
    return prolog + this.#entry(value, ` ${declarations}`) + this.#gap;
  }

  #entry(value: Json, declarations = ''): string {
    const { InputMediaAssets, Tasks, ...rest } = value;
    const links = Array.isArray(InputMediaAssets)
      ? InputMediaAssets.map((item) =>
          this.#link('InputMediaAssets', (item as { __metadata: { uri?: string } }).__metadata.uri ?? 'x'),
        )
      : [];
    if (Array.isArray(Tasks)) {
      const entries = Tasks.map((task) => this.#entry(task as Json)).join('');
      const feed = `<${this.#atom}feed>${entries}</${this.#atom}feed>`;
      const inline = `<${this.#metadata}inline>${feed}</${this.#metadata}inline>`;
      links.push(this.#link('Tasks', 'https://media.example/api/Jobs/Tasks', inline));
    }
    const members = Object.entries(rest).map(([name, item]) => this.#gap + this.#property(name, item));
    const properties = `<${this.#metadata}properties>${members.join('')}${this.#gap}</${this.#metadata}properties>`;
    const content = `<${this.#atom}content type="application/xml">${properties}</${this.#atom}content>`;
    const author = `<${this.#atom}id/><${this.#atom}author><${this.#atom}name /></${this.#atom}author>`;
    return `<${this.#atom}entry${declarations}>${links.join('')}${author}${this.#gap}${content}</${this.#atom}entry>`;
  }

  #link(name: string, uri: string, inside = ''): string {
    const rel = `${SPACES.data}/related/${name}`;
    const href = this.#escape(uri, /[&<"]/);
    const tag = this.#pick([`rel="${rel}" href="${href}"`, `title="${name}" href = "${href}"\n rel='${rel}'`]);
    return `${this.#gap}<${this.#atom}link ${tag}>${inside}</${this.#atom}link>`;
  }

  /** The marks of a name stand around its prefix too, in the opening tag. */
  #property(name: string, value: unknown): string {
    const plain = name.replace(OPEN, '').replace(CLOSE, '');
    const full = this.#data + plain;
    const opening = name === plain ? full : OPEN + full + CLOSE;
    const type = (kind: string): string => this.#pick([` ${this.#metadata}type="${kind}"`, '']);
    if (value === null) return `<${opening} ${this.#metadata}null="true"${this.#pick(['/>', `></${full}>`])}`;
    if (value instanceof Raw) return `<${opening}>${OPEN}${value.text}${CLOSE}</${full}>`;
    if (Array.isArray(value)) {
      const items = value.map((item) => {
        const members = Object.entries(item as Json).map(([key, part]) => this.#property(key, part));
        return `${this.#gap}<${this.#data}element>${members.join('')}</${this.#data}element>`;
      });
      return `<${opening} ${this.#metadata}type="Collection(Media.Thing)">${items.join('')}${this.#gap}</${full}>`;
    }
    if (typeof value === 'string') return `<${opening}>${this.#text(value)}</${full}>`;
    const kind = typeof value === 'boolean' ? 'Edm.Boolean' : 'Edm.Int32';
    const must = NUMBERS.has(plain) || typeof value === 'boolean' ? type(kind) : ` ${this.#metadata}type="${kind}"`;
    return `<${opening}${must}>${value}</${full}>`;
  }

  /** A string in pieces: escaped, in CDATA, between comments. A mark keeps to the character that it is for. */
  #text(value: string): string {
    const isWhole = value.startsWith(OPEN) && value.endsWith(CLOSE);
    const units = value.match(new RegExp(`${OPEN}*[^]${CLOSE}*`, 'gu')) ?? [];
    const pieces: string[] = [];
    for (let at = 0; at < units.length; ) {
      const length = this.#next() < 0.3 ? 1 + Math.floor(this.#next() * 40) : units.length;
      const piece = units.slice(at, at + length).join('');
      at += length;
      const isData = !isWhole && this.#next() < 0.3 && !/\r|\]\]?$|\]\]>/.test(piece);
      pieces.push(isData ? `<![CDATA[${piece}]]>` : this.#escape(piece, /[&<>\r]/));
      if (!isWhole && at < units.length && this.#next() < 0.1) pieces.push('<!-- & more -->');
    }
    return pieces.join('');
  }

  #escape(text: string, must: RegExp): string {
    const often = this.#next() * 0.3;
    const write = (character: string): string => {
      if (character === OPEN || character === CLOSE) return character;
      if (!must.test(character) && this.#next() >= often) return character;
      const named = NAMED.get(character);
      if (named !== undefined && this.#next() < 0.6) return named;
      const point = character.codePointAt(0) as number;
      return this.#next() < 0.5 ? `&#${point};` : `&#x${this.#next() < 0.5 ? '00' : ''}${point.toString(16)};`;
    };
    return [...text].map(write).join('');
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#next() * items.length)] as T;
  }
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** Writes a job and its tasks, or a job template and its TaskTemplates, as the requests of one changeset. */
export function writeBatch(job: Json, style: BatchStyle, next: Next): string {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const lines = (...texts: readonly string[]): string => texts.map((text) => text + pick(style.lineEnds)).join('');
  const [leads, list] = 'TaskTemplates' in job ? ['JobTemplates', 'TaskTemplates'] : ['Jobs', 'Tasks'];
  const { [list]: posted = [], ...rest } = job;
  const tasks = posted as readonly Json[];
  const lead = style.inlineTasks > 0 ? { ...rest, [list]: tasks.slice(0, style.inlineTasks) } : rest;
  const id = pick(['1', 'job', 'a.b-c']);
  const requests = [
    { url: `https://media.example/api/${leads}`, id, value: lead },
    ...tasks.slice(style.inlineTasks).map((value, rank) => ({ url: `/api/$${id}/${list}`, id: `t${rank}`, value })),
  ];
  const [batch, changeset] = ['batch_8f0c-11', 'changeset_77aa-02'];
  const request = ['POST https://media.example/api/$batch HTTP/1.1', 'Host: media.example'];
  const type = `Content-Type: multipart/mixed; boundary=${pick([batch, `"${batch}"`])}`;
  const head = style.head === 'none' ? [] : style.head === 'headers' ? [type, ''] : [...request, type, ''];
  const preamble = style.head === 'none' ? [] : pick([[], [''], ['what comes before is not read', '']]);
  const parts = requests.map(({ url, id: contentId, value }) => {
    const form = pick(style.forms);
    const kind = form === 'atom' ? 'application/atom+xml' : 'application/json;odata=verbose';
    const body = form === 'atom' ? writeAtom(value, next) : writeJson(form === 'light' ? toLight(value) : value, next);
    const isOuter = next() < 0.3;
    return lines(
      `--${changeset}`,
      'Content-Type: application/http',
      ...(isOuter ? [`Content-ID: ${contentId}`] : []),
      'Content-Transfer-Encoding: binary',
      '',
      `POST ${url} HTTP/1.1`,
      ...(isOuter ? [] : [`content-id: ${contentId}`]),
      `Content-Type: ${kind}`,
      '',
      body,
    );
  });
  const opening = lines(...head, ...preamble, `--${batch}`, `Content-Type: multipart/mixed; boundary=${changeset}`, '');
  return opening + parts.join('') + lines(`--${changeset}--`, `--${batch}--`, ...pick([[], ['', '-- the end']]));
}
