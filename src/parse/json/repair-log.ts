import { excerpt, type Path } from '../../diagnostics/diagnostic.js';
import type { JsonProblem } from '../../diagnostics/syntax-problems.js';
import type { JsonBreak } from './repaired-json.js';

/** An object or array that is being read, and how far. */
export interface Container {
  readonly isArray: boolean;
  index: number;
  key: string;
}

/** Where the repair is, and what it has found so far. */
export class RepairLog {
  readonly stack: Container[] = [];
  readonly breaks: JsonBreak[] = [];
  readonly damaged: Path[] = [];
  readonly incomplete: Path[] = [];
  readonly #text: string;
  /** Set after a break until something expected comes: what follows from a break is not told again. */
  #isQuiet = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Tells a break, unless it follows from the one before; `always` for one that cannot. */
  report(problem: JsonProblem, start: number, end: number, always = false): void {
    if (this.#isQuiet && !always) return;
    this.#isQuiet = true;
    const found = excerpt(this.#text.slice(start, Math.min(end, start + 200)), 20);
    this.breaks.push({ problem, span: { start, end: Math.min(end, this.#text.length) }, found, path: this.#path() });
  }

  /** Something stood where it was expected: the next break is one of its own. */
  settle(): void {
    this.#isQuiet = false;
  }

  /** The value being read is a guess. */
  damage(): void {
    this.damaged.push(this.#path());
  }

  /** The end of the container at a depth, counted from 1, is lost. */
  leaveIncomplete(depth: number): void {
    this.incomplete.push(this.#path(depth - 1));
  }

  /** The path of the value being read, or of the container that so many others enclose. */
  #path(depth = this.stack.length): Path {
    return this.stack.slice(0, depth).map(({ isArray, index, key }) => (isArray ? index : key));
  }
}
