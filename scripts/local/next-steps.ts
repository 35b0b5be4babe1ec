import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { RUN_PROGRAM } from '../../cluster/program';
import { table } from '../terminal/table';

export interface NextStepsOptions {
  /** The spec that was run; undefined for the default one. */
  readonly specFile: string | undefined;
  /** Where commands are typed. */
  readonly folder: string;
  /** The script of package.json that npm runs this command for. */
  readonly npmScript: string | undefined;
  /** How a client of the spec is let in while the cluster is up; undefined where everybody is, or nobody. */
  readonly login?: ClientLogin | undefined;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Where a client logs in, and the settings that it does so with. */
export interface ClientLogin {
  readonly server: string;
  /** Of Kafka's own clients, in the folder that is told where the cluster stays up. */
  readonly propertiesFile: string;
}

/** What somebody who has seen a cluster pass its checks may want to do now. */
export function nextSteps(options: NextStepsOptions): string {
  const { specFile, folder, npmScript, login, width } = options;
  const spec = specFile === undefined ? [] : [specFile];
  const call = (...words: readonly string[]) => [RUN_PROGRAM, ...words].join(' ');
  const keep =
    npmScript === 'start' ? 'npm start -- --keep' : call('local', 'run', ...spec, '--keep');
  const steps = [
    ['  keep it up', keep],
    ...(login ? [['  connect', `to ${login.server} with ${login.propertiesFile}`]] : []),
    ...(specFile === undefined ? [['  your own', placeOf(folder, EXAMPLES)]] : []),
    ['  size it', call('capacity', ...(specFile === undefined ? ['SPEC'] : spec))],
    ['  deploy it', placeOf(folder, ['docs/deploy.md'])],
  ];
  return `What next:\n${table([], steps, { width })}`;
}

/** A checkout has a spec to copy; an installed package shows one. */
const EXAMPLES = ['stacks/prod-logging.spec.ts', 'README.md'];

/** The first of these files of the package that is there, as it is reached from a folder. */
function placeOf(folder: string, files: readonly string[]): string {
  const found = files.find((file) => existsSync(join(packageFolder(), file))) ?? files[0]!;
  const place = relative(folder, join(packageFolder(), found));
  return place.startsWith('..') ? join(packageFolder(), found) : place;
}
