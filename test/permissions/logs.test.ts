import { ACCOUNT, isAllowed } from '../support/judge-request';
import { CHANGING_LOGS, READING_LOGS, type PermittedCall } from './calls';
import { documentedPolicy } from './documented-policies';

const DEPLOYER = documentedPolicy('deployer-logs');
const REVIEWER = documentedPolicy('reviewer-logs');
const principal = `arn:aws:iam::${ACCOUNT}:role/ci`;

const may = (
  identity: typeof DEPLOYER,
  { action, resource }: Pick<PermittedCall, 'action' | 'resource'>,
) => isAllowed({ principal, action, resource, identity });

const titled = (calls: readonly PermittedCall[]) =>
  calls.map((call) => [call.action, call] as const);

it.each(titled([...READING_LOGS, ...CHANGING_LOGS]))(
  'a deploy may %s, of this cluster alone',
  async (action, call) => {
    expect(await may(DEPLOYER, call)).toBe(true);
    if (call.others) expect(await may(DEPLOYER, { action, ...call.others })).toBe(false);
  },
);

it.each(titled(READING_LOGS))('a review of plans may %s', async (_, call) => {
  expect(await may(REVIEWER, call)).toBe(true);
});

it.each(titled(CHANGING_LOGS))('a review of plans may not %s', async (_, call) => {
  expect(await may(REVIEWER, call)).toBe(false);
});

it('neither reads what stands in the logs', async () => {
  const resource = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/cdktf-kafka/prod-logging`;
  for (const identity of [DEPLOYER, REVIEWER])
    expect(await may(identity, { action: 'logs:FilterLogEvents', resource })).toBe(false);
});
