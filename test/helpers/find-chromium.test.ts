/** Which Chromium the tests take. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findChromium } from './find-chromium.js';

describe('a Chromium for tests', () => {
  let folder = '';
  const put = (name: string, mode: number): string => {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, mode);
    return path;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taskgraph-chromium-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is the one that is named, and no other where that cannot be run', () => {
    const named = put('nightly', 0o755);
    put('chromium', 0o755);
    expect(findChromium({ CHROMIUM: named, PATH: folder })).to.deep.equal({ executablePath: named, env: {} });
    expect(() => findChromium({ CHROMIUM: join(folder, 'none'), PATH: folder })).to.throw(/none, which cannot be run$/);
  });

  it('is else the first on the PATH', () => {
    put('google-chrome', 0o755);
    const found = put('chromium-browser', 0o755);
    expect(findChromium({ PATH: `/nowhere::${folder}` }).executablePath).to.equal(found);
  });
});
