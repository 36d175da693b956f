import { expect } from 'chai';
import { lint } from '#src/lint.js';
import { job, task } from '../helpers/encoding-house.js';

const suggestions = (value: object): unknown[] =>
  lint(value).diagnostics.flatMap((finding) =>
    finding.code === 'unknown-input-asset' || finding.code === 'unproduced-asset'
      ? [[finding.args.asset, finding.args.suggestion]]
      : [],
  );
const FIRST = task('Encode', ['in:0'], ['out:0']);

describe('what a reference that leads nowhere may have meant', () => {
  it('is the nearest output', () => {
    const tasks = [task('Encode', ['in:0'], ['out:0', 'out:1']), task('Package', ['out:4'], ['out:2'])];
    expect(suggestions(job(tasks))).to.deep.equal([['JobOutputAsset(4)', 'JobOutputAsset(1)']]);
  });

  it('is the input of the number, where there is no output to read', () => {
    const only = task('Encode', ['out:1'], ['out:0']);
    expect(suggestions(job([only], 2))).to.deep.equal([['JobOutputAsset(1)', 'JobInputAsset(1)']]);
    expect(suggestions(job([only], 1))).to.deep.equal([['JobOutputAsset(1)', null]]);
  });

  it('is the output of the number, where there is no such input', () => {
    const tasks = [task('Encode', ['in:0'], ['out:0', 'out:1']), task('Package', ['in:1'], ['out:2'])];
    expect(suggestions(job(tasks))).to.deep.equal([['JobInputAsset(1)', 'JobOutputAsset(1)']]);
    expect(suggestions(job([FIRST, task('Package', ['in:7'], ['out:1'])]))).to.deep.equal([['JobInputAsset(7)', null]]);
  });

  it('is no output that the task reads or writes itself, or that may depend on it', () => {
    const own = task('Encode', ['in:1'], ['out:1', 'out:0']);
    expect(suggestions(job([own]))).to.deep.equal([['JobInputAsset(1)', null]]);
    const later = [task('Encode', ['in:1'], ['out:0']), task('Package', ['out:0'], ['out:1'])];
    expect(suggestions(job(later))).to.deep.equal([['JobInputAsset(1)', null]]);
  });

  it('is found in time, however many lead nowhere', () => {
    const inputs = Array.from({ length: 30_000 }, (_, index) => `in:${index + 1}`);
    const outputs = Array.from({ length: 30_000 }, (_, index) => `out:${index + 10}`);
    expect(suggestions(job([FIRST, task('Package', [...inputs, ...outputs], ['out:1'])]))).to.have.length(60_000);
  });
});
