/** Findings as logging commands, which Azure Pipelines turns into issues of the run. */
import type { FileResult, ResolvedFinding } from './file-result.js';
import type { LintFormat } from './lint-format.js';
import { msbuildLine, omittedLine } from './lint-msbuild.js';

/**
 * `##vso[task.logissue type=error;sourcepath=…;linenumber=…;columnnumber=…;code=…;]sentence`, a line for each finding.
 * Issues are errors or warnings; an info is a plain line of the log.
 */
export function lintAzurePipelines(): LintFormat {
  return { needs: { frames: false }, begin: () => '', file: fileLines, end: () => '' };
}

function fileLines({ path, findings, omitted }: FileResult): string {
  const lines = findings.map((finding) =>
    finding.severity === 'info' ? msbuildLine(path, finding) : command(path, finding),
  );
  if (omitted > 0) lines.push(omittedLine(path, omitted));
  return lines.join('');
}

function command(path: string, { code, severity, message, start }: ResolvedFinding): string {
  // The agent would drop a leading `=` with the one before it.
  const source = escapeProperty(path.startsWith('=') ? `./${path}` : path);
  const at = start === undefined ? '' : `linenumber=${start.line};columnnumber=${start.column};`;
  return `##vso[task.logissue type=${severity};sourcepath=${source};${at}code=${code};]${escapeData(message)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(']', '%5D').replaceAll(';', '%3B');
}
