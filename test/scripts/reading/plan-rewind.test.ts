import { changed, planRewind } from '../../../scripts/reading/plan-rewind';

const at = (partition: number, offset: number, end = 100) => ({
  ...{ topic: 'app', partition, start: 0, at: offset, end },
});
const committed = (partition: number, offset: number) => ({ topic: 'app', partition, offset });
const step = (partition: number, before: number | undefined, after: number, again: number) => ({
  ...{ topic: 'app', partition, before, after, again },
});

it('sets a group back to where the time lies', () =>
  expect(planRewind([committed(0, 80)], [at(0, 30)])).toEqual([step(0, 80, 30, 50)]));

it('lets it stay where it is further back already: nothing unread is skipped', () => {
  const steps = planRewind([committed(0, 20), committed(1, 80)], [at(0, 30), at(1, 30)]);
  expect(steps).toEqual([step(0, 20, 20, 0), step(1, 80, 30, 50)]);
  expect(changed(steps)).toEqual([step(1, 80, 30, 50)]);
});

it('has it begin there with a partition that it has read nothing of', () =>
  expect(planRewind([committed(0, 80)], [at(0, 80), at(1, 30)])).toEqual([
    step(0, 80, 80, 0),
    step(1, undefined, 30, 70),
  ]));

it('reads again what is there, where it had committed more than there is', () =>
  expect(planRewind([committed(0, 500)], [at(0, 30)])).toEqual([step(0, 500, 30, 70)]));
