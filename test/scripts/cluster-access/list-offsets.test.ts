import { someNames } from '../../../scripts/cluster-access/list-offsets';

it('names as many partitions as a line has room for', () => {
  const names = Array.from({ length: 7 }, (_, index) => `app-logs-${index}`);
  expect(someNames(names.slice(0, 2))).toBe('app-logs-0, app-logs-1');
  expect(someNames(names)).toBe(`${names.slice(0, 5).join(', ')} and 2 more`);
});
