import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';
import { CliRun } from '../../support/cli';
import { describeWithTerraform } from '../../support/describe-with-terraform';
import { planText, type PlannedResource } from '../../support/plan-builder';
import { slowTerraform } from '../../support/slow-terraform';
import { makeSmallCdktfProject, makeSmallPlan } from '../../support/small-cdktf-project';

const CLI = join(packageFolder(), 'dist', 'scripts', 'cli.js');
const SAFE: readonly PlannedResource[] = [];
const CARE: readonly PlannedResource[] = [{ address: 'a.b', actions: ['melt'], before: {} }];
const DANGER: readonly PlannedResource[] = [
  { address: 'aws_ebs_volume.data', before: { size: 2500 }, after: null },
];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-review-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Given {
  readonly input?: string | Buffer;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function review(argv: readonly string[], { input, cwd, env }: Given = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'plan-review', ...argv], {
    ...{ encoding: 'utf8', cwd: cwd ?? folder, maxBuffer: 64 * 1024 ** 2 },
    ...(input !== undefined && { input }),
    env: { ...process.env, FORCE_COLOR: '0', ...env },
  });
  return { status, stdout, stderr };
}

function planFile(resources: readonly PlannedResource[], fields = {}): string {
  const file = join(folder, 'plan.json');
  writeFileSync(file, planText(resources, { fields }));
  return file;
}

describe('the exit code', () => {
  it.each([
    [SAFE, [], 0],
    [CARE, [], 1],
    [DANGER, [], 2],
    [CARE, ['--fail-on', 'care'], 1],
    [CARE, ['--fail-on', 'danger'], 0],
    [DANGER, ['--fail-on', 'danger'], 2],
    [DANGER, ['--fail-on', 'never'], 0],
  ])('tells the verdict on %j with %j: %i', (resources, options, code) => {
    expect(review([planFile(resources), ...options])).toMatchObject({ status: code, stderr: '' });
  });

  it.each([
    ['no plan', []],
    ['two plans', ['plan.json', '--stack', 'small']],
    ['a missing file', ['missing.json']],
    ['a folder', ['.']],
    ['an option that there is not', ['plan.json', '--no-such-option']],
    ['a verdict that there is not', ['plan.json', '--fail-on', 'always']],
    ['a format that there is not', ['plan.json', '--format', 'html']],
    ['formats that contradict each other', ['plan.json', '--json', '--format', 'sarif']],
    ['a folder to write to', ['plan.json', '--sarif', '.']],
    ['no file name', ['']],
    ['too many plans', ['plan.json', 'plan.json']],
    ['a file that cannot be written', ['plan.json', '--markdown', 'missing/review.md']],
    ['no cdktf project', ['--stack', 'small']],
  ])('is 3, whatever --fail-on says, where there is nothing to tell: %s', (_, argv) => {
    planFile(SAFE);
    const { status, stdout, stderr } = review(['--fail-on', 'never', ...argv]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^\S+: must .+\.$/m);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('is 3 for a plan that leaves something out, unless that is asked for', () => {
    const file = planFile(SAFE, { complete: false });
    expect(review([file])).toMatchObject({ status: 3, stdout: '' });
    expect(review([file, '--partial'])).toMatchObject({ status: 1, stderr: '' });
  });

  it('is in the help', () => {
    const { status, stdout } = review(['--help']);
    expect(status).toBe(0);
    expect(stdout).toContain('Exit code: 0 safe, 1 needs care, 2 danger, 3 could not be reviewed');
  });
});

it('reads standard input, and prints what a machine may read', () => {
  const { status, stdout } = review(['-', '--json', '--title', 'prod'], {
    input: planText(DANGER),
  });
  expect(status).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ verdict: 'danger', name: 'prod' });
});

it('writes a comment and a report for code scanning beside what it prints', () => {
  const { status, stdout } = review([
    ...[planFile(DANGER), '--title', 'prod', '--sarif-at', 'stacks/main.ts'],
    ...['--markdown', 'review.md', '--sarif', 'review.sarif'],
  ]);
  expect(status).toBe(2);
  expect(stdout).toMatch(/danger/i);
  const markdown = readFileSync(join(folder, 'review.md'), 'utf8');
  expect(markdown).toMatch(/^<!-- cdktf-kafka plan-review: prod -->\n/);
  const sarif = readFileSync(join(folder, 'review.sarif'), 'utf8');
  expect(JSON.parse(sarif)).toMatchObject({ version: '2.1.0' });
  expect(sarif).toContain('stacks/main.ts');
});

it('looks whether it can write before it reads the plan', () => {
  const { status, stderr } = review(['missing.json', '--markdown', 'missing/review.md']);
  expect({ status, stderr }).toEqual({
    status: 3,
    stderr: 'missing/review.md: must be a file that can be written, got ENOENT. Check the path.\n',
  });
});

it('names a file in an error as one that a terminal does not obey', () => {
  expect(review(['\u001b[31m\u202ea.json']).stderr).toMatch(
    /^\\u\{1b\}\[31m\\u\{202e\}a\.json: must /,
  );
});

it('loads neither the construct nor what talks to a cluster', () => {
  const hook = join(folder, 'list-modules.cjs');
  writeFileSync(
    hook,
    "process.on('exit', () => console.error(Object.keys(require.cache).join('\\n')));",
  );
  const { stderr } = review([planFile(SAFE)], { env: { NODE_OPTIONS: `--require ${hook}` } });
  expect(stderr).toContain('plan-review');
  expect(stderr).not.toMatch(/node_modules\/(cdktf|constructs|@platformatic|ssh2|@aws-sdk|jiti)\//);
});

describe('a binary plan file', () => {
  const zip = Buffer.from('PK\x03\x04 and no more of it', 'latin1');

  it('needs terraform, and says so where there is none', () => {
    const env = { PATH: dirname(process.execPath), TERRAFORM_BINARY_NAME: undefined };
    expect(review(['-'], { input: zip, env })).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('terraform: must be on the PATH.') as string,
    });
    expect(
      review(['-'], { input: zip, env: { ...env, TERRAFORM_BINARY_NAME: 'no-such' } }),
    ).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('TERRAFORM_BINARY_NAME: must name a program') as string,
    });
  });

  it('is known for one also where it comes in pieces', () => {
    const { stderr } = spawnSync(
      'sh',
      ['-c', `{ printf P; sleep 0.5; printf 'K\\003\\004'; } | "$0" "$1" plan-review -`].concat(
        process.execPath,
        CLI,
      ),
      { encoding: 'utf8', env: { ...process.env, TERRAFORM_BINARY_NAME: 'no-such' } },
    );
    expect(stderr).toContain('TERRAFORM_BINARY_NAME: must name a program');
  });

  it('is not blamed for a folder that is not there', () => {
    expect(review(['-', '--stack-folder', 'nowhere'], { input: zip })).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/^--stack-folder: must be a folder, got 'nowhere'\./) as string,
    });
  });

  it('is shown by the program that is named, in the folder that is named', () => {
    const programs = join(folder, 'programs');
    mkdirSync(programs);
    mkdirSync(join(folder, 'stack'));
    const program = join(programs, 'my-tofu');
    writeFileSync(program, `#!/bin/sh\necho "$@" > ${folder}/call\ncat ${planFile(DANGER)}\n`);
    chmodSync(program, 0o755);
    const env = {
      PATH: [programs, process.env.PATH].join(delimiter),
      TERRAFORM_BINARY_NAME: 'my-tofu',
    };
    const encrypted = '{"meta":{},"encrypted_data":"x","encryption_version":"v0"}';
    for (const input of [zip, encrypted]) {
      expect(review(['-', '--stack-folder', 'stack'], { input, env }).status).toBe(2);
      expect(readFileSync(join(folder, 'call'), 'utf8')).toMatch(
        /^-chdir=stack show -json \S+ -no-color\n$/,
      );
    }
  });
});

it('leaves no plan behind where it is interrupted', async () => {
  const { plan, temporary, env, started } = slowTerraform(folder);
  const run = new CliRun(['plan-review', plan], env);
  await started();
  expect(readdirSync(temporary)).toHaveLength(1);
  expect(statSync(join(temporary, readdirSync(temporary)[0]!)).mode & 0o777).toBe(0o700);
  run.child.kill('SIGTERM');
  expect(await run.exitCode()).toBe(143);
  expect(readdirSync(temporary)).toEqual([]);
});

describeWithTerraform('with terraform', () => {
  const SECRET = { password: 'hunter2hunter2', size: 1 };

  it('shows a plan file itself, from a file and from standard input', () => {
    const file = makeSmallPlan(folder, SECRET);
    for (const [argv, input] of [
      [[file], ''],
      [['-'], readFileSync(file)],
    ] as const) {
      const { status, stdout, stderr } = review([...argv, '--json'], { input });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({
        counts: [{ type: 'terraform_data', change: 'create', count: 1 }],
      });
    }
  });

  it('says in one line that a plan file is damaged', () => {
    const file = makeSmallPlan(folder, SECRET);
    writeFileSync(file, readFileSync(file).subarray(0, 500));
    const { status, stdout, stderr } = review([file]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^\S+small\.tfplan: must be a plan that terraform can show.*\n$/);
  });

  it('synthesizes, plans and reviews a stack, and leaves no plan behind', () => {
    const project = makeSmallCdktfProject(SECRET);
    try {
      const given = { cwd: project.folder, env: { TMPDIR: project.temporary } };
      const { status, stdout } = review(['--stack', 'small', '--json'], given);
      expect(JSON.parse(stdout)).toMatchObject({
        name: 'small',
        verdict: 'safe',
        counts: [{ type: 'terraform_data', change: 'create', count: 1 }],
      });
      expect(status).toBe(0);
      expect(readdirSync(project.temporary)).toEqual([]);
      expect(existsSync(join(project.folder, 'state.json'))).toBe(false);
      expect(review(['--stack', 'large'], given)).toMatchObject({
        status: 3,
        stderr: expect.stringContaining("got 'large'. There are small.") as string,
      });
    } finally {
      project.remove();
    }
  });
});
