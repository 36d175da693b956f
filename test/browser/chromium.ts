/** Chromium for tests: one for each file of them, and pages that must neither complain nor ask for anything from outside. */
import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../helpers/launch-chromium.js';

/** Starts Chromium before the tests of a suite, with a profile of its own, and ends it after them. */
export function useChromium(): { readonly open: (options: OpenOptions) => Promise<OpenPage> } {
  let browser: Browser | null = null;
  const pages: OpenPage[] = [];
  before(async () => {
    browser = await launchChromium();
  });
  afterEach(async () => {
    const open = pages.splice(0);
    for (const { context } of open) await context.close();
    expect(open.flatMap(({ complaints }) => complaints)).to.deep.equal([]);
  });
  after(() => browser?.close());
  return {
    open: async (options) => {
      const page = await openPage(browser as Browser, options);
      pages.push(page);
      return page;
    },
  };
}

export interface OpenOptions extends BrowserContextOptions {
  /** What is served under `ORIGIN`, by path; `/` is opened. Everything else is refused, and complained about. */
  readonly files: Readonly<Record<string, string>>;
}

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console said, what was thrown, and what was asked for from outside. */
  readonly complaints: readonly string[];
}

/** There is no such host: nothing is asked of a network. */
export const ORIGIN = 'http://taskgraph.test';

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', svg: 'image/svg+xml' };

async function openPage(browser: Browser, { files, ...options }: OpenOptions): Promise<OpenPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const complaints: string[] = [];
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const body = url.origin === ORIGIN ? files[url.pathname] : undefined;
    if (body === undefined) {
      complaints.push(`asked for ${url.href}`);
      return route.abort();
    }
    const type = TYPES[url.pathname.split('.')[1] ?? ''] ?? 'text/html';
    return route.fulfill({ body, contentType: `${type}; charset=utf-8` });
  });
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(`console.${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${ORIGIN}/`);
  return { page, context, complaints };
}
