/** The job as a form: one task at a time, however many there are. Each change becomes a small edit of the text. */
import { make } from './dom.js';
import { inputsPart, taskPart } from './form-parts.js';
import type { EditCall, FormModel } from './protocol.js';

interface FormViewOptions {
  /** Makes an edit; gives why it could not be made. */
  readonly edit: (call: EditCall) => Promise<string | null>;
  /** Another task was chosen. */
  readonly onChoose: () => void;
}

export interface FormView {
  readonly show: (model: FormModel) => void;
  /** The position of the task that is shown. */
  readonly task: () => number;
  readonly setTask: (position: number) => void;
}

/** Sets up the form in its panel. */
export function makeFormView(panel: HTMLElement, { edit, onChoose }: FormViewOptions): FormView {
  let chosen = 0;
  const problem = make('p', { class: 'problem', role: 'alert' });
  const body = make('div', { class: 'form' });
  panel.replaceChildren(problem, body);
  const choose = (position: number): void => {
    chosen = Math.max(0, position);
    onChoose();
  };
  const change = async (call: EditCall, next = chosen): Promise<void> => {
    const refusal = await edit(call);
    problem.textContent = refusal ?? '';
    if (refusal === null) chosen = Math.max(0, next);
    onChoose();
  };
  return {
    task: () => chosen,
    setTask: (position) => {
      chosen = position;
    },
    show: (model) => {
      if (model.refusal !== null) {
        body.replaceChildren(make('p', { class: 'quiet' }, `There is no form for this: ${model.refusal}`));
        return;
      }
      chosen = model.task?.position ?? 0;
      keepingFocus(body, () => {
        body.replaceChildren(...taskPart(model, { change, choose }), inputsPart(model, { change, choose }));
      });
    },
  };
}

/** Puts other elements into a box; what had the focus has it again, with what was typed in it. */
function keepingFocus(box: HTMLElement, replace: () => void): void {
  const before = document.activeElement as HTMLInputElement | null;
  const key = before !== null && box.contains(before) ? before.dataset.key : undefined;
  const isDirty = before?.matches('input, textarea') && before.value !== before.defaultValue;
  const typed = before?.value;
  replace();
  if (key === undefined) return;
  const after = [...box.querySelectorAll<HTMLInputElement>('[data-key]')].find((one) => one.dataset.key === key);
  if (after !== undefined && isDirty && typed !== undefined) after.value = typed;
  (after ?? box.querySelector<HTMLElement>('[data-key="task"]'))?.focus();
}
