import { unmarked } from '../../../../../scripts/masking/say';
import { nameHosts } from '../../../../../scripts/plan-review/facts/hosts/name-hosts';

const numbered = (role: string, ...ids: readonly number[]) => ids.map((id) => `${role}-${id}`);

it.each([
  [numbered('broker', 1, 2, 3), 'broker 1, 2, 3'],
  [[...numbered('broker', 1), ...numbered('zookeeper', 4)], 'broker 1 and zookeeper 4'],
  [['web-1', 'web-2'], 'host web-1, web-2'],
  [numbered('broker', 1, 2, 3, 4, 5, 6), 'broker 1, 2, 3, 4, 5, 6'],
  [numbered('broker', 1, 2, 3, 4, 5, 6, 8), 'broker 1 to 6, 8'],
  [numbered('broker', 1, 2, 4, 5, 7, 8, 10), 'broker 1, 2, 4, 5, 7, 8, 10'],
  [[], ''],
])('names %j', (names, expected) => {
  expect(nameHosts(names.map(unmarked))).toBe(expected);
});
