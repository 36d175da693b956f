/** The parts of the form. Fields say by `data-key` which they are, so that the focus finds them again. */
import { counted, make } from './dom.js';
import { PROCESSORS } from './processors.js';
import type { EditCall, FormField, FormModel, FormTask } from './protocol.js';

/** What the parts do. */
interface Actions {
  /** Makes an edit, and shows the task at a position after it. */
  readonly change: (call: EditCall, next?: number) => void;
  readonly choose: (position: number) => void;
}

const button = (key: string, words: string, label: string, click: (() => void) | null): HTMLElement =>
  make(
    'button',
    {
      type: 'button',
      'data-key': key,
      'aria-label': label,
      disabled: click === null,
      ...(click === null ? {} : { click }),
    },
    words,
  );

/** The task that was chosen, and the way to others. */
export function taskPart(model: FormModel, actions: Actions): HTMLElement[] {
  const { task } = model;
  const head = taskHead(model, actions);
  return task === null
    ? [head]
    : [head, fieldsPart(task, actions), readsPart(model, task, actions), writesPart(task, actions)];
}

function taskHead({ tasks, assets, task }: FormModel, { change, choose }: Actions): HTMLElement {
  const at = task?.position ?? 0;
  const select = make('select', { id: 'form-task', 'data-key': 'task' });
  select.append(
    ...tasks.map(({ name, findings }, index) => {
      const words = `${index} · ${name}${findings === 0 ? '' : ` (${counted(findings, 'finding')})`}`;
      return new Option(words, String(index), false, index === at);
    }),
  );
  select.addEventListener('change', () => choose(Number(select.value)));
  const add = (): void => {
    const [asset] = assets;
    const outputs = [{ name: 'new output', encryption: 'None' as const }];
    const inputs = asset === undefined ? [] : [asset.asset];
    const [processor = ''] = Object.keys(PROCESSORS);
    change(
      ['addTask', { name: 'New task', processor, configuration: 'Adaptive Streaming', inputs, outputs }],
      tasks.length,
    );
  };
  const isLast = at >= tasks.length - 1;
  return make(
    'div',
    { class: 'form-head' },
    make('label', { for: 'form-task' }, 'Task'),
    select,
    make(
      'div',
      { class: 'buttons' },
      button('up', '↑', 'Move the task up', at === 0 ? null : () => change(['moveTask', at, at - 1], at - 1)),
      button('down', '↓', 'Move the task down', isLast ? null : () => change(['moveTask', at, at + 1], at + 1)),
      button(
        'remove',
        'Remove',
        'Remove the task',
        task === null ? null : () => change(['removeTask', at], Math.min(at, tasks.length - 2)),
      ),
      button('add', 'Add a task', 'Add a task', add),
    ),
  );
}

function fieldsPart(task: FormTask, { change }: Actions): HTMLElement {
  const { position } = task;
  const names = make('datalist', { id: 'processors' });
  names.append(...Object.keys(PROCESSORS).map((name) => make('option', { value: name })));
  return make(
    'div',
    { class: 'fields' },
    field(task, 'name', 'Name', {}, (value) => change(['renameTask', position, value])),
    field(task, 'processor', 'Media processor', { list: 'processors' }, (processor) =>
      change(['setTask', position, { processor }]),
    ),
    field(task, 'configuration', 'Configuration', {}, (configuration) =>
      change(['setTask', position, { configuration }]),
    ),
    field(task, 'priority', 'Priority', { type: 'number', step: 1 }, (value) =>
      change(['setTask', position, { priority: Math.trunc(Number(value)) }]),
    ),
    ...saidPart(task.findings.other, 'form-other-said'),
    names,
  );
}

function field(
  task: FormTask,
  name: Exclude<FormField, 'body' | 'other'>,
  label: string,
  properties: Readonly<Record<string, string | number>>,
  set: (value: string) => void,
): HTMLElement {
  const said = task.findings[name];
  const id = `form-${name}`;
  const isWrong = said.length > 0;
  const attributes = {
    id,
    'data-key': name,
    'aria-invalid': isWrong ? 'true' : null,
    'aria-describedby': isWrong ? `${id}-said` : null,
  };
  const value = String(task[name]);
  const input =
    name === 'configuration'
      ? make('textarea', { ...attributes, rows: Math.min(8, value.split('\n').length) }, value)
      : make('input', { ...attributes, type: 'text', autocomplete: 'off', value, ...properties });
  input.addEventListener('change', () => set(input.value));
  return make('div', { class: 'field' }, make('label', { for: id }, label), input, ...saidPart(said, `${id}-said`));
}

function saidPart(said: readonly string[], id: string): HTMLElement[] {
  return said.length === 0 ? [] : [make('ul', { class: 'said', id }, ...said.map((text) => make('li', {}, text)))];
}

function readsPart({ assets }: FormModel, { position, reads, findings }: FormTask, { change }: Actions): HTMLElement {
  const items = reads.map(({ asset, name }) =>
    make(
      'li',
      { class: 'chip' },
      make('span', {}, name === '' ? asset : `${name} `, ...(name === '' ? [] : [make('code', {}, asset)])),
      button(`unread ${asset}`, '×', `No longer read ${name || asset}`, () => change(['removeRead', position, asset])),
    ),
  );
  const read = new Set(reads.map(({ asset }) => asset));
  const select = make('select', { 'data-key': 'read', 'aria-label': 'Read another asset' });
  select.append(new Option('Read another…', ''));
  for (const { asset, name } of assets) {
    if (!read.has(asset)) select.append(new Option(name === '' ? asset : `${name} · ${asset}`, asset));
  }
  select.addEventListener('change', () => change(['addRead', position, select.value]));
  return make(
    'section',
    { 'aria-labelledby': 'form-reads' },
    make('h3', { id: 'form-reads' }, 'Reads'),
    make('ul', { class: 'chips' }, ...items, make('li', {}, select)),
    ...saidPart(findings.body, 'form-body-said'),
  );
}

function writesPart({ position, writes }: FormTask, { change }: Actions): HTMLElement {
  const rows = writes.map(({ asset, name, encryption }) => {
    const input = make('input', {
      type: 'text',
      value: name,
      'data-key': `output ${asset}`,
      'aria-label': `Name of ${asset}`,
    });
    input.addEventListener('change', () => change(['renameOutput', asset, input.value]));
    const remove = button(`unwrite ${asset}`, '×', `Remove ${name || asset}`, () => change(['removeOutput', asset]));
    const note = make(
      'span',
      { class: 'quiet' },
      make('code', {}, asset),
      encryption === 'None' ? '' : ` ${encryption ?? ''}`,
    );
    return make('li', { class: 'row' }, input, note, remove);
  });
  const add = (): void => change(['addOutput', position, { name: 'new output', encryption: 'None' }]);
  return make(
    'section',
    { 'aria-labelledby': 'form-writes' },
    make('h3', { id: 'form-writes' }, 'Writes'),
    make('ul', { class: 'rows' }, ...rows),
    button('add-output', 'Add an output', 'Add an output', add),
  );
}

/** The inputs of the job, and a field for one more. */
export function inputsPart({ inputs }: FormModel, { change }: Actions): HTMLElement {
  const rows = inputs.slice(0, LISTED).map((uri, index) =>
    make(
      'li',
      { class: 'row' },
      make('span', { class: 'uri' }, make('code', {}, String(index)), ` ${uri}`),
      button(
        `input up ${index}`,
        '↑',
        `Move input ${index} up`,
        index === 0 ? null : () => change(['moveInput', index, index - 1]),
      ),
      button(`input gone ${index}`, '×', `Remove input ${index}`, () => change(['removeInput', index])),
    ),
  );
  const input = make('input', {
    type: 'text',
    'data-key': 'new-input',
    'aria-label': 'URI of another input',
    placeholder: "https://media.example/api/Assets('…')",
    autocomplete: 'off',
  });
  const add = (): void => {
    const uri = input.value.trim();
    if (uri === '') input.focus();
    else change(['addInput', uri]);
    input.value = '';
  };
  const more = inputs.length > LISTED ? [make('p', { class: 'quiet' }, `and ${inputs.length - LISTED} more`)] : [];
  return make(
    'section',
    { 'aria-labelledby': 'form-inputs' },
    make('h3', { id: 'form-inputs' }, 'Inputs of the job'),
    make('ul', { class: 'rows' }, ...rows),
    ...more,
    make('div', { class: 'row' }, input, button('add-input', 'Add', 'Add the input', add)),
  );
}

/** How many inputs are listed. */
const LISTED = 50;
