import { bytesLeft, CatchUpWatch } from '../../../../scripts/health/cluster/catch-up-watch';

const look = (has: number, wants: number) => ({
  logBytes: new Map([[3, BigInt(has)]]),
  leaderBytes: new Map([[3, BigInt(wants)]]),
});

it('tells no rate by one look, nor by two within a second', () => {
  const watch = new CatchUpWatch();
  expect([...watch.note(look(0, 1_000), 0)]).toEqual([]);
  expect([...watch.note(look(10, 1_000), 999)]).toEqual([]);
});

it('tells by how much a broker comes nearer to its leaders, which go on meanwhile', () => {
  const watch = new CatchUpWatch();
  watch.note(look(0, 1_000), 0);
  expect([...watch.note(look(500, 1_100), 2_000)]).toEqual([[3, 200]]);
  expect([...watch.note(look(500, 1_100), 4_000)]).toEqual([[3, 100]]);
});

it('tells that it falls behind', () => {
  const watch = new CatchUpWatch();
  watch.note(look(0, 1_000), 0);
  expect([...watch.note(look(0, 3_000), 2_000)]).toEqual([[3, -1_000]]);
});

it('forgets what was more than a minute ago, and brokers that are in sync', () => {
  const watch = new CatchUpWatch();
  watch.note(look(0, 1_000), 0);
  expect([...watch.note(look(500, 1_000), 70_000)]).toEqual([]);
  expect([...watch.note({ logBytes: new Map(), leaderBytes: new Map() }, 80_000)]).toEqual([]);
});

it('counts what is left, and nothing where a broker has more than its leaders', () => {
  expect(bytesLeft(3, look(400, 1_000))).toBe(600);
  expect(bytesLeft(3, look(1_001, 1_000))).toBe(0);
  expect(bytesLeft(4, look(0, 1_000))).toBe(0);
});
