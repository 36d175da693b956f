import { excerpt, type Path } from '../diagnostics/diagnostic.js';
import { oneLine } from '../diagnostics/messages.js';

/** Keys come from documents, and may be as long as these. */
const NAME_LENGTH = 200;

/** A path as a name, on one line: `Tasks[3].TaskBody`, `["odd key"].Name`, '' for the document itself. Cut where it is long. */
export function pathName(path: Path): string {
  let name = '';
  for (const step of path) {
    if (name.length > NAME_LENGTH) break;
    if (typeof step === 'number') name += `[${step}]`;
    else if (IDENTIFIER.test(step)) name += name === '' ? step : `.${step}`;
    else name += `[${JSON.stringify(excerpt(step, NAME_LENGTH))}]`;
  }
  return excerpt(oneLine(name), NAME_LENGTH);
}

const IDENTIFIER = /^[A-Za-z_$][\w$]{0,199}$/;
