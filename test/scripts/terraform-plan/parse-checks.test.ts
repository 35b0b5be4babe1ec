import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unmarked } from '../../../scripts/masking/say';
import { readPlan } from '../../../scripts/terraform-plan/read-plan';
import { describeWithTerraform } from '../../support/describe-with-terraform';
import { makeSmallPlan } from '../../support/small-cdktf-project';
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

describeWithTerraform('of a real plan', () => {
  it('are what terraform says of each check and condition', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'checks-'));
    const assert = (condition: string, error_message: string) => ({
      assert: { condition: `\${terraform_data.thing.${condition}}`, error_message },
    });
    const plan = makeSmallPlan(
      folder,
      { size: 1 },
      {
        check: {
          small: assert('input.size > 1', 'must be more than 1'),
          known: assert('output.size > 1', 'must be more than 1'),
          right: assert('input.size == 1', 'must be 1'),
        },
      },
    );
    const { failedChecks } = await readPlan(plan, { folder });
    rmSync(folder, { recursive: true });
    expect(failedChecks).toEqual([
      { address: 'check.known', isUnknown: true, problems: [] },
      { address: 'check.small', isUnknown: false, problems: ['must be more than 1'] },
    ]);
  });
});
