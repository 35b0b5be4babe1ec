import { planLookUps } from '../../../../scripts/smoke/checks/time-lookup';
import { makeBatches } from '../../../../scripts/smoke/topic/smoke-records';

const produced = makeBatches(1_000_000)
  .flatMap(({ records }) => records)
  .map((record, index) => ({ ...record, offset: BigInt(index) }));

test('each look-up expects what a walk through the records finds', () => {
  const lookUps = planLookUps(produced).filter(({ time }) => time >= 0n);
  expect(lookUps).toHaveLength(5);
  for (const { time, expected } of lookUps) {
    const first = produced.find(({ timestampMs }) => BigInt(timestampMs) >= time);
    expect(expected.offset).toBe(first?.offset ?? -1n);
    expect(expected.timestampMs).toBe(first?.timestampMs ?? -1);
  }
});

test('the newest record is asked for by its own code', () => {
  expect(planLookUps(produced).at(-1)).toMatchObject({ time: -3n, expected: { offset: 24n } });
});
