import { judgeProcesses } from '../../../../scripts/health/host/judge-processes';
import type { UnitState } from '../../../../scripts/health/host/units';

const judge = (kafka: UnitState) => judgeProcesses('broker-1', new Map([['kafka', kafka]]));

it('finds nothing wrong with a process that runs', () => {
  expect(judge({ active: 'active', sub: 'running', restarts: 3 })).toEqual([]);
});

it.each<[UnitState, string, RegExp]>([
  [
    { active: 'activating', sub: 'auto-restart', restarts: 7 },
    'activating (auto-restart), started again 7 times',
    /restart broker-1/,
  ],
  [{ active: 'activating', sub: 'start', restarts: 0 }, 'activating (start)', /restart broker-1/],
  [{ active: 'inactive', sub: 'dead', restarts: 0 }, 'inactive (dead)', /converge/],
  [{ active: 'failed', sub: 'failed', restarts: 5 }, 'failed, started again 5 times', /converge/],
])('tells that one does not: %j', (unit, value, remedy) => {
  expect(judge(unit)).toMatchObject([
    { path: 'kafka of broker-1', value, remedy: expect.stringMatching(remedy) as string },
  ]);
});
