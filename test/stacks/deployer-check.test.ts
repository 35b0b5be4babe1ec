import { spawnSync } from 'node:child_process';
import { CHECK_DEPLOYER } from '../../stacks/deployer-check';
import { synthesizeCluster } from '../support/synthesized';

const ACCOUNT = '123456789012';
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const session = (name: string, of = 'ada') => `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${of}`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;

/** As terraform runs it. */
function check(caller: string, ...deployers: readonly string[]) {
  const env = { PATH: process.env.PATH, CALLER: caller, DEPLOYERS: deployers.join(' ') };
  const { status, stderr } = spawnSync('/bin/sh', ['-c', CHECK_DEPLOYER], {
    env,
    encoding: 'utf8',
  });
  return { passes: status === 0, said: stderr };
}

it.each([
  ['a session of a role that is named', session('deploy'), [role('deploy')]],
  ['one whose role has a path', session('deploy'), [role('ci/eu/deploy')]],
  ['the last that is named', session('deploy'), [role('other'), role('deploy')]],
  ['a user', `arn:aws:iam::${ACCOUNT}:user/ops/ada`, [`arn:aws:iam::${ACCOUNT}:user/ops/ada`]],
  ['one by a pattern', session('AWSReservedSSO_Kafka_0a1b'), [role('a/*/AWSReservedSSO_Kafka_*')]],
  ['one in China', session('d').replace('aws', 'aws-cn'), [role('d').replace('aws', 'aws-cn')]],
  ['a machine that is named', session('ci', 'i-0a1b2c3d'), [role('ci')]],
  ['the root user', ROOT, [role('deploy')]],
  ['anyone where nobody is named', session('deploy'), []],
])('lets %s deploy', (_, caller, deployers) => {
  expect(check(caller, ...deployers)).toEqual({ passes: true, said: '' });
});

it.each([
  ['another role', session('other'), [role('deploy')]],
  ['a role whose name only begins so', session('deploy2'), [role('deploy')]],
  ['one of another account', session('deploy').replace(/\d+/, '999999999999'), [role('deploy')]],
  ['a user of a role’s name', `arn:aws:iam::${ACCOUNT}:user/deploy`, [role('deploy')]],
  ['a machine where nobody is named', session('ci', 'i-0a1b2c3d4e5f'), []],
])('stops %s before it shuts itself out', (_, caller, deployers) => {
  const { passes, said } = check(caller, ...deployers);
  expect(passes).toBe(false);
  expect(said).toContain(
    `deployers: must name whoever deploys, got a deploy by ${caller}. Add 'arn`,
  );
});

it('stands before the policy of the bucket', () => {
  const stack = synthesizeCluster({ deployers: [role('deploy')] });
  const { depends_on: after } = stack.resource('aws_s3_bucket_policy');
  expect(after).toContainEqual(expect.stringMatching(/^terraform_data\..*Deployers/));
  const { provisioner } = stack.resource('terraform_data', { triggers_replace: [role('deploy')] });
  const [{ 'local-exec': step }] = provisioner as [{ 'local-exec': { command: string } }];
  // What terraform makes of it is the script again: it would read `${` as an expression of its own.
  expect(step.command).not.toMatch(/(?<!\$)\$\{/);
  expect(step.command.replaceAll('$${', () => '${')).toBe(CHECK_DEPLOYER);
});
