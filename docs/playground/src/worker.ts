/** Everything heavy, off the thread that people type on. */
import { check, fixAll, where } from './checking.js';
import { drawnGraph, drawnPlan } from './drawing.js';
import { edit, form } from './form-model.js';
import type { Answers, Kind, Questions } from './protocol.js';

type Answerers = { readonly [K in Kind]: (question: Questions[K]) => Answers[K] | Promise<Answers[K]> };

const ANSWERERS: Answerers = { check, fixAll, where, form, edit, graph: drawnGraph, plan: drawnPlan };

addEventListener('message', async ({ data }: MessageEvent<{ kind: Kind; question: never }>) => {
  try {
    postMessage({ answer: await ANSWERERS[data.kind](data.question) });
  } catch (error) {
    postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
