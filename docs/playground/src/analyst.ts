import type { Answers, Kind, Questions } from './protocol.js';

interface Waiting {
  readonly kind: Kind;
  readonly question: unknown;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A worker that is asked one thing at a time. While it works, the newest question of each kind waits; one that a newer one
 * overtakes is never asked, and its answer is null.
 */
export class Analyst {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  readonly #waiting = new Map<Kind, Waiting>();
  #asked: Waiting | null = null;

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<{ answer?: never; error?: string }>) => {
      const asked = this.#asked;
      this.#asked = null;
      if (data.error === undefined) asked?.resolve(data.answer as never);
      else asked?.reject(new Error(data.error));
      this.#next();
    });
  }

  /** Asks; null where a newer question of this kind was asked meanwhile. Rejects where the answer was an error. */
  ask<K extends Kind>(kind: K, question: Questions[K]): Promise<Answers[K] | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.get(kind)?.resolve(null as never);
      this.#waiting.set(kind, { kind, question, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    const [first] = this.#waiting.values();
    if (this.#asked !== null || first === undefined) return;
    this.#waiting.delete(first.kind);
    this.#asked = first;
    this.#worker.postMessage({ kind: first.kind, question: first.question });
  }
}
