/** What runs in each worker thread: takes batches of work, gives back what came of them. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ResultNeeds } from '../render/file-result.js';
import { type Outcome, outcomesOf } from './outcome.js';
import type { Work } from './works.js';

parentPort?.on('message', (batch: readonly Work[] | null) => {
  if (batch === null) parentPort?.close();
  else void run(batch);
});

/** What goes wrong here is a bug, and ends the thread with its stack. */
async function run(batch: readonly Work[]): Promise<void> {
  const done: Outcome[] = [];
  for (const work of batch) for (const outcome of await outcomesOf(work, workerData as ResultNeeds)) done.push(outcome);
  parentPort?.postMessage(done);
}
