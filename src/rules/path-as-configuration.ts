import { diagnostic, excerpt, valueAt } from '../diagnostics/diagnostic.js';
import { isProtected } from '../model/task-settings.js';
import { trimmedSpan } from '../text/span.js';
import type { SettingsRule } from './rule.js';

/** A drive, a share, a place relative to this one or to home, the root of a disk, an address. */
const BEGINS_LIKE_PATH = /^(?:[A-Za-z]:[\\/]|\\\\|\.{1,2}[\\/]|~[\\/]|\/[^/\s]|[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/)/;
const ENDS_LIKE_FILE = /\.(?:xml|json|config|preset)$/i;
/** No path is longer that anybody would write. */
const PATH_LENGTH = 2000;

/**
 * The path of a preset in the place of the preset, which client code forgot to read: a Configuration is the name of a
 * preset, or the preset itself (reference). An address is a path too: nobody says that it would be followed.
 */
export const pathAsConfiguration: SettingsRule = {
  code: 'path-as-configuration',
  check(settings, report) {
    const { configuration } = settings;
    if (isProtected(settings) !== false || !isPath(configuration)) return;
    const args = { owner: settings.label, found: excerpt(configuration) };
    report(diagnostic('path-as-configuration', valueAt(settings.pathOf('Configuration')), args));
  },
};

/** Whether a text is one line that begins or ends like a path, or has a backslash in it; no name of a preset does. */
function isPath(value: string): boolean {
  if (!/[\\/.]/.test(value)) return false;
  const { start, end } = trimmedSpan(value);
  if (end - start > PATH_LENGTH) return false;
  const text = value.slice(start, end);
  if (/^[<{[]|[\r\n]/.test(text)) return false;
  return BEGINS_LIKE_PATH.test(text) || ENDS_LIKE_FILE.test(text) || text.includes('\\');
}
