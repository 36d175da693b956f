/** Findings as MSBuild and Visual Studio recognise them in the output of a tool. */
import { oneLine } from '../diagnostics/messages.js';
import type { FileResult, ResolvedFinding } from './file-result.js';
import type { LintFormat } from './lint-format.js';
import { wellFormed } from './well-formed.js';

/** `file(line,column,endLine,endColumn): error code: sentence`, a line for each finding. */
export function lintMsbuild(): LintFormat {
  return { needs: { frames: false }, begin: () => '', file: fileLines, end: () => '' };
}

function fileLines({ path, findings, omitted }: FileResult): string {
  const lines = findings.map((finding) => msbuildLine(path, finding));
  if (omitted > 0) lines.push(omittedLine(path, omitted));
  return lines.join('');
}

/**
 * A finding on one line. The canonical form has errors and warnings only; `info` in their place makes a line that is logged
 * and counts as neither.
 */
export function msbuildLine(path: string, { code, severity, message, start, end }: ResolvedFinding): string {
  const at = start === undefined || end === undefined ? '1' : `${start.line},${start.column},${end.line},${end.column}`;
  const isInfo = severity === 'info';
  const name = isInfo ? uncountedName(path) : fileName(path);
  return `${name}(${at}): ${severity} ${code}: ${sentence(message, isInfo)}\n`;
}

/** Says how many findings of a file are not listed; counts as neither error nor warning. */
export function omittedLine(path: string, omitted: number): string {
  return `${uncountedName(path)}(1): info: ${omitted} more findings are not listed\n`;
}

/** MSBuild looks for the form in the first 400 characters of a line: the rest of it takes less than 100. */
const NAME_LENGTH = 300;

/**
 * A file's name where the form takes it. What would end or change it is percent-encoded: line breaks and control characters,
 * colons but that of a drive, white space at its ends, what looks like the number of a project before it, and `##`, which
 * begins commands to build servers. Of a name that is too long its end is kept.
 */
function fileName(path: string): string {
  const encoded = path
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, percent)
    .replace(/^[A-Za-z]:(?=[\\/])|:/g, (match) => (match === ':' ? '%3A' : match))
    .replace(/^\s|\s$/g, percent)
    .replace(/^(\p{Nd}+)>/u, '$1%3E')
    .replaceAll('##', '#%23');
  return encoded.length <= NAME_LENGTH ? encoded : `…${encoded.slice(1 - NAME_LENGTH).replace(/^[\udc00-\udfff]/, '')}`;
}

function percent(character: string): string {
  return encodeURIComponent(wellFormed(character));
}

/** In a line that is neither, a name with the words `error` or `warning` in it must not be taken for one. */
function uncountedName(path: string): string {
  const name = fileName(path);
  return /error|warning/i.test(name) ? name.replaceAll(' ', '%20') : name;
}

/** The sentence on one line, and in an info without `: error:`. */
function sentence(message: string, isInfo: boolean): string {
  const text = oneLine(message);
  return isInfo ? text.replace(/:(?= (?:error|warning):)/gi, ' -') : text;
}
