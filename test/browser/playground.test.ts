/** The playground in Chromium: what people see as they type, by pointer and by keyboard alone, under its policy. */
import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium } from '../helpers/launch-chromium.js';
import { axe } from './axe.js';
import { buildPlayground, type PlaygroundServer, servePlayground } from './playground-server.js';

const WIDE = { width: 1360, height: 850 };
const PHONE = { width: 390, height: 844 };

const TASK = `{ "Name": "Encode", "MediaProcessorId": "nb:mpid:UUID:ff4df607-d419-42f0-bc17-a481b1331e56", "Configuration": "Adaptive Streaming",
"TaskBody": "<taskBody><inputAsset>jobInputAsset(0)</inputAsset><outputAsset assetCreationOptions=\\"0\\">JobOutputAsset(0)</outputAsset></taskBody>" }`;

/** The text in the editor, where all of it is in sight. */
async function textOf(page: Page): Promise<string> {
  return (await page.locator('.cm-line').allTextContents()).join('\n');
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

const findings = (page: Page): Locator => page.locator('.finding');

/** Moves the focus with Tab until an element has it, as somebody without a pointer does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}

async function loadExample(page: Page, label: string): Promise<void> {
  await page.getByLabel('Example').selectOption({ label });
}

describe('the playground', () => {
  let browser: Browser;
  let server: PlaygroundServer;
  const contexts: BrowserContext[] = [];
  const complaints: string[] = [];

  before(async () => {
    await buildPlayground();
    [browser, server] = await Promise.all([launchChromium(), servePlayground()]);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    // The console tells of what the policy refused, too.
    expect(complaints.splice(0)).to.deep.equal([]);
  });

  const open = async (options: BrowserContextOptions & { readonly from?: string } = {}): Promise<Page> => {
    const { from = server.url, ...rest } = options;
    const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', ...rest });
    contexts.push(context);
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(`console.${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
    context.on('request', (request) => {
      if (!request.url().startsWith(server.url)) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(from);
    await findings(page).first().waitFor();
    return page;
  };

  it('underlines a fault as it is typed, at its characters, and takes the way out', async () => {
    const page = await open();
    await write(page, TASK);
    await page.locator('.cm-lintRange-error').waitFor();
    expect(await page.locator('.cm-lintRange-error').allTextContents()).to.deep.equal(['jobInputAsset(0)']);
    expect(await findings(page).allInnerTexts()).to.deep.equal([
      'Error "jobInputAsset(0)" is written in the wrong case, expected JobInputAsset(0).\n\nline 2\ninvalid-reference\nWrite JobInputAsset(0)',
    ]);
    await page.locator('.cm-lintRange-error').hover();
    await page.locator('.cm-diagnosticAction').first().click();
    await page.getByText('Nothing is wrong with this definition.').waitFor();
    expect(await textOf(page)).to.equal(TASK.replace('jobInput', 'JobInput'));
    expect(await page.locator('.cm-lintRange').count()).to.equal(0);
    await page.getByText('No findings').waitFor();
  });

  it('applies a fix from the list, and all that are safe at once', async () => {
    const page = await open();
    expect(await findings(page).count()).to.equal(9);
    await page.getByRole('button', { name: 'Write JobInputAsset(0)' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.finding').length === 8);
    await page.getByRole('button', { name: 'Apply safe fixes' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.finding').length < 6);
    expect(await page.getByRole('button', { name: 'Apply safe fixes' }).count()).to.equal(0);
    expect(await findings(page).first().innerText()).to.include('H264 Broadband 1080p');
  });

  it('plans for the units of a slider, dragged or moved by keys, and for a policy', async () => {
    const page = await open();
    await loadExample(page, 'Nightly encode');
    await page.getByRole('tab', { name: 'Plan' }).click();
    const makespan = page.locator('.numbers div', { hasText: 'Makespan' }).locator('dd');
    const rows = page.locator('#plan .tg-unit');
    await makespan.waitFor();
    expect(await makespan.innerText()).to.equal('16 min 25 s');
    expect(await rows.count()).to.equal(2);
    const slider = page.getByRole('slider', { name: 'Reserved units' });
    const { x, y, width, height } = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + 2, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelectorAll('#plan .tg-unit').length === 1);
    expect(await makespan.innerText()).to.equal('26 min 55 s');
    await slider.press('End');
    await page.waitForFunction(() => document.querySelectorAll('#plan .tg-unit').length === 3);
    expect(await makespan.innerText()).to.equal('11 min 15 s');
    expect(await slider.getAttribute('aria-valuetext')).to.equal('3 units');
    await page.getByLabel('Who goes first').selectOption('critical');
    await page
      .getByLabel('Who goes first')
      .locator('option:checked', { hasText: '11 min 15 s' })
      .waitFor({ state: 'attached' });
  });

  it('takes how long a task takes, and what a job read back tells of it', async () => {
    const page = await open();
    await loadExample(page, 'Nightly encode');
    await page.getByRole('tab', { name: 'Plan' }).click();
    await page.getByText('How long each task takes').click();
    await page.getByLabel('Encode 1080p').fill('3600');
    await page.getByLabel('Encode 1080p').press('Enter');
    await page.locator('.numbers dd', { hasText: '1 h' }).first().waitFor();
    await loadExample(page, 'Read back, with run times');
    await page.getByText('Tasks take as long as they took in this run.').waitFor();
  });

  it('marks a cycle in the graph, and says why there is no plan', async () => {
    const page = await open();
    await loadExample(page, 'A cycle');
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('#graph .tg-task.tg-cycle').first().waitFor();
    const names = page.locator('#graph .tg-task.tg-cycle .tg-label');
    expect((await names.allTextContents()).sort()).to.deep.equal(['Encode', 'Package', 'Verify']);
    expect(await page.locator('#graph [data-edge].tg-cycle').count()).to.equal(6);
    await page.getByRole('tab', { name: 'Plan' }).click();
    await page.getByText('There is no plan: tasks wait for each other in a cycle.').waitFor();
  });

  it('opens what somebody shared, and tells of a link that is broken', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await write(page, TASK);
    await page.getByRole('tab', { name: 'Plan' }).click();
    await page.getByRole('slider').press('End');
    await page.getByRole('slider').press('Home');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText('The link is copied.').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).to.equal(page.url());
    expect(link).to.match(/#1\.[\w-]+$/);
    const context = await browser.newContext({ viewport: WIDE });
    contexts.push(context);
    const other = await context.newPage();
    await other.goto(link);
    await other.locator('#plan .tg-bar').first().waitFor();
    expect(await textOf(other)).to.equal(TASK);
    expect(await other.getByRole('slider').inputValue()).to.equal('1');
    await other.goto(`${server.url}#1.AAAA`);
    await other.getByText('This link is broken').waitFor();
  });

  it('edits the job as a form: small changes of the text, which can be undone', async () => {
    const page = await open();
    await write(
      page,
      TASK.replace('jobInput', 'JobInput').replace(/^/, '{ "InputMediaAssets": [], "Tasks": [').concat('] }'),
    );
    await page.getByRole('tab', { name: 'Form' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('Transcode');
    await name.press('Enter');
    await page.locator('#form-task option', { hasText: 'Transcode' }).waitFor({ state: 'attached' });
    expect(await textOf(page)).to.include('"Name": "Transcode"');
    await page.getByLabel('URI of another input').fill("https://media.example/api/Assets('7')");
    await page.getByRole('button', { name: 'Add the input' }).click();
    await page.locator('.uri').waitFor();
    expect(await textOf(page)).to.include("https://media.example/api/Assets('7')");
    await page.getByRole('button', { name: 'Add a task' }).click();
    await page.locator('#form-task option:checked', { hasText: 'New task' }).waitFor({ state: 'attached' });
    await page.getByLabel('Read another asset').selectOption('JobOutputAsset(0)');
    await page.getByRole('button', { name: 'No longer read JobOutputAsset(0)' }).waitFor();
    await page.getByRole('button', { name: 'No longer read JobInputAsset(0)' }).click();
    await page.getByRole('button', { name: 'No longer read JobInputAsset(0)' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove the task' }).click();
    await page.locator('#form-task option:checked', { hasText: 'Transcode' }).waitFor({ state: 'attached' });
    expect(await textOf(page)).to.not.include('New task');
    await page.locator('.cm-content').focus();
    await page.keyboard.press('ControlOrMeta+Z');
    await page.locator('#form-task option', { hasText: 'New task' }).waitFor({ state: 'attached' });
  });

  it('is used by keyboard alone: an example, a fix, the tabs, a task in the graph, its place in the text', async () => {
    const page = await open();
    await tabTo(page, page.getByLabel('Example'));
    await page.keyboard.press('ArrowDown');
    await page.getByText('Nothing is wrong with this definition.').waitFor();
    await page.keyboard.press('ArrowUp');
    await findings(page).first().waitFor();
    await tabTo(page, page.locator('.cm-content'));
    await tabTo(page, page.getByRole('tab', { name: /Findings/ }));
    const fix = page.getByRole('button', { name: 'Write JobInputAsset(0)' });
    await tabTo(page, fix);
    await page.keyboard.press('Enter');
    await fix.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.closest('#findings') !== null)).to.equal(true);
    while (!(await page.getByRole('tab', { name: /Findings/ }).evaluate((tab) => tab.matches(':focus')))) {
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'Graph' }).getAttribute('aria-selected')).to.equal('true');
    const task = page.locator('#graph [data-node="t0"]');
    await task.waitFor();
    await page.keyboard.press('Tab');
    for (let step = 0; step < 30 && !(await task.evaluate((one) => one.matches(':focus'))); step += 1) {
      const isOnMark = await page.evaluate(() => document.activeElement?.getAttribute('role') === 'option');
      await page.keyboard.press(isOnMark ? 'ArrowRight' : 'Tab');
    }
    expect(await page.locator('#graph .caption').innerText()).to.match(/^Ingest check: task 0/);
    expect(await page.locator('#graph .selecting .near').count()).to.be.greaterThan(5);
    await page.keyboard.press('Enter');
    await page.locator('.cm-editor.cm-focused').waitFor();
    expect(await page.locator('.cm-activeLine').first().innerText()).to.equal('    },');
    await page.getByText('Line 16, column 6').waitFor();
  });

  it('reads files that are opened or dropped', async () => {
    const page = await open();
    const buffer = Buffer.from(`\ufeff${TASK}`, 'utf16le');
    await page.locator('#file').setInputFiles({ name: 'encode.json', mimeType: 'application/json', buffer });
    await page.getByRole('heading', { name: 'encode.json' }).waitFor();
    expect(await textOf(page)).to.equal(TASK);
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['<taskBody/>'], 'body.xml'));
      dispatchEvent(new DragEvent('dragover', { dataTransfer, cancelable: true }));
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    });
    await page.getByRole('heading', { name: 'body.xml' }).waitFor();
    await page.locator('.finding', { hasText: 'missing-input' }).waitFor();
    expect(await page.locator('#drop').isVisible()).to.equal(false);
  });

  it('keeps up with a thousand tasks: what it says in the end is about the text as it is then', async () => {
    const page = await open();
    await loadExample(page, 'A series: 1,000 tasks');
    await page.locator('.finding', { hasText: 'too-many-tasks' }).waitFor();
    await page.locator('.cm-content').focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.type('{ "Tasks": "none" }');
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ControlOrMeta+End');
    await page.keyboard.press('Delete');
    await page.locator('.finding', { hasText: 'wrong-type' }).waitFor();
    expect(await page.locator('.finding', { hasText: 'too-many-tasks' }).count()).to.equal(0);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [name, viewport] of [
      ['wide', WIDE],
      ['a phone', PHONE],
    ] as const) {
      it(`${colorScheme}, ${name}: axe has nothing against any view, and nothing is wider than the window`, async () => {
        const page = await open({ colorScheme, viewport });
        const ready: Readonly<Record<string, string>> = {
          Findings: '.finding',
          Graph: '#graph svg',
          Plan: '#plan svg',
          Form: '#form-name',
        };
        for (const [tab, selector] of Object.entries(ready)) {
          await page.getByRole('tab', { name: tab }).click();
          await page.locator(selector).first().waitFor();
          expect(await axe(page), tab).to.deep.equal([]);
          const width = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(width, tab).to.be.at.most(viewport.width);
        }
      });
    }
  }

  it('works without its server once it was there', async () => {
    const own = await servePlayground();
    const page = await open({ from: own.url }).finally(() => complaints.splice(0));
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await own.stop();
    await page.reload();
    await findings(page).first().waitFor();
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('#graph svg').waitFor();
    complaints.splice(0);
  });
});
