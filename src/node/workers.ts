/** Worker threads: work goes out in batches, what came of it comes back in the order of the work. */
import { Worker } from 'node:worker_threads';
import type { ResultNeeds } from '../render/file-result.js';
import type { Outcome } from './outcome.js';
import type { Work } from './works.js';

/** How much a batch holds: enough that the messages cost little, not so much that threads wait for each other at the end. */
const BATCH = { works: 8, bytes: 2 ** 20 };
/** How many batches a thread has, besides the one it is at. More would only fill memory. */
const AHEAD = 2;

const WORKER = new URL('../bin/lint-worker.cjs', import.meta.url);

/**
 * Does work in so many threads. As many batches are under way as the threads need to stay busy, however slowly what comes
 * of them is taken. What goes wrong in a thread, which is a bug, is thrown here.
 */
export async function* doInWorkers(
  works: AsyncIterable<Work>,
  count: number,
  needs: ResultNeeds,
  script: URL = WORKER,
): AsyncGenerator<Outcome> {
  const threads = Array.from({ length: count }, () => new Thread(new Worker(script, { workerData: needs })));
  const underWay: Promise<readonly Outcome[]>[] = [];
  let isDone = false;
  try {
    for await (const batch of batches(works)) {
      const idlest = threads.reduce((a, b) => (b.load < a.load ? b : a));
      underWay.push(idlest.run(batch));
      if (underWay.length > count * AHEAD) yield* await (underWay.shift() as Promise<readonly Outcome[]>);
    }
    for (const done of underWay) yield* await done;
    isDone = true;
  } finally {
    await Promise.all(threads.map((thread) => (isDone ? thread.end() : thread.kill())));
  }
}

async function* batches(works: AsyncIterable<Work>): AsyncGenerator<readonly Work[]> {
  let batch: Work[] = [];
  let bytes = 0;
  for await (const work of works) {
    batch.push(work);
    if ('bytes' in work) bytes += work.bytes.length;
    if (batch.length < BATCH.works && bytes < BATCH.bytes) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

interface Waiting {
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread, and who waits for it: it answers in the order in which it was asked. */
class Thread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #failure: Error | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (outcomes: readonly Outcome[]) => this.#waiting.shift()?.resolve(outcomes));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', (code) => this.#fail(new Error(`a worker thread has ended with code ${code}`)));
  }

  /** How many batches it has not answered. */
  get load(): number {
    return this.#waiting.length;
  }

  run(batch: readonly Work[]): Promise<readonly Outcome[]> {
    const done = new Promise<readonly Outcome[]>((resolve, reject) => {
      if (this.#failure !== null) reject(this.#failure);
      else this.#waiting.push({ resolve, reject });
    });
    // Whoever waits for an earlier batch has not come to this one yet: a failure must not count as forgotten until then.
    done.catch(() => {});
    this.#worker.postMessage(batch);
    return done;
  }

  end(): void {
    this.#worker.postMessage(null);
  }

  async kill(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
