/** The list of findings: where each is, what it says, and the way out of it. */
import { counted, make } from './dom.js';
import type { Checked, Finding, Stretch } from './protocol.js';

/** What the list does to the editor. */
interface Actions {
  readonly reveal: (stretch: Stretch) => void;
  readonly fix: (finding: Finding) => void;
  readonly lineOf: (offset: number) => number;
}

/** How many findings the list has; the text has marks for more. */
const LISTED = 200;
const NAMES = { error: 'Error', warning: 'Warning', info: 'Info' } as const;

/** Shows what was found. The focus stays on the finding in whose place it was. */
export function showFindings(panel: HTMLElement, { findings, counts, kind }: Checked, actions: Actions): void {
  const focused = [...panel.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
  const total = counts.error + counts.warning + counts.info;
  if (total === 0) {
    const words = kind === 'unknown' ? 'Nothing to check yet.' : 'Nothing is wrong with this definition.';
    panel.replaceChildren(make('p', { class: 'fine' }, words));
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

function findingItem(finding: Finding, { reveal, fix, lineOf }: Actions): HTMLElement {
  const { severity, message, code, related, from, to } = finding;
  const line = (stretch: Stretch): HTMLElement =>
    make('button', { type: 'button', class: 'link', click: () => reveal(stretch) }, `line ${lineOf(stretch.from)}`);
  const others = related.slice(0, 6).map((other) => make('li', {}, `${other.message}, `, line(other)));
  return make(
    'li',
    { class: `finding ${severity}` },
    make('p', {}, make('span', { class: 'severity' }, NAMES[severity]), ` ${message}`),
    ...(others.length > 0 ? [make('ul', { class: 'related' }, ...others)] : []),
    make(
      'p',
      { class: 'foot' },
      line({ from, to }),
      make('code', {}, code),
      ...(finding.fix === null
        ? []
        : [make('button', { type: 'button', class: 'fix', click: () => fix(finding) }, finding.fix.title)]),
    ),
  );
}
