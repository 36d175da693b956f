/**
 * How long somebody who types waits in Chromium: from the input event of a field that holds a job to all findings with their
 * sentences, lines and columns, beside `JSON.parse` of the same text. Run by `npm run bench -- browser`.
 */
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/launch-chromium.js';
import { ROOT } from '../helpers/root.js';
import { median } from './contest.js';
import { NO_QUOTAS } from './lint-and-locate.js';
import { count, duration, markdownTable, times } from './markdown.js';
import { nightJob } from './night-jobs.js';
import { targetTable } from './targets.js';

/** How many tasks the jobs have. */
const SIZES = [30, 1_000];
/** Each is typed and taken back. */
const KEYSTROKES = 100;

/** What is typed, behind the first of these words in the middle of the job; and how many findings that makes. */
const TYPED = [
  { what: 'a letter of a name', key: 'x', behind: '"Name": "', findings: 0 },
  { what: 'a digit of a reference', key: '9', behind: '<inputAsset>JobOutputAsset(', findings: 1 },
  { what: 'a quote that breaks the JSON', key: '"', behind: '<inputAsset>JobOutputAsset(', findings: 1 },
] as const;

/** Clocks of a page are coarse, but where nothing from elsewhere can get at it. */
const ORIGIN = 'http://localhost';
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

interface Row {
  readonly took: number;
  readonly parse: number;
  readonly findings: number;
}

/** The tables, line by line, for jobs of so many tasks. */
export async function keystrokeTable(sizes: readonly number[] = SIZES): Promise<readonly string[]> {
  const script = await pageScript();
  const browser = await launchChromium();
  const rows: (readonly string[])[] = [];
  let slowest = Number.NaN;
  for (const tasks of sizes) {
    for (const typed of TYPED) {
      const { opened, first, took, late, parse } = await measure(browser, script, tasks, typed);
      rows.push([typed.what, count(tasks), ...[parse, opened, first, took, late].map(duration), times(took / parse)]);
      if (tasks === 30) slowest = Math.max(took, Number.isNaN(slowest) ? 0 : slowest);
    }
  }
  const version = browser.version();
  await browser.close();
  return [
    ...markdownTable(['typed', 'tasks', '`JSON.parse`', 'opened', 'first', 'median', '95 of 100', 'ratio'], rows),
    '',
    `Chromium ${version}.`,
    '',
    ...targetTable([{ what: 'a job of 30 tasks, median', is: 'most', limit: 5, measured: slowest, unit: duration }]),
  ];
}

async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, '.cache/test/browser/keystroke-page.js')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function measure(browser: Browser, script: string, tasks: number, typed: (typeof TYPED)[number]) {
  const job = JSON.stringify(nightJob(tasks), null, 2);
  const page = await open(browser, script, job);
  const at = job.indexOf(typed.behind, job.length >> 1) + typed.behind.length;
  await page.locator('textarea').focus();
  await page.evaluate(`document.querySelector('textarea').setSelectionRange(${at}, ${at})`);
  for (let n = 0; n < KEYSTROKES; n += 1) {
    await page.keyboard.press(typed.key);
    await page.keyboard.press('Backspace');
  }
  const [opened, ...all] = (await page.evaluate('bench.rows')) as readonly Row[];
  await page.context().close();
  const rows = all.filter((_, n) => n % 2 === 0);
  const wrong = rows.find(({ findings }) => findings !== typed.findings);
  if (rows.length !== KEYSTROKES || wrong !== undefined) {
    throw new Error(`${typed.what}: the bench means ${typed.findings} findings and has ${wrong?.findings}`);
  }
  const took = rows.map((row) => row.took).toSorted((a, b) => a - b);
  return {
    opened: opened?.took as number,
    first: rows[0]?.took as number,
    took: median(took),
    late: took[Math.floor(took.length * 0.95)] as number,
    parse: median(rows.map((row) => row.parse)),
  };
}

async function open(browser: Browser, script: string, job: string): Promise<Page> {
  const page = await browser.newPage();
  const html = `<!doctype html><title>Job</title><textarea></textarea><script type="module" src="/page.js"></script>`;
  await page.route('**/*', (route) => {
    const isScript = route.request().url() === `${ORIGIN}/page.js`;
    const contentType = isScript ? 'text/javascript' : 'text/html';
    return route.fulfill({ body: isScript ? script : html, contentType, headers: ISOLATED });
  });
  await page.addInitScript(`window.bench = ${JSON.stringify({ job, options: NO_QUOTAS, rows: [] })}`);
  await page.goto(`${ORIGIN}/`);
  if (!(await page.evaluate('crossOriginIsolated'))) throw new Error('the clock of the page is too coarse');
  return page;
}
