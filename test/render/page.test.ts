/** The page as text: what it lets a browser do, what it leaves out of large jobs, and that it is always the same. */
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { lint } from '#src/lint.js';
import type { PlanOptions } from '#src/plan/options.js';
import { planChanged } from '#src/plan/part.js';
import { type ExecutionPlan, plan } from '#src/plan/plan.js';
import { drawPlan } from '#src/render/formats.js';
import type { PageData } from '#src/render/page/page-data.js';
import { GOOD_JOB, job, jobTemplate, task, taskTemplate, templateBody, WARNED_JOB } from '../helpers/encoding-house.js';
import { anyText } from '../helpers/results.js';
import { run } from '../helpers/run.js';

/** The page of a document. */
async function pageOf(document: unknown, options: PlanOptions = {}, fileName = 'job.json'): Promise<string> {
  const report = lint(typeof document === 'string' ? document : JSON.stringify(document), { fileName });
  const plans = report.jobs.map((one) => plan(one, options)).filter((one): one is ExecutionPlan => one !== null);
  return drawPlan(report, plans, 'html', fileName);
}

/** What is between a tag and its end, each time. */
function within(html: string, open: RegExp, end: string): string[] {
  return [...html.matchAll(open)].map(({ index, 0: tag }) => {
    const from = index + tag.length;
    return html.slice(from, html.indexOf(end, from));
  });
}

function dataOf(html: string): PageData {
  return JSON.parse(within(html, /<script type="application\/json" id="data">/g, '</script>')[0] as string);
}

/** Text as a reader sees it, more or less. */
function textOf(html: string): string {
  const body = html.slice(html.indexOf('<body>'), html.indexOf('<script'));
  return body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

/** So many tasks that all read one asset. */
function wide(count: number): object {
  return job(Array.from({ length: count }, (_, n) => task(`Encode ${n}`, ['in:0'], [`out:${n}`])));
}

describe('the page as text', () => {
  it('allows its own scripts and style by their hashes, and nothing else', async () => {
    const html = await pageOf(GOOD_JOB);
    const [policy = ''] = within(html, /<meta http-equiv="Content-Security-Policy" content="/g, '"');
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const scripts = within(html, /<script type="module">/g, '</script>');
    const styles = within(html, /<style>/g, '</style>');
    expect([scripts.length, styles.length]).to.deep.equal([2, 1]);
    expect(policy.replaceAll('&#39;', "'")).to.equal(
      `default-src 'none'; style-src ${hash(styles[0] as string)}; script-src ${scripts.map(hash).join(' ')}; base-uri 'none'; form-action 'none'`,
    );
    expect(html).to.not.match(/ style=| on\w+=|https?:|url\(|@import/);
  });

  it('no text of a document gets out of its place, and the same is always the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (file, title, name) => {
        const document = { ...job([task(name, ['in:0'], ['out:0'], { Configuration: title })]), Name: title };
        const html = await pageOf(document, {}, file);
        expect(html.match(/<script\b/g)).to.have.length(3);
        expect(html.match(/<\/script/g)).to.have.length(3);
        expect(html.match(/<style\b|<\/style/g)).to.have.length(2);
        expect(html).to.not.match(/<!--|<img/);
        expect(Object.keys(dataOf(html).j0 ?? {})).to.deep.equal(['t0', 'a0', 'a1']);
        expect(await pageOf(document, {}, file)).to.equal(html);
      }),
      { numRuns: 60 },
    );
  });

  it('tells the script what stands before and behind each task and asset', async () => {
    const document = job([
      task('Encode', ['in:0'], ['out:0'], { Configuration: 'Adaptive Streaming' }),
      task('Package', ['out:0'], ['out:1'], {
        MediaProcessorId: 'nb:mpid:UUID:00000000-1111-2222-3333-444444444444',
        Options: 1,
      }),
    ]);
    const nodes = dataOf(await pageOf(document)).j0 ?? {};
    expect(nodes.t0).to.deep.equal({
      name: 'Encode',
      facts: [
        ['Task', '0'],
        ['Runs', '0 s to 1 s'],
        ['Duration', '1 s'],
        ['Unit', '0'],
        ['Slack', 'none: critical'],
        ['Priority', '0'],
        ['Wave', '0'],
        ['Processor', 'Media Encoder Standard'],
        ['Configuration', 'Adaptive Streaming'],
      ],
      before: ['a0'],
      after: ['a1'],
    });
    expect(nodes.t1?.facts.slice(-2)).to.deep.equal([
      ['Processor', 'nb:mpid:UUID:00000000-1111-2222-3333-444444444444'],
      ['Configuration', 'encrypted'],
    ]);
    expect(nodes.a1).to.deep.equal({
      name: 'JobOutputAsset(0)',
      facts: [
        ['From', '1 s'],
        ['Until', '2 s'],
      ],
      before: ['t0'],
      after: ['t1'],
    });
  });

  it('lists so many rows, neighbours, waves, findings and jobs, and says how many more there are', async () => {
    const html = await pageOf(wide(1_500), { units: 3 });
    const text = textOf(html);
    expect(text).to.include('The first 1000 of 1500 tasks are listed.');
    expect(text).to.include('The first 1000 of 1501 assets are listed.');
    expect(text).to.include('and 1476 more');
    expect(Object.keys(dataOf(html).j0 ?? {})).to.have.length(2_000);
    for (const [, target = ''] of html.matchAll(/href="#(\w+)"/g)) expect(html).to.include(`id="${target}"`);

    const chain = Array.from({ length: 300 }, (_, n) =>
      task(`Step ${n}`, [n === 0 ? 'in:0' : `out:${n - 1}`], [`out:${n}`]),
    );
    expect(textOf(await pageOf(job(chain)))).to.include('100 more waves are not shown.');

    const faulty = Array.from({ length: 300 }, (_, n) => task(`Step ${n}`, [`out:${n + 1000}`], [`out:${n}`]));
    const findings = await pageOf(job(faulty));
    expect(findings.match(/<li class="finding /g)).to.have.length(200);
    expect(textOf(findings)).to.match(/\d+ more are not shown\./);
    expect(textOf(findings)).to.include('The plan is incomplete');

    const jobs = await pageOf(Array.from({ length: 60 }, () => wide(100)));
    expect(jobs.match(/<section class="job"/g)).to.have.length(50);
    expect(textOf(jobs)).to.include('10 more jobs are not shown.');
    expect(textOf(jobs)).to.include('The first 40 of 100 tasks are listed.');
  });

  it('stays small for 100,000 tasks', async () => {
    const text = JSON.stringify(wide(100_000));
    const html = await pageOf(text, { units: 30 });
    expect(html.length).to.be.lessThan(3_000_000);
    expect(textOf(html)).to.include('100000 tasks are drawn as');
  }).timeout(60_000);

  it('says what a plan leaves out, and by which policy it was made', async () => {
    const report = lint(JSON.stringify(GOOD_JOB));
    const part = planChanged(report.jobs[0], ['Package']) as ExecutionPlan;
    const html = await drawPlan(report, [part], 'html', 'job.json');
    expect(textOf(html)).to.include('Only what must run again when Package has changed: 1 of 3 tasks.');
    expect(html.match(/<tr id="j0t\d+"/g)).to.have.length(1);
    const critical = textOf(await pageOf(GOOD_JOB, { priority: 'critical' }));
    expect(critical).to.include('Ready tasks are taken by the longest path from the task to the end of the job');
    expect(critical).to.include('No durations are given');
    expect(textOf(await pageOf(GOOD_JOB, { durations: { Encode: 2 } }))).to.not.include('No durations are given');
  });

  it('counts what is suppressed, and leads from findings to tasks wherever they stand', async () => {
    const suppressed = job([task('Encode', ['in:0'], ['out:0'])]) as { Tasks: { TaskBody: string }[] };
    const [encode] = suppressed.Tasks;
    if (encode !== undefined) {
      encode.TaskBody = encode.TaskBody.replace(
        '<inputAsset>JobInputAsset(0)',
        '<!-- taskgraph-disable-next padded-reference: known --><inputAsset> JobInputAsset(0)',
      );
    }
    expect(textOf(await pageOf(suppressed))).to.include('No findings. 1 is suppressed.');
    const wrapped = await pageOf({ value: [WARNED_JOB, WARNED_JOB] });
    expect(wrapped).to.include('<span data-job="j1"><a href="#j1t1" data-node="t1">');
    const template = jobTemplate(`<jobTemplate>${templateBody(0, ['in:0'], ['out:0'])}</jobTemplate>`, [
      taskTemplate(0, 1, 1, { Name: 'Encode', Colour: 'red' }),
    ]);
    expect(await pageOf(template)).to.match(/unknown-property[\s\S]*?task <span data-job="j0"><a href="#j0t0"/);
    expect(textOf(await pageOf('{ "Tasks": [ '))).to.include('1 error');
    expect(textOf(await pageOf('{}'))).to.include('unknown-document');
  });
});

describe('taskgraph plan --format svg, html', () => {
  const files = {
    'good.json': JSON.stringify(GOOD_JOB),
    'ring.json': JSON.stringify(job([task('Encode', ['out:1'], ['out:0']), task('Package', ['out:0'], ['out:1'])])),
  };

  it('write a picture and a page', async () => {
    const svg = await run(['plan', 'good.json', '--format', 'svg'], { files });
    expect(svg).to.deep.include({ code: 0, stderr: '' });
    expect(svg.stdout).to.match(/^<svg [\s\S]*Sintel: 3 tasks on 1 unit, 3 s, the shortest possible[\s\S]*<\/svg>\n$/);
    const html = await run(['plan', 'good.json', '--format', 'html'], { files });
    expect(html).to.deep.include({ code: 0, stderr: '' });
    expect(html.stdout).to.match(/^<!doctype html>\n[\s\S]*<\/html>\n$/);
  });

  it('graph writes the page of a plan that knows no durations, and of a job whose tasks are unknown', async () => {
    const graph = await run(['graph', 'good.json', '--format', 'html'], { files });
    expect(graph.stdout).to.equal((await run(['plan', 'good.json', '--format', 'html'], { files })).stdout);
    const template = JSON.stringify({
      InputMediaAssets: [{}],
      TemplateId: 'nb:jtid:UUID:ba5356eb-30ff-4dc6-9e5a-41e4223540e7',
    });
    const unknown = await run(['graph', '-', '--format', 'html'], { stdin: template });
    expect(unknown.code).to.equal(1);
    expect(textOf(unknown.stdout)).to.include('The tasks are unknown');
  });

  it('a page begins with the answer to what was asked, as a terminal shows it', async () => {
    for (const question of [['--suggest'], ['--compare'], ['--why', 'Package'], ['--simulate-failure', 'Encode']]) {
      const html = await run(['plan', 'good.json', ...question, '--format', 'html'], { files });
      const text = await run(['plan', 'good.json', ...question], { files });
      const [answer = ''] = within(html.stdout, /<pre>/g, '</pre>');
      expect(answer.replaceAll('&quot;', '"').replaceAll('&gt;', '>'), question.join(' ')).to.equal(text.stdout);
      expect(html.stdout).to.include('<li><a href="#j0-answer">Answer</a></li>');
    }
    expect((await run(['plan', 'good.json', '--format', 'html'], { files })).stdout).to.not.include('<pre>');
  });

  it('a page says of a job that nothing in it was asked for', async () => {
    const both = JSON.stringify([GOOD_JOB, job([task('Transcribe', ['in:0'], ['out:0'])])]);
    const html = await run(['plan', '-', '--target', 'Transcribe', '--format', 'html'], { stdin: both });
    expect(textOf(html.stdout)).to.include('This job is not planned: nothing in it was asked for.');
  });

  it('of a cycle: a page that says so, and no picture of a plan', async () => {
    const html = await run(['plan', 'ring.json', '--format', 'html'], { files });
    expect(html.code).to.equal(1);
    expect(html.stdout).to.include('There is no plan, and no Gantt chart');
    const svg = await run(['plan', 'ring.json', '--format', 'svg'], { files });
    expect(svg).to.deep.include({ code: 1, stdout: '' });
    expect(await run(['plan', '-', '--format', 'html'], { stdin: '{}' })).to.deep.include({ code: 2, stdout: '' });
  });
});
