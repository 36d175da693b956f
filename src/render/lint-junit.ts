/** Findings as a JUnit report, for what shows test results: Jenkins, Azure Pipelines, GitLab. */
import { oneLine } from '../diagnostics/messages.js';
import type { FileResult, ResolvedFinding } from './file-result.js';
import type { LintFormat } from './lint-format.js';
import { findingLines } from './lint-text.js';
import { Occurrences } from './occurrences.js';
import { PLAIN } from './paint.js';
import { pathName } from './path-name.js';
import { xmlLines, xmlText } from './xml-text.js';

/**
 * A suite for each file and a case for each finding. An error fails its case. Warnings and infos must not fail a build by
 * default, and a passed case has no text: they are skipped cases, which are counted apart and carry one. A file without
 * findings is one passed case, because Jenkins drops suites without any.
 */
export function lintJunit(): LintFormat {
  const writer = new JunitWriter();
  return {
    needs: { frames: false },
    begin: () => '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="taskgraph lint">\n',
    file: (result) => writer.file(result),
    end: () => `${writer.close()}</testsuites>\n`,
  };
}

/** Counts stand before the cases, so that a file that comes in parts becomes a suite for each part with findings. */
class JunitWriter {
  readonly #names = new Occurrences();
  /** The file that is open, and whether a suite of it is written. */
  #file: string | null = null;
  #hasSuite = false;

  file({ path, findings, omitted, continues }: FileResult): string {
    const before = continues ? '' : this.close();
    this.#names.next({ continues });
    this.#file = oneLine(path);
    if (findings.length + omitted === 0) return before;
    this.#hasSuite = true;
    const cases = findings.map((finding) => this.#case(path, finding));
    const failures = findings.filter(({ severity }) => severity === 'error').length;
    return before + suite({ name: this.#file, cases, failures, skipped: findings.length - failures, omitted });
  }

  /** What is left to say of the open file. */
  close(): string {
    const name = this.#file;
    const isClean = name !== null && !this.#hasSuite;
    this.#file = null;
    this.#hasSuite = false;
    if (!isClean) return '';
    const passed = `<testcase name="no findings" classname="${xmlText(name)}"/>\n`;
    return suite({ name, cases: [passed], failures: 0, skipped: 0, omitted: 0 });
  }

  /** GitLab drops cases of the same name, and all follow cases by name: it has no line numbers, which move. */
  #case(path: string, finding: ResolvedFinding): string {
    const { code, severity, message } = finding;
    const place = pathName(finding.path);
    const name = place === '' ? code : `${code} ${place}`;
    const count = this.#names.count(name);
    const file = oneLine(path);
    const unique = xmlText(count === 1 ? name : `${name} (${count})`);
    // Other formats of the same run may have asked for the lines of the file.
    const text = xmlLines(findingLines(file, { ...finding, frame: [] }, PLAIN));
    const outcome =
      severity === 'error'
        ? `<failure message="${xmlText(message)}" type="${code}">${text}</failure>`
        : `<skipped>${text}</skipped>`;
    return `<testcase name="${unique}" classname="${xmlText(file)}">${outcome}</testcase>\n`;
  }
}

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly skipped: number;
  /** How many findings have no case. */
  readonly omitted: number;
}

function suite({ name, cases, failures, skipped, omitted }: Suite): string {
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
  const more = omitted === 0 ? '' : `<system-out>${omitted} more findings are not listed</system-out>\n`;
  return `<testsuite name="${xmlText(name)}" ${counts}>\n${cases.join('')}${more}</testsuite>\n`;
}
