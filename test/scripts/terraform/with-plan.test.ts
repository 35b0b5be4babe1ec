import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { withPlan } from '../../../scripts/terraform/with-plan';
import { describeWithTerraform } from '../../support/describe-with-terraform';
import { makeSmallPlan } from '../../support/small-cdktf-project';

const before = process.env;
let folder: string;
let temporary: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'with-plan-'));
  temporary = mkdtempSync(join(folder, 'temporary-'));
  process.env = { ...before, TMPDIR: temporary };
});

afterEach(() => {
  process.env = before;
  rmSync(folder, { recursive: true });
});

it('leaves no plan behind where terraform fails', async () => {
  process.env.TERRAFORM_BINARY_NAME = 'false';
  await expect(withPlan([], { folder }, () => undefined)).rejects.toThrow(
    'false plan: must succeed',
  );
  expect(readdirSync(temporary)).toEqual([]);
});

describeWithTerraform('with terraform', () => {
  it('lends a plan that only this user can read, until the work is done', async () => {
    makeSmallPlan(folder, { size: 1 });
    const lent = await withPlan(['-lock=false'], { folder }, ({ file, json }) => ({
      ...{ file, plan: JSON.parse(json.toString()) as unknown },
      ...{ isThere: existsSync(file), mode: statSync(dirname(file)).mode & 0o777 },
    }));
    expect(lent).toMatchObject({
      plan: { resource_changes: [{ address: 'terraform_data.thing' }] },
      ...{ isThere: true, mode: 0o700 },
    });
    expect(existsSync(lent.file)).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('leaves no plan behind where the work fails', async () => {
    makeSmallPlan(folder, { size: 1 });
    const work = () => Promise.reject(new Error('refused'));
    await expect(withPlan([], { folder }, work)).rejects.toThrow('refused');
    expect(readdirSync(temporary)).toEqual([]);
  });
});
