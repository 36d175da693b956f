/** The create request of a job as a value, and what its forms have in common. */
import { findInvalidCharacter } from '../parse/xml/characters.js';

/** An entity as a value. */
export type EntityValue = Readonly<Record<string, unknown>>;

/** The create request of a job in verbose JSON. */
export interface JobRequest {
  readonly Name: string;
  readonly Priority?: number;
  readonly InputMediaAssets: readonly { readonly __metadata: { readonly uri: string } }[];
  readonly Tasks: readonly EntityValue[];
}

/** A job as light JSON has it: links as plain strings. */
export function toLight({ InputMediaAssets, ...rest }: Omit<JobRequest, 'Tasks'> & Partial<JobRequest>): EntityValue {
  const { Name, Priority, Tasks } = rest;
  return {
    Name,
    ...(Priority === undefined ? {} : { Priority }),
    'InputMediaAssets@odata.bind': InputMediaAssets.map(({ __metadata }) => __metadata.uri),
    ...(Tasks === undefined ? {} : { Tasks }),
  };
}

/** What XML cannot carry of a job, in words; null where it can carry all. */
export function uncarried({ InputMediaAssets, Tasks, ...own }: JobRequest): string | null {
  const links = InputMediaAssets.map(({ __metadata }, index): [string, unknown] => [`input ${index}`, __metadata.uri]);
  const texts: readonly [string, unknown][] = [
    ...links,
    ...Object.entries(own),
    ...Tasks.flatMap((task, index) =>
      Object.entries(task).map(([name, value]): [string, unknown] => [`${name} of task ${index}`, value]),
    ),
  ];
  for (const [where, text] of texts) {
    const at = typeof text === 'string' ? findInvalidCharacter(text) : -1;
    if (at >= 0) return `${where}: XML cannot carry the character at ${at}; write JSON instead`;
  }
  return null;
}
