/** Findings as SARIF 2.1.0, for code scanning and viewers; § are its sections. */
import { CODES } from '../diagnostics/code-infos.js';
import type { Code, Severity } from '../diagnostics/codes.js';
import { MAX_DIAGNOSTICS } from '../lint.js';
import type { FileResult, ResolvedFinding, ResolvedSuppression } from './file-result.js';
import { jsonText } from './json-text.js';
import type { LintFormat } from './lint-format.js';
import { Occurrences } from './occurrences.js';
import { artifactUri, sarifLocation, sarifMessage, sarifRegion } from './sarif-location.js';
import { isWellFormed, wellFormed } from './well-formed.js';

/**
 * GitHub refuses a run with more results than this; of those it takes, it shows the 5,000 most serious ("SARIF results
 * exceed one or more limits" in its documentation). Its other limits, 1,000 places and 10,000 steps of a flow for each
 * result, are out of reach: a finding lists 100 related places.
 */
export const MAX_RESULTS = 25_000;
/** So many places are kept for errors, which may come after any number of warnings. */
const KEPT_FOR_ERRORS = 5_000;

const LEVELS: { readonly [S in Severity]: string } = { error: 'error', warning: 'warning', info: 'note' };

/** The head of the file and of its one run. */
const BEGIN =
  '{"version":"2.1.0","$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","runs":[' +
  '{"columnKind":"utf16CodeUnits","newlineSequences":["\\r\\n","\\n","\\r"],"results":[';

/** One run, one result a line, written as results come; the rules that occurred stand at its end. `version` is the tool's. */
export function lintSarif(version: string | null): LintFormat {
  const writer = new SarifWriter();
  return {
    needs: { frames: false },
    begin: () => BEGIN,
    file: (result) => writer.file(result),
    end: () => writer.end(version),
  };
}

/** What is known of a code (§3.49). GitHub wants all of these texts. */
function rule(code: Code): object {
  const { severity, summary, group } = CODES[code];
  const [before, after] = [`${summary}. By default of severity ${severity}. `, ' explains it, with examples.'];
  const command = `taskgraph explain ${code}`;
  return {
    id: code,
    shortDescription: sarifMessage(summary),
    fullDescription: sarifMessage(`${summary}.`),
    help: { ...sarifMessage(before + command + after), markdown: `${escapeMarkdown(before)}\`${command}\`${after}` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [group.toLowerCase().replaceAll(' ', '-')] },
  };
}

function escapeMarkdown(text: string): string {
  return text.replace(/[<>&*_[\]`\\]/g, '\\$&');
}

/** Remembers how many results there are, of which rules, and which fingerprints the file has. */
class SarifWriter {
  readonly #fingerprints = new Occurrences();
  /** The codes that occurred; rules are numbered in this order. */
  readonly #rules = new Map<Code, number>();
  #results = 0;
  #omitted = 0;

  file({ path, findings, suppressed, omitted, continues }: FileResult): string {
    this.#fingerprints.next({ continues });
    this.#omitted += omitted;
    const uri = artifactUri(path);
    const listed = findings.map((finding) => this.#result(uri, finding, null));
    for (const suppression of suppressed) listed.push(this.#result(uri, suppression.finding, suppression));
    return listed.join('');
  }

  end(version: string | null): string {
    const rules = [...this.#rules.keys()].map(rule);
    const driver = { name: 'taskgraph', ...(version === null ? {} : { version }), rules };
    const text = `${this.#omitted} more results are left out: at most ${MAX_RESULTS} are listed, and of each file at most ${MAX_DIAGNOSTICS}.`;
    const notifications = [{ level: 'warning', message: sarifMessage(text) }];
    const invocation = {
      executionSuccessful: true,
      ...(this.#omitted === 0 ? {} : { toolExecutionNotifications: notifications }),
    };
    const rest = {
      tool: { driver },
      invocations: [invocation],
      ...(this.#omitted === 0 ? {} : { properties: { omittedResults: this.#omitted } }),
    };
    return `\n],${jsonText(rest).slice(1)}]}\n`;
  }

  #result(uri: string, finding: ResolvedFinding, suppression: ResolvedSuppression | null): string {
    const isError = finding.severity === 'error' && suppression === null;
    if (this.#results >= (isError ? MAX_RESULTS : MAX_RESULTS - KEPT_FOR_ERRORS)) {
      this.#omitted += 1;
      return '';
    }
    const comma = this.#results === 0 ? '' : ',';
    this.#results += 1;
    const { code, fingerprint } = finding;
    const ruleIndex = this.#rules.get(code) ?? this.#rules.size;
    this.#rules.set(code, ruleIndex);
    const result = {
      ruleId: code,
      ruleIndex,
      ...sarifResult(uri, finding),
      partialFingerprints: { 'taskgraph/v1': `${fingerprint}:${this.#fingerprints.count(fingerprint)}` },
      ...(suppression === null ? {} : { suppressions: [sarifSuppression(suppression)] }),
    };
    return `${comma}\n${jsonText(result)}`;
  }
}

function sarifResult(uri: string, finding: ResolvedFinding): object {
  const { code, severity, message, related, relatedOmitted, fix } = finding;
  const others = related.map((other) => ({ ...sarifLocation(uri, other), message: sarifMessage(other.message) }));
  const fixes = fix === null ? null : sarifFix(uri, fix);
  return {
    level: LEVELS[severity],
    message: sarifMessage(message),
    locations: [sarifLocation(uri, finding)],
    ...(others.length === 0 ? {} : { relatedLocations: others.map((other, index) => ({ id: index + 1, ...other })) }),
    // The related places of a cycle are its steps, in their order.
    ...(code !== 'dependency-cycle' || others.length === 0
      ? {}
      : { codeFlows: [{ threadFlows: [{ locations: others.map((location) => ({ location })) }] }] }),
    ...(fixes === null ? {} : { fixes: [fixes] }),
    ...(relatedOmitted === 0 ? {} : { properties: { relatedOmitted } }),
  };
}

/** A way out (§3.55), where it can be said: as changes of the file's text, without half surrogate pairs. */
function sarifFix(uri: string, { title, safe, edits }: NonNullable<ResolvedFinding['fix']>): object | null {
  const replacements = edits.map((edit) => ({
    deletedRegion: sarifRegion(edit),
    insertedContent: { text: edit.text },
  }));
  const canBeSaid = edits.every(({ start, text }) => start !== undefined && isWellFormed(text));
  if (!canBeSaid || edits.length === 0) return null;
  return {
    description: sarifMessage(title),
    artifactChanges: [{ artifactLocation: { uri }, replacements }],
    properties: { safe },
  };
}

function sarifSuppression({ by, reason }: ResolvedSuppression): object {
  return {
    kind: by === 'comment' ? 'inSource' : 'external',
    ...(reason === null ? {} : { justification: wellFormed(reason) }),
  };
}
