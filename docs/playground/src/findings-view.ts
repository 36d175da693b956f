/** The list of findings: where each is, what it says, and the way out of it. */

import type { ResolvedFinding } from 'media-taskgraph/render';
import { counted, make } from './dom.js';
import type { Change, Checked, Stretch } from './protocol.js';

/** What the list does to the editor. */
interface Actions {
  readonly reveal: (stretch: Stretch) => void;
  readonly fix: (changes: readonly Change[]) => void;
  readonly lineOf: (offset: number) => number;
}

/** How many findings the list has; the text has marks for more. */
const LISTED = 200;
/** How many other places each names. */
const RELATED = 6;
const NAMES = { error: 'Error', warning: 'Warning', info: 'Info' } as const;

/** Shows what was found. The focus stays on the finding in whose place it was. */
export function showFindings(panel: HTMLElement, { findings, counts, summary }: Checked, actions: Actions): void {
  const focused = [...panel.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
  const total = counts.error + counts.warning + counts.info;
  if (total === 0) {
    panel.replaceChildren(fine(summary));
    if (focused >= 0) panel.focus();
    return;
  }
  const items = findings.slice(0, LISTED).map((finding) => findingItem(finding, actions));
  const rest = total - items.length;
  const more = rest > 0 ? [make('p', { class: 'quiet' }, `and ${counted(rest, 'more finding')}`)] : [];
  panel.replaceChildren(make('ol', { class: 'findings' }, ...items), ...more);
  if (focused < 0) return;
  const buttons = panel.querySelectorAll('button');
  (buttons[Math.min(focused, buttons.length - 1)] ?? panel).focus();
}

function fine(summary: string): HTMLElement {
  const words = make('p', {}, 'Nothing is wrong with this definition.');
  return make('div', { class: 'fine' }, words, make('p', { class: 'quiet' }, summary));
}

type Located = Pick<ResolvedFinding, 'start' | 'end'>;

function stretchOf({ start, end }: Located): Stretch {
  return { from: start?.offset ?? 0, to: end?.offset ?? 0 };
}

function findingItem(finding: ResolvedFinding, { reveal, fix, lineOf }: Actions): HTMLElement {
  const { severity, message, code, related, fix: way } = finding;
  const line = (place: Located): HTMLElement => {
    const stretch = stretchOf(place);
    return make(
      'button',
      { type: 'button', class: 'link', click: () => reveal(stretch) },
      `line ${lineOf(stretch.from)}`,
    );
  };
  const others = related.slice(0, RELATED).map((other) => make('li', {}, `${other.message}: `, line(other)));
  const take = (): void => fix((way?.edits ?? []).map((edit) => ({ ...stretchOf(edit), insert: edit.text })));
  return make(
    'li',
    { class: `finding ${severity}` },
    make('p', {}, make('span', { class: 'severity' }, NAMES[severity]), ` ${message}`),
    ...(others.length > 0 ? [make('ul', { class: 'related' }, ...others)] : []),
    make(
      'p',
      { class: 'foot' },
      line(finding),
      make('code', {}, code),
      ...(way === null ? [] : [make('button', { type: 'button', class: 'fix', click: take }, way.title)]),
    ),
  );
}
