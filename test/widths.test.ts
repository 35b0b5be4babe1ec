import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from '../cluster/package-folder';
import { describeOnLinux } from './support/on-linux';
import { planText } from './support/plan-builder';
import { runInTerminal } from './support/run-in-terminal';

const SPEC = join(packageFolder(), 'stacks/prod-logging.spec.ts');
const HELP_OF = [
  ...['capacity', 'converge', 'distribution', 'gate', 'plan-review', 'render', 'replace', 'smoke'],
  ...['status', 'local', 'local run', 'local up', 'local down', 'local status', 'local logs'],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'widths-'));
  const volume = {
    address: 'aws_ebs_volume.a-volume-with-a-name-that-is-long',
    before: { size: 2500 },
    after: null,
  };
  writeFileSync(join(folder, 'plan.json'), planText([volume]));
  writeFileSync(join(folder, 'inventory.json'), '{ "version": 2, "hosts": "none" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Reports and errors, and what each command ends with. */
const COMMANDS: readonly (readonly [command: string, exitCode: number])[] = [
  ['capacity SPEC', 0],
  ['render SPEC --out out', 0],
  ['smoke --list', 0],
  ['plan-review plan.json', 2],
  ['status --inventory inventory.json', 2],
  ['local status', 0],
  ['local down mine', 2],
  ['smoke --only quorum', 2],
];

const env = () => ({ XDG_STATE_HOME: join(folder, 'state'), NODE_NO_WARNINGS: '1' });
const wordsOf = (command: string) => command.replace('SPEC', SPEC).split(' ');
const inTerminal = (command: string, columns: number) =>
  runInTerminal(wordsOf(command), { columns, cwd: folder, env: env() });

function inPipe(command: string): string {
  const cli = join(packageFolder(), 'dist/scripts/cli.js');
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...wordsOf(command)], {
    ...{ cwd: folder, encoding: 'utf8' as const },
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env() },
  });
  return stdout + stderr;
}

/** A line by itself that nothing could be broken in: a path, say. */
const isOneWord = (line: string) => !line.trim().includes(' ');

describeOnLinux('in a terminal', () => {
  describe.each([60, 80, 120])('of %i columns', (columns) => {
    it.each(COMMANDS)('`%s` has no line that is wider, and ends with %i', async (command, code) => {
      const { lines, exitCode } = await inTerminal(command, columns);
      expect(lines.filter((line) => line.length > columns && !isOneWord(line))).toEqual([]);
      expect(exitCode).toBe(code);
    });
  });

  const withoutBars = COMMANDS.map(([command]) => command).filter(
    (name) => name !== 'capacity SPEC',
  );
  const helps = HELP_OF.map((name) => `${name} --help`);
  it.each([...withoutBars, '--help', ...helps])(
    '`%s` has in sixty columns the same words as in a pipe, none of them cut',
    async (command) => {
      const words = (text: string) => text.split(/\s+/).filter(Boolean);
      const { lines } = await inTerminal(command, 60);
      expect(lines.filter((line) => line.length > 60 && !isOneWord(line))).toEqual([]);
      expect(words(lines.join('\n'))).toEqual(words(inPipe(command)));
    },
  );
});

describe('in a pipe', () => {
  it.each(['render SPEC --out out', 'plan-review plan.json', 'smoke --only quorum'])(
    '`%s` prints each thing in one line',
    (command) => {
      const lines = inPipe(command).split('\n');
      expect(lines.filter((line) => /^ {3,}\S/.test(line))).toEqual([]);
    },
  );

  it('nothing is coloured', () => {
    expect(inPipe('capacity SPEC')).not.toContain('\u001b');
  });
});
