/** Puts the page together: the text is the job, and everything else shows what it comes to. */
import { Analyst } from './analyst.js';
import { byId, counted, debounced } from './dom.js';
import { makeEditor } from './editor.js';
import { EXAMPLES, type Example } from './examples.js';
import { showFindings } from './findings-view.js';
import { makeFormView } from './form-view.js';
import { setUpFiles } from './open-file.js';
import { makePicture } from './picture.js';
import { makePlanView } from './plan-view.js';
import type { Change, Checked, EditCall, Source } from './protocol.js';
import { pack, type Shared, unpack } from './share.js';
import { setUpTabs } from './tabs.js';

/** One works on what is typed, the other on pictures, so that no picture keeps a finding waiting. */
const checker = new Analyst();
const painter = new Analyst();

let fileName = 'job.json';
/** Which text the findings on the page are about. */
let checkedText: string | null = null;

const source = (): Source => ({ text: editor.text(), fileName });

const editor = makeEditor(byId('editor'), {
  check: async (text) => {
    const checked = await checker.ask('check', { text, fileName });
    // Another text was asked about meanwhile: the editor drops what is said of this one.
    if (checked === null) return { findings: [] };
    if (text === editor.text()) showChecked(text, checked);
    return checked;
  },
  onChange: () => refreshSoon(),
  onMove: (line, column) => {
    byId('position').textContent = `Line ${line}, column ${column}`;
  },
});
const refreshSoon = debounced(200, () => void refresh());
const announce = debounced(700, () => {
  const words = byId('counts').dataset.words ?? '';
  if (byId('counts').textContent !== words) byId('counts').textContent = words;
});

function showChecked(text: string, checked: Checked): void {
  checkedText = text;
  // A fix is about the text that was checked; meanwhile that may be another.
  const fix = (changes: readonly Change[]): void => {
    if (checkedText === editor.text()) applyAll(changes);
  };
  showFindings(byId('findings'), checked, { reveal: editor.reveal, lineOf: editor.lineOf, fix });
  showCounts(checked);
}

function applyAll(changes: readonly Change[]): void {
  editor.apply(changes);
  editor.check();
}

function showCounts({ counts, findings }: Checked): void {
  const { error, warning, info } = counts;
  const parts = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
    ...(info > 0 ? [counted(info, 'note')] : []),
  ];
  byId('counts').dataset.words = parts.length === 0 ? 'No findings' : parts.join(', ');
  byId('counts').dataset.worst = error > 0 ? 'error' : warning > 0 ? 'warning' : 'none';
  announce();
  const badge = byId('badge');
  badge.hidden = parts.length === 0;
  badge.textContent = String(error + warning + info);
  badge.className = error > 0 ? 'bad' : '';
  byId('fix-all').hidden = !findings.some(({ fix }) => fix?.safe === true);
}

async function showTask(job: number, task: number): Promise<void> {
  const asked = source();
  const stretch = await checker.ask('where', { ...asked, job, task });
  if (stretch !== null && asked.text === editor.text()) editor.reveal(stretch);
}

const onChoose = (job: number, task: number): void => void showTask(job, task);
const graph = makePicture({ label: 'Graph of tasks and assets', onChoose });
byId('graph').append(graph.element);
const planView = makePlanView(byId('plan'), { onWish: () => void refresh(), onChoose });
const formView = makeFormView(byId('form'), { edit: editJob, onChoose: () => void refresh() });
const tabs = setUpTabs(document.querySelector('[role="tablist"]') as HTMLElement, () =>
  queueMicrotask(() => void refresh()),
);

async function editJob(call: EditCall): Promise<string | null> {
  const asked = source();
  const edited = await checker.ask('edit', { ...asked, call });
  if (edited === null || asked.text !== editor.text()) return 'The text has changed meanwhile. Try again.';
  if ('refusal' in edited) return edited.refusal;
  applyAll(edited.changes);
  return null;
}

/** Draws what is to be seen, and nothing else. */
async function refresh(): Promise<void> {
  const shown = tabs.selected();
  if (shown === 'graph') {
    const drawn = await painter.ask('graph', source());
    if (drawn !== null) graph.show(drawn);
  } else if (shown === 'form') {
    const model = await checker.ask('form', { ...source(), task: formView.task() });
    if (model !== null) formView.show(model);
  } else if (shown === 'plan') {
    const planned = await painter.ask('plan', { ...source(), ...planView.wish() });
    if (planned !== null) planView.show(planned);
  }
}

/** Puts another job in place of this one. */
function load(text: string, name: string, wish: Partial<Shared> = {}): void {
  fileName = name;
  byId('file-name').textContent = name;
  planView.setWish({ durations: {}, ...wish });
  formView.setTask(0);
  editor.replace(text);
  editor.check();
  void refresh();
}

function loadExample({ text, fileName: name, wish }: Example): void {
  load(text(), name, wish);
}

const toast = (words: string): void => {
  byId('toast').textContent = words;
  fadeToast();
};
const fadeToast = debounced(4000, () => {
  byId('toast').textContent = '';
});

async function share(): Promise<void> {
  const fragment = await pack({ ...source(), ...planView.wish(), view: tabs.selected() });
  history.replaceState(null, '', fragment);
  try {
    await navigator.clipboard.writeText(location.href);
    toast('The link is copied. All of the job is in it; nothing was sent.');
  } catch {
    toast('The link is in the address bar. All of the job is in it; nothing was sent.');
  }
}

async function openLink(): Promise<boolean> {
  if (location.hash === '') return false;
  const shared = await unpack(location.hash);
  if (shared?.text === undefined) {
    toast('This link is broken: it has no job in it.');
    return false;
  }
  load(shared.text, shared.fileName ?? 'job.json', shared);
  if (shared.view !== undefined) tabs.select(shared.view);
  return true;
}

function setUpExamples(): void {
  const select = byId<HTMLSelectElement>('example');
  select.append(new Option('Choose…', ''), ...EXAMPLES.map(({ title }, index) => new Option(title, String(index))));
  select.addEventListener('change', () => {
    const example = EXAMPLES[Number(select.value)];
    if (select.value !== '' && example !== undefined) loadExample(example);
  });
}

async function start(): Promise<void> {
  setUpExamples();
  setUpFiles((name, text) => load(text, name), toast);
  byId('share').addEventListener('click', () => void share());
  byId('fix-all').addEventListener('click', async () => {
    const asked = source();
    const changes = await checker.ask('fixAll', asked);
    if (changes !== null && asked.text === editor.text()) applyAll(changes);
  });
  addEventListener('hashchange', () => void openLink());
  if (!(await openLink())) {
    loadExample(EXAMPLES[0] as Example);
    byId<HTMLSelectElement>('example').value = '0';
  }
  // Only where it is served safely are pages kept for later; they work without it as well.
  if ('serviceWorker' in navigator) await navigator.serviceWorker.register('./offline.js').catch(() => undefined);
}

void start();
