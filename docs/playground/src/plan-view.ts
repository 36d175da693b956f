/** The plan: how many units and which policy, what comes of it, and the chart. */
import type { Policy } from 'media-taskgraph';
import { make } from './dom.js';
import { makePicture } from './picture.js';
import type { Planned, PlanWish } from './protocol.js';

interface PlanViewOptions {
  readonly onWish: () => void;
  readonly onChoose: (job: number, task: number) => void;
}

export interface PlanView {
  readonly show: (planned: Planned) => void;
  readonly wish: () => PlanWish;
  readonly setWish: (wish: Partial<PlanWish>) => void;
}

const POLICIES: Readonly<Record<Policy, string>> = {
  own: 'Own priority',
  inherited: 'Inherited priority',
  critical: 'Longest way first',
};

/** Sets up the plan in its panel. */
export function makePlanView(panel: HTMLElement, { onWish, onChoose }: PlanViewOptions): PlanView {
  let durations: Readonly<Record<string, number>> = {};
  const units = make('input', { type: 'range', id: 'units', min: 1, max: 8, value: 2, step: 1 });
  const unitsText = make('output', { for: 'units' });
  const policy = make('select', { id: 'policy' });
  policy.append(...Object.entries(POLICIES).map(([value, name]) => make('option', { value }, name)));
  const tellUnits = (): void => {
    const words = units.value === '1' ? '1 unit' : `${units.value} units`;
    unitsText.value = words;
    units.setAttribute('aria-valuetext', words);
  };
  units.addEventListener('input', () => {
    tellUnits();
    onWish();
  });
  policy.addEventListener('change', onWish);
  tellUnits();
  const numbers = make('dl', { class: 'numbers' });
  const picture = makePicture({ label: 'Gantt chart', onChoose });
  const note = make('p', { class: 'quiet note', hidden: true }, 'Tasks take as long as they took in this run.');
  const fields = make('div', { class: 'seconds' });
  const details = make('details', {}, make('summary', {}, 'How long each task takes'), fields);
  panel.replaceChildren(
    make(
      'div',
      { class: 'controls' },
      make('label', { for: 'units' }, 'Reserved units'),
      make('span', { class: 'range' }, units, unitsText),
      make('label', { for: 'policy' }, 'Who goes first'),
      policy,
    ),
    numbers,
    note,
    picture.element,
    details,
  );
  const setSeconds = (key: string, seconds: number): void => {
    durations = { ...durations, [key]: seconds };
    onWish();
  };
  return {
    wish: () => ({ units: Number(units.value), policy: policy.value as Policy, durations }),
    setWish: (wish) => {
      if (wish.units !== undefined) {
        units.max = String(Math.max(Number(units.max), wish.units));
        units.value = String(wish.units);
      }
      if (wish.policy !== undefined) policy.value = wish.policy;
      if (wish.durations !== undefined) durations = wish.durations;
      tellUnits();
    },
    show: (planned) => {
      picture.show(planned);
      const isPlanned = planned.svg !== null;
      details.hidden = !isPlanned;
      numbers.replaceChildren(
        ...planned.numbers.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', {}, value))),
      );
      note.hidden = !planned.isMeasured;
      if (!isPlanned) return;
      units.max = String(Math.max(2, Number(units.value), Math.min(32, planned.mostUnits)));
      for (const { policy: name, makespan } of planned.policies) {
        const option = policy.querySelector(`option[value="${name}"]`);
        if (option !== null) option.textContent = `${POLICIES[name]} · ${makespan}`;
      }
      if (!fields.contains(document.activeElement)) fields.replaceChildren(...secondsFields(planned, setSeconds));
    },
  };
}

function secondsFields({ tasks }: Planned, set: (key: string, seconds: number) => void): HTMLElement[] {
  return tasks.map(({ key, name, seconds }) => {
    const input = make('input', { type: 'number', min: 0.001, max: 10_000_000, step: 'any', value: seconds });
    input.addEventListener('change', () => {
      if (input.validity.valid && input.value !== '') set(key, input.valueAsNumber);
    });
    return make('label', {}, make('span', {}, name), input, ' s');
  });
}
