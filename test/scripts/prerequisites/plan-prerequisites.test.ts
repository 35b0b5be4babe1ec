import { type Machine, javaMajorOf } from '../../../scripts/prerequisites/machine';
import { planPrerequisites } from '../../../scripts/prerequisites/plan-prerequisites';
import { toolsFor } from '../../../scripts/prerequisites/tools';

const debian: Machine = { packageManager: 'apt-get', asRoot: [], javaMajor: 17 };
const run = toolsFor('run', 'linux');
const forTests = toolsFor('test', 'linux');

test('nothing is done where nothing is missing', () => {
  expect(planPrerequisites([], debian)).toEqual({ kind: 'ready' });
});

test('root installs what is missing through apt', () => {
  expect(planPrerequisites(run, debian)).toEqual({
    kind: 'install',
    install:
      'env DEBIAN_FRONTEND=noninteractive apt-get install --yes --option=DPkg::Lock::Timeout=300 --no-install-recommends openjdk-17-jre-headless maven'.split(
        ' ',
      ),
    refresh: ['apt-get', 'update'],
    byHand: 'sudo apt-get update && sudo apt-get install -y openjdk-17-jre-headless maven',
  });
});

test('who may become root without a password does so for each command', () => {
  const plan = planPrerequisites(run, { ...debian, asRoot: ['sudo', '-n'] });
  expect(plan).toMatchObject({
    install: expect.arrayContaining(['sudo', '-n', 'env', 'apt-get']) as string[],
    refresh: ['sudo', '-n', 'apt-get', 'update'],
  });
});

test.each<[string, Machine]>([
  ['who may not become root', { ...debian, asRoot: undefined }],
  ['a machine without apt', { ...debian, packageManager: undefined }],
])('%s gets a line to paste, and nothing is run', (_, machine) => {
  expect(planPrerequisites(run.slice(1), machine)).toEqual({
    kind: 'ask',
    byHand: 'sudo apt-get update && sudo apt-get install -y maven',
  });
});

test('a Mac gets a line for Homebrew that names each formula once', () => {
  const mac: Machine = { packageManager: 'brew', asRoot: undefined, javaMajor: 17 };
  expect(planPrerequisites(toolsFor('test', 'darwin'), mac)).toEqual({
    kind: 'ask',
    byHand: 'brew install openjdk@17 maven logrotate shellcheck kcat gh curl jq',
  });
});

test('the tests need more than a local cluster does', () => {
  const names = (tools: typeof run) => tools.map(({ name }) => name);
  expect(names(run)).toEqual(['Java 17 or newer', 'Maven']);
  expect(names(forTests)).toEqual(expect.arrayContaining(names(run)));
  expect(names(forTests)).toEqual(
    expect.arrayContaining(["Java's compiler", 'logrotate', 'systemd-analyze']),
  );
});

test.each([
  ['Debian 12', 'ID=debian\nVERSION_ID="12"\n', 17],
  ['Debian 13', 'PRETTY_NAME="Debian"\nVERSION_ID="13"\nID=debian\n', 21],
  ['Ubuntu 24.04', 'ID=ubuntu\nVERSION_ID="24.04"\n', 17],
  ['a system that does not say', '', 17],
])('on %s the packages are of a Java that it has', (_, osRelease, major) => {
  expect(javaMajorOf(osRelease)).toBe(major);
});
