/** A job as a `$batch`: one request that makes the job, and one for each task that is posted to it. */
import { atomDocument, atomTask } from './write-atom.js';
import { type EntityValue, type JobRequest, toLight } from './write-job.js';

/** How a batch is written. */
export interface BatchOptions {
  /** The form of its parts; `verbose` where it is not said. */
  readonly parts?: 'verbose' | 'light' | 'atom';
  /** What the URLs of the requests begin with; `/api` where it is not said. */
  readonly root?: string;
}

const TYPES = {
  verbose: 'application/json;odata=verbose',
  light: 'application/json',
  atom: 'application/atom+xml',
} as const;

/** The batch with the header that says its boundary, which no line of a body begins with. Lines end at CRLF. */
export function batchText({ Tasks, ...own }: JobRequest, { parts = 'verbose', root = '/api' }: BatchOptions): string {
  const bodyOf = (task: EntityValue): string => (parts === 'atom' ? atomTask(task) : JSON.stringify(task));
  const lead = parts === 'atom' ? atomDocument(own) : JSON.stringify(parts === 'light' ? toLight(own) : own);
  const bodies = [lead, ...Tasks.map(bodyOf)];
  const [batch, changeset] = ['batch', 'changeset'].map((name) => boundaryFor(name, bodies)) as [string, string];
  const requests = bodies.flatMap((body, index) => [
    `--${changeset}`,
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `POST ${root}/${index === 0 ? 'Jobs' : '$1/Tasks'} HTTP/1.1`,
    `Content-ID: ${index + 1}`,
    `Content-Type: ${TYPES[parts]}`,
    '',
    body.trimEnd(),
  ]);
  const head = (name: string): string => `Content-Type: multipart/mixed; boundary=${name}`;
  const lines = [
    head(batch),
    '',
    `--${batch}`,
    head(changeset),
    '',
    ...requests,
    `--${changeset}--`,
    `--${batch}--`,
    '',
  ];
  return lines.join('\r\n');
}

function boundaryFor(name: string, bodies: readonly string[]): string {
  let boundary = `${name}_taskgraph`;
  for (let count = 1; bodies.some((body) => body.includes(boundary)); count += 1)
    boundary = `${name}_taskgraph_${count}`;
  return boundary;
}
