import { describeOnLinux } from '../../support/on-linux';
import {
  childrenSeconds,
  endedChildrenSeconds,
  ownSeconds,
  processorSeconds,
} from './processor-time';

const STAT =
  '4242 (a name) of (S 1) R 1 4242 4242 0 -1 4194304 90 80 0 0 1250 75 300 20 20 0 44 0 9000 1 2 3\n';

describe('processor time', () => {
  it('is read behind a name with spaces and brackets', () => {
    expect(ownSeconds(STAT)).toBe(13.25);
    expect(childrenSeconds(STAT)).toBe(3.2);
  });
});

describeOnLinux('processor time of processes', () => {
  it('grows with work', () => {
    const before = processorSeconds(process.pid);
    const end = performance.now() + 100;
    while (performance.now() < end);
    expect(processorSeconds(process.pid)).toBeGreaterThan(before);
    expect(endedChildrenSeconds()).toBeGreaterThanOrEqual(0);
  });

  it('is none of a process that is gone', () => expect(processorSeconds(2 ** 22 + 1)).toBe(0));
});
