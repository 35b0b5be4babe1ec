import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { ensureNpmPackages, type NpmPackages } from './npm-packages';

/** A framework with its AWS bindings, as a team installs them beside this package. */
export interface Framework {
  /** What the construct is imported from. */
  readonly entry: string;
  /** `cdktf` or `cdktn`: the framework's module. */
  readonly library: string;
  /** The bindings' module. */
  readonly bindings: string;
  readonly packages: NpmPackages;
}

const CDKTF = {
  entry: 'cdktf-kafka-cluster',
  library: 'cdktf',
  bindings: '@cdktf/provider-aws',
} as const;

/** Every pair that the construct is for; the bindings say which major of terraform's provider. */
export const FRAMEWORKS = {
  /** The oldest of each. */
  oldest: {
    ...CDKTF,
    packages: { cdktf: '0.21.0', constructs: '10.4.2', '@cdktf/provider-aws': '20.1.0' },
  },
  /** That of this checkout. */
  cdktf5: {
    ...CDKTF,
    packages: { cdktf: '0.21.0', constructs: '10.7.2', '@cdktf/provider-aws': '20.1.0' },
  },
  cdktf6: {
    ...CDKTF,
    packages: { cdktf: '0.21.0', constructs: '10.8.1', '@cdktf/provider-aws': '21.22.1' },
  },
  terrain: {
    entry: 'cdktf-kafka-cluster/terrain',
    library: 'cdktn',
    bindings: '@cdktn/provider-aws',
    packages: { cdktn: '0.24.0', constructs: '10.7.2', '@cdktn/provider-aws': '25.7.0' },
  },
} as const satisfies Record<string, Framework>;

export type FrameworkName = keyof typeof FRAMEWORKS;

/** What a module for CDKTF is with another framework: the names of its imports are changed. */
export function importedFrom({ entry, library, bindings }: Framework, module: string): string {
  return module
    .replaceAll("'cdktf'", `'${library}'`)
    .replaceAll("'@cdktf/provider-aws/", `'${bindings}/`)
    .replaceAll("'cdktf-kafka-cluster'", `'${entry}'`);
}

const EVERY_NAME = new Set(
  Object.values(FRAMEWORKS).flatMap(({ packages }) => Object.keys(packages)),
);

/**
 * Puts a framework into a folder's node_modules in place of what was there: links to this checkout's or cached ones,
 * so that there is one copy of each.
 */
export async function linkFramework(modules: string, { packages }: Framework): Promise<void> {
  for (const name of EVERY_NAME) await rm(join(modules, name), { force: true, recursive: true });
  const own = join(packageFolder(), 'node_modules');
  const installed = hasAll(own, packages)
    ? own
    : join(await ensureNpmPackages(packages), 'node_modules');
  for (const name of Object.keys(packages)) await link(join(installed, name), join(modules, name));
}

/** Bindings are of 400 MB: what this checkout has is not installed once more. */
const hasAll = (modules: string, packages: NpmPackages): boolean =>
  Object.entries(packages).every(([name, version]) => {
    const file = join(modules, name, 'package.json');
    if (!existsSync(file)) return false;
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
    return manifest.version === version;
  });

/**
 * Puts this package into a folder's node_modules: a copy of what is published, which finds its framework
 * there, and links to all other packages of this checkout.
 */
export async function linkPackage(modules: string): Promise<void> {
  const from = join(packageFolder(), 'node_modules');
  for (const name of readdirSync(from).flatMap((each) => inScope(from, each))) {
    if (!EVERY_NAME.has(name)) await link(join(from, name), join(modules, name));
  }
  for (const part of ['package.json', 'dist', 'templates', 'kafka']) {
    const to = join(modules, 'cdktf-kafka-cluster', part);
    await cp(join(packageFolder(), part), to, { recursive: true });
  }
}

function inScope(from: string, name: string): readonly string[] {
  if (!name.startsWith('@')) return name.startsWith('.') ? [] : [name];
  return readdirSync(join(from, name)).map((each) => `${name}/${each}`);
}

async function link(target: string, at: string): Promise<void> {
  await mkdir(dirname(at), { recursive: true });
  await symlink(target, at);
}
