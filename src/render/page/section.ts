/** Parts that sections of a page are made of. */
import { type Markup, markup } from '../markup.js';

/** A part of a page with a heading: of level 2 where it is about the only job, of level 3 where it belongs to one of several. */
export function section(id: string, level: 2 | 3, title: string, body: Markup): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h${level} id="${id}-title">${title}</h${level}>
${body}</section>
`;
}

/** What a section leaves out or has to explain. */
export function note(text: string | Markup): Markup {
  return markup`<p class="note">${text}</p>
`;
}

/** A table that scrolls by itself where the window is too narrow. Columns with `#` in front are of numbers. */
export function dataTable(name: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  const heads = columns.map((column) =>
    column.startsWith('#')
      ? markup`<th scope="col" class="number">${column.length > 1 ? column.slice(1) : '#'}</th>`
      : markup`<th scope="col">${column}</th>`,
  );
  return scrollBox(
    name,
    markup`<table>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table>
`,
  );
}

/** A box that scrolls sideways, by keyboard too. */
export function scrollBox(name: string, body: Markup, more = ''): Markup {
  return markup`<div class="scroll ${more}" role="group" aria-label="${name}" tabindex="0">
${body}</div>
`;
}
