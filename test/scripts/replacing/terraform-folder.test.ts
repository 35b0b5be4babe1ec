import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformFolder } from '../../../scripts/replacing/terraform-folder';

const before = process.env.TERRAFORM_BINARY_NAME;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'terraform-folder-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) delete process.env.TERRAFORM_BINARY_NAME;
  else process.env.TERRAFORM_BINARY_NAME = before;
});

const plan = () =>
  new TerraformFolder(folder, new AbortController().signal).planReplacement('a.b', () => undefined);

it('says what is needed where there is no terraform', async () => {
  process.env.TERRAFORM_BINARY_NAME = 'no-such-terraform';
  await expect(plan()).rejects.toThrow(
    "TERRAFORM_BINARY_NAME: must name a program that can be started, got 'no-such-terraform'. " +
      'Install Terraform 1.10 or newer, or say where it is.',
  );
});

it('leaves no plan behind where terraform fails', async () => {
  process.env.TERRAFORM_BINARY_NAME = 'false';
  const plans = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cdktf-kafka-plan-'));
  const others = plans();
  await expect(plan()).rejects.toThrow('terraform plan: must succeed, got exit code 1.');
  expect(plans().filter((name) => !others.includes(name))).toEqual([]);
});
