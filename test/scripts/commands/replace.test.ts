import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { utils } from 'ssh2';
import { packageFolder } from '../../../cluster/package-folder';
import { findProgram } from '../../../scripts/system/find-program';
import { describeWithTerraform } from '../../support/describe-with-terraform';
import { inventoryOf } from '../../support/inventories';
import { makeSmallPlan } from '../../support/small-cdktf-project';
import { TERRAFORM } from '../../support/terraform';

/** Nothing listens at this address. */
const TOLD = { terraformAddress: 'terraform_data.thing', address: '127.77.0.1' };
const CLI = join(packageFolder(), 'dist', 'scripts', 'cli.js');

let folder: string;
let stack: string;
let temporary: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replace-'));
  stack = join(folder, 'stack');
  temporary = join(folder, 'temporary');
  mkdirSync(stack);
  mkdirSync(temporary);
  writeFileSync(join(stack, 'cdk.tf.json'), '{}');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Of a stack whose hosts are all `terraform_data.thing`, which needs no provider. */
const replace = (host: string, env: NodeJS.ProcessEnv = {}, ...options: readonly string[]) =>
  run([host, ...options], env);

function run(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const inventory = join(folder, 'inventory.json');
  writeFileSync(inventory, JSON.stringify(inventoryOf(undefined, TOLD)));
  const argv = ['replace', '--inventory', inventory, '--stack-folder', stack, ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...argv], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: temporary, FORCE_COLOR: '0', ...env },
  });
  return { status, stdout, stderr };
}

it('names the hosts where there is none of a name', () => {
  expect(replace('broker-9')).toEqual({
    ...{ status: 2, stdout: '' },
    stderr:
      "replace: must name a host of the cluster, got 'broker-9'. There are broker-1, broker-2, broker-3.\n",
  });
});

it.each([
  [[], 'neither'],
  [['broker-1', '--all'], "'broker-1' and --all"],
  [['broker-1', '--dry-run'], "'broker-1' with an option of --all"],
])('asks for one host, or --all: %j', (words, got) => {
  const { status, stderr } = run(words);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `replace: must be told one host, or --all, got ${got}. \`--all --dry-run\` shows which hosts are older than a new one would be.\n`,
  });
});

it('asks for a time that is one', () => {
  const { status, stderr } = run(['--all', '--made-before', 'yesterday']);
  expect(status).toBe(2);
  expect(stderr).toMatch(
    /^--made-before: must be a time in ISO 8601, got 'yesterday'\. Give a day/,
  );
});

it('shows which of all hosts would be made anew, and ends with 1 where there are some', () => {
  // A way in, and what to know the hosts by: all that is missing is that they answer.
  const [identity, knownHosts] = [join(folder, 'key'), join(folder, 'known_hosts')];
  const keys = utils.generateKeyPairSync('ecdsa', { bits: 256 });
  writeFileSync(identity, keys.private, { mode: 0o600 });
  const addresses = inventoryOf(undefined, TOLD).hosts.map(({ address }) => address);
  writeFileSync(knownHosts, `${addresses.join(',')} ${keys.public}\n`);
  const ways = ['--direct', '--identity', identity, '--known-hosts', knownHosts];
  const { status, stdout } = run(['--all', '--dry-run', ...ways]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^1\. broker-1 gives no answer: [^]*\n2\. broker-2 gives no answer: /);
});

it('asks for a synthesized stack', () => {
  rmSync(join(stack, 'cdk.tf.json'));
  const { status, stderr } = replace('broker-1');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^--stack-folder: must hold a synthesized stack \(cdk\.tf\.json\), got/);
});

it('asks for a key to reach the hosts with before it plans what it is to do', () => {
  const { status, stdout, stderr } = replace(
    'broker-1',
    { HOME: folder, SSH_AUTH_SOCK: '' },
    '--yes',
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^broker-1: must be logged in to with a key/);
});

it('asks for terraform or OpenTofu where there is neither', () => {
  expect(replace('broker-1', { PATH: temporary, TERRAFORM_BINARY_NAME: '' })).toEqual({
    ...{ status: 2, stdout: '' },
    stderr:
      'terraform: must be on the PATH. Install terraform or OpenTofu, or name it in TERRAFORM_BINARY_NAME.\n',
  });
});

describeWithTerraform('with terraform', () => {
  const state = () => readFileSync(join(stack, 'terraform.tfstate'), 'utf8');

  beforeEach(() => {
    makeSmallPlan(stack, { size: 1 });
    renameSync(join(stack, 'main.tf.json'), join(stack, 'cdk.tf.json'));
    const { status } = spawnSync(TERRAFORM, ['apply', 'small.tfplan'], { cwd: stack });
    expect(status).toBe(0);
  });

  it('shows the plan and what would be done with it, and changes nothing', () => {
    const before = state();
    const { status, stdout, stderr } = replace('broker-1');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/terraform_data\.thing will be replaced, as requested/);
    expect(stdout).toMatch(
      /\n1\. gate: .* apart from broker-1\n2\. \S+ may be terminated; terraform applies the plan above\n3\. .*\nNothing was changed\. Give --yes to do it\.\n$/,
    );
    expect(state()).toBe(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('ends with 1 at a gate that stays closed, and changes nothing', () => {
    const before = state();
    const unlocked = replace('broker-1', {}, '--yes', '--direct', '--stall', '0');
    expect(unlocked.status).toBe(2);
    expect(unlocked.stderr).toMatch(
      /^ZooKeeper: must let this command in, .*, to lock the cluster/,
    );
    const words = ['--yes', '--direct', '--without-lock', '--stall', '0'];
    const { status, stderr } = replace('broker-1', {}, ...words);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^broker-2: must be registered as broker 2, got 'no brokers'\./);
    expect(stderr).toMatch(/\nWaited for 0 s in which nothing got better\.\n$/);
    expect(state()).toBe(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('finds OpenTofu where there is no terraform', () => {
    symlinkSync(findProgram([TERRAFORM])!, join(temporary, 'tofu'));
    const path = [temporary, dirname(process.execPath)].join(delimiter);
    expect(replace('broker-1', { PATH: path, TERRAFORM_BINARY_NAME: '' }).status).toBe(0);
  });

  it('could not run where there is no plan, and says so below what terraform says', () => {
    writeFileSync(join(stack, 'more.tf.json'), '{"resource":{"terraform_data":{"thing":{}}}}');
    const { status, stdout, stderr } = replace('broker-1');
    expect(status).toBe(2);
    expect(stdout).toContain('Duplicate resource "terraform_data" configuration');
    expect(stderr).toMatch(
      /^\S+ plan: must succeed in '\S+', got: Error: Duplicate resource .* All that it said stands above\.\n$/,
    );
  });
});
