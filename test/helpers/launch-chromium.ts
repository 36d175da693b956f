/** Starts Chromium, for tests and for the bench. */
import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-chromium.js';

/** Ours, also for a Chromium that comes with flags of its own: those of the packaged one switch off what is tested. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** With a profile of its own. */
export function launchChromium(): Promise<Browser> {
  const { executablePath, env } = findChromium();
  return chromium.launch({ executablePath, args: ARGS, env: { ...process.env, ...env } });
}
