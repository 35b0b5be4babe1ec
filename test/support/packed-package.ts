import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';

/** What `npm pack` makes of the package. */
export interface PackedPackage {
  readonly tarball: string;
  readonly sizeBytes: number;
  /** Paths inside the package. */
  readonly files: readonly string[];
  remove(): void;
}

export function packPackage(): PackedPackage {
  const folder = mkdtempSync(join(tmpdir(), 'packed-package-'));
  // The build that `npm test` begins with is what is packed.
  const argv = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(run('npm', argv, packageFolder())) as readonly {
    readonly filename: string;
    readonly size: number;
    readonly files: readonly { readonly path: string }[];
  }[];
  return {
    tarball: join(folder, packed!.filename),
    sizeBytes: packed!.size,
    files: packed!.files.map(({ path }) => path),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A project of somebody else's, with the package installed from its tarball. */
export interface ForeignProject {
  readonly folder: string;
  write(file: string, content: string): void;
  /** Runs a program of the project's folder; its output. */
  run(program: string, ...argv: readonly string[]): string;
  remove(): void;
}

export function makeForeignProject({ tarball }: PackedPackage): ForeignProject {
  const folder = mkdtempSync(join(tmpdir(), 'foreign-project-'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "foreign", "private": true }');
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball], folder);
  return {
    folder,
    write: (file, content) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), content);
    },
    run: (program, ...argv) => run(program, argv, folder),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function run(program: string, argv: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, argv, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: ownEnvironment(),
  });
  if (status === 0) return stdout;
  throw (
    error ?? new Error(`${program} ${argv.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  );
}

/** Without what npm and jest have set for this checkout. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !name.startsWith('npm_') && !['INIT_CWD', 'NODE_ENV', 'NODE_OPTIONS'].includes(name),
  );
  return Object.fromEntries(kept);
}
