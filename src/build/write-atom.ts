/** Jobs and tasks as Atom entries. */
import { escapeAttribute, escapeText } from '../parse/xml/escape.js';
import type { EntityValue, JobRequest } from './write-job.js';

const DATA = 'http://schemas.microsoft.com/ado/2007/08/dataservices';
const SPACES = `xmlns="http://www.w3.org/2005/Atom" xmlns:d="${DATA}" xmlns:m="${DATA}/metadata"`;
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** A job as a document; without Tasks it is one that they are posted to. */
export function atomDocument({
  InputMediaAssets,
  Tasks,
  ...own
}: Omit<JobRequest, 'Tasks'> & Partial<JobRequest>): string {
  const links = InputMediaAssets.map(
    ({ __metadata }) => `  <link rel="${DATA}/related/InputMediaAssets" href="${escapeAttribute(__metadata.uri)}"/>\n`,
  );
  const entries = Tasks?.map((task) => `      ${atomEntry(task, '      ', '')}\n`);
  const tasks =
    entries === undefined
      ? ''
      : `  <link rel="${DATA}/related/Tasks" href="Tasks">\n    <m:inline><feed>\n${entries.join('')}    </feed></m:inline>\n  </link>\n`;
  return `${DECLARATION}\n<entry ${SPACES}>\n${links.join('')}${tasks}${contentOf(own, '  ')}\n</entry>\n`;
}

/** A task as a document. */
export function atomTask(task: EntityValue): string {
  return `${DECLARATION}\n${atomEntry(task)}\n`;
}

/** A task as an entry that stands behind an indentation; its namespaces go with it unless they are there already. */
export function atomEntry(task: EntityValue, indentation = '', spaces = ` ${SPACES}`): string {
  const content = contentOf(task, `${indentation}  `);
  return `<entry${spaces}>\n${content}\n${indentation}</entry>`;
}

function contentOf(entity: EntityValue, indentation: string): string {
  const lines = Object.entries(entity).map(([name, value]) => {
    const type = typeof value === 'number' ? ' m:type="Edm.Int32"' : '';
    return `${indentation}  <d:${name}${type}>${escapeText(String(value))}</d:${name}>\n`;
  });
  return `${indentation}<content type="application/xml"><m:properties>\n${lines.join('')}${indentation}</m:properties></content>`;
}
