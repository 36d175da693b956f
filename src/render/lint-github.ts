/** Findings as workflow commands, which GitHub Actions turns into annotations of the changed lines. */
import type { Severity } from '../diagnostics/codes.js';
import type { FileResult, ResolvedFinding } from './file-result.js';
import type { LintFormat } from './lint-format.js';

const COMMANDS: { readonly [S in Severity]: string } = { error: 'error', warning: 'warning', info: 'notice' };

/** `::error file=…,line=…,endLine=…,col=…,endColumn=…,title=code::sentence`, a line for each finding. */
export function lintGithub(): LintFormat {
  return { needs: { frames: false }, begin: () => '', file: fileLines, end: () => '' };
}

function fileLines({ path, findings, omitted }: FileResult): string {
  const file = escapeProperty(repositoryPath(path));
  const lines = findings.map((finding) => command(file, finding));
  if (omitted > 0) lines.push(`::notice file=${file}::${omitted} more findings are not listed\n`);
  return lines.join('');
}

/** The title comes last, since the runner trims the end of the properties. */
function command(file: string, { code, severity, message, start, end }: ResolvedFinding): string {
  let at = '';
  if (start !== undefined && end !== undefined) {
    at = `,line=${start.line},endLine=${end.line}`;
    // The runner drops columns of a range over several lines.
    if (start.line === end.line) at += `,col=${start.column},endColumn=${end.column}`;
  }
  return `::${COMMANDS[severity]} file=${file}${at},title=${code}::${escapeData(message)}\n`;
}

/** As GitHub knows the file. The runner would drop a leading `=` with the one before it. */
function repositoryPath(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  return slashed.startsWith('=') ? `./${slashed}` : slashed;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
