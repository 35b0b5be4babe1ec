import { unmarked } from '../../../scripts/masking/say';
import { parseChecks } from '../../../scripts/terraform-plan/parse-checks';

const check = (status: string, instances: readonly object[] = []) => ({
  address: { kind: 'check', name: 'health', to_display: 'check.health' },
  status,
  instances,
});
const instance = (status: string, ...messages: readonly string[]) => ({
  address: { to_display: 'check.health["a"]' },
  status,
  problems: messages.map((message) => ({ message })),
});
const parse = (checks: unknown) =>
  parseChecks(checks, (text) => unmarked(text.replace('hunter2', '…')));

it('knows a failing check by each of its instances, and what each says', () => {
  expect(
    parse([check('fail', [instance('pass'), instance('fail', 'is down, hunter2\n', ' ')])]),
  ).toEqual([{ address: 'check.health["a"]', isUnknown: false, problems: ['is down, …'] }]);
});

it.each(['fail', 'error', 'of tomorrow'])('takes the status "%s" for failed', (status) => {
  expect(parse([check(status)])).toEqual([
    { address: 'check.health', isUnknown: false, problems: [] },
  ]);
});

it('knows one of which nobody knows', () => {
  expect(parse([check('unknown')])).toMatchObject([{ isUnknown: true }]);
});

it.each([[undefined], [null], [{}], [[check('pass')]], [[7]]])('has nothing of %j', (checks) => {
  expect(parse(checks)).toEqual([]);
});
