import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { packageFolder } from '../../../cluster/package-folder';

const MODULE = join(packageFolder(), 'dist/scripts/prerequisites/machine.js');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'machine-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** What a user of this id has, on a machine whose sudo ends with this code. */
function asRoot(user: number, sudoEnd: number, options: object): unknown {
  writeFileSync(join(folder, 'sudo'), `#!/bin/sh\nexit ${sudoEnd}\n`, { mode: 0o755 });
  const script = `
    process.getuid = () => ${user};
    const { asRoot } = require(${JSON.stringify(MODULE)}).readMachine(${JSON.stringify(options)});
    console.log(JSON.stringify(asRoot ?? null));`;
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const { stdout } = spawnSync(process.execPath, ['-e', script], { env, encoding: 'utf8' });
  return JSON.parse(stdout);
}

it.each<[string, Parameters<typeof asRoot>, readonly string[] | null]>([
  ['nothing, as root', [0, 1, {}], []],
  ['sudo that asks for no password', [1000, 0, {}], ['sudo', '-n']],
  ['there is no way, where sudo refuses', [1000, 1, {}], null],
  ['there is no way, where sudo may not be used', [1000, 0, { sudo: false }], null],
  ['nothing, as root that may not use sudo', [0, 0, { sudo: false }], []],
])('before a command that root must run stands %s', (_, given, expected) => {
  expect(asRoot(...given)).toEqual(expected);
});
