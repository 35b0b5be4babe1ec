import { setTimeout as sleep } from 'node:timers/promises';
import type { AckedRecord } from '../../../scripts/probing/partition-writer';
import { WriteWatch } from '../../../scripts/probing/write-watch';

/** A partition whose records wait for so long, one after the other; the last one for ever. */
function partition(...waits: readonly number[]) {
  let written = 0;
  const write = async (patient: AbortSignal): Promise<AckedRecord | undefined> => {
    const waitedMs = waits[Math.min(written, waits.length - 1)]!;
    written += 1;
    await sleep(1, undefined, { signal: patient }).catch(() => undefined);
    return { number: written, ackedAtMs: 0, waitedMs };
  };
  return { writer: { write, waitingMs: 0 }, written: () => written };
}

describe('watching how long writes wait', () => {
  it('tells the longest wait of any partition, and then that since', async () => {
    const [busy, slow] = [partition(4), partition(310.4, 7)];
    const watch = new WriteWatch([busy.writer, slow.writer]);
    await watch.settle();
    expect(watch.takeLongestMs()).toBe(310);
    await watch.settle();
    expect(watch.takeLongestMs()).toBe(7);
    await watch.stop();
  });

  it('counts a record that still waits', async () => {
    const { writer } = partition(2);
    const watch = new WriteWatch([{ ...writer, waitingMs: 900 }]);
    expect(watch.takeLongestMs()).toBe(900);
    await watch.stop();
  });

  it('is settled when each partition has taken a record that was written since', async () => {
    const { writer, written } = partition(1);
    const watch = new WriteWatch([writer]);
    const before = written();
    await watch.settle();
    expect(written() - before).toBeGreaterThanOrEqual(2);
    await watch.stop();
  });

  it('writes no more when it was stopped', async () => {
    const { writer, written } = partition(1);
    const watch = new WriteWatch([writer]);
    await watch.stop();
    const before = written();
    await sleep(120);
    expect(written()).toBe(before);
  });
});
