import { statSync, accessSync, constants } from 'node:fs';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { formatProblem, quote, UserError } from '../../cluster/errors';
import { packageFolder } from '../../cluster/package-folder';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { isRecord } from '../../cluster/checks/checks';
import { plainData } from '../../cluster/checks/plain-data';
import { SPEC_FIELDS } from '../../cluster/validation/spec-shape';
import type { SpecMessage } from './spec-thread';

const OWN_SCRIPTS = join(packageFolder(), 'dist', 'scripts');

/** A spec is data: what takes longer waits for something, or for ever. */
const DEFAULT_LIMIT_MS = 60_000;

/**
 * Reads a spec file: a TypeScript or JavaScript module whose default export is a
 * {@link KafkaClusterSpec}, or a JSON file that is one. It is loaded in a thread of its own, so a
 * module that ends the process, never ends, or prints can't do so to this one. It is only loaded
 * here; `resolveSpec` and its callers check it.
 *
 * @throws UserError where the file can't be read or loaded, or exports no spec
 */
export async function loadSpec(
  file: string,
  limitMs = DEFAULT_LIMIT_MS,
): Promise<KafkaClusterSpec> {
  const path = resolve(file);
  requireReadable(path, file);
  const message = await runThread(path, file, limitMs);
  if (message.kind === 'threw') throw loadError(message, path, file);
  const spec = plainData(message.value);
  if (isRecord(spec) && SPEC_FIELDS.some((field) => field in spec)) {
    return spec as unknown as KafkaClusterSpec;
  }
  throw problem(file, {
    rule: 'have a KafkaClusterSpec as its default export',
    value: spec,
    remedy: 'End it with `export default spec;`',
  });
}

function requireReadable(path: string, file: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) {
    throw problem(file, { rule: 'be a spec file, but there is none', remedy: 'Check the path' });
  }
  if (!stat.isFile()) {
    throw problem(file, { rule: 'be a file', remedy: 'Name the file in it that holds the spec' });
  }
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw problem(file, {
      rule: 'be readable by who runs this',
      remedy: 'Give the permission to read it',
    });
  }
}

/** Runs the module, and ends it: what it started does not outlive its spec. */
async function runThread(path: string, file: string, limitMs: number): Promise<SpecMessage> {
  const thread = new Worker(join(OWN_SCRIPTS, 'spec-file', 'spec-thread.js'), {
    workerData: path,
    // Standard output is the command's: a table or JSON for a program.
    stdout: true,
    resourceLimits: { maxOldGenerationSizeMb: 2_048 },
  });
  thread.stdout.pipe(process.stderr, { end: false });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<SpecMessage>((resolve, reject) => {
      const fail = (rule: string, remedy: string) => reject(problem(file, { rule, remedy }));
      thread.once('message', resolve);
      thread.once('error', ({ message, stack }) =>
        resolve({ kind: 'threw', message, stack: stack ?? '' }),
      );
      thread.once('exit', () =>
        fail(
          'export its spec, but it ended without doing so',
          'It waits for what never comes, or calls process.exit: leave that out',
        ),
      );
      timer = setTimeout(
        () =>
          fail(
            `be loaded within ${limitMs / 1000} seconds, but it still runs`,
            'Leave out what it waits for',
          ),
        limitMs,
      );
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

type Thrown = SpecMessage & { readonly kind: 'threw' };

/** In one line: which line of which file, and what is wrong there. */
function loadError({ message, stack }: Thrown, path: string, file: string): UserError {
  const [first = ''] = message.replace(`${path}: `, '').split('\n');
  const place = placeOf(`${message}\n${stack}`, path, file);
  const missing = /^Cannot find (?:module|package) '([^']*)'/.exec(message)?.[1];
  if (missing !== undefined) {
    return problem(place, {
      rule: `find what it imports, but there is no ${quote(missing)}`,
      remedy: 'Install it, or mend the path',
    });
  }
  const syntax = /^(?:\w*Error: )*ParseError: (.*)$/.exec(first)?.[1];
  return syntax === undefined
    ? problem(place, { rule: `load, but it threw ${quote(first)}`, remedy: 'Mend it there' })
    : problem(place, {
        rule: `be TypeScript or JavaScript: ${syntax.trim()}`,
        remedy: 'Mend it there',
      });
}

/** The first line of a stack that is somebody's own code, as `file:line`; else the file. */
function placeOf(stack: string, path: string, file: string): string {
  const places = [
    ...stack.matchAll(/(?:^|[\s(]|file:\/\/)(\/[^\s():]+|[A-Z]:\\[^\s():]+):(\d+):\d+/gm),
  ];
  const own = places.filter(
    ([, where]) => !/[\\/]node_modules[\\/]/.test(where!) && !where!.startsWith(OWN_SCRIPTS),
  );
  const found = own.find(([, where]) => where === path) ?? own[0];
  if (!found) return file;
  const [, where, line] = found;
  return `${where === path ? file : shown(where!)}:${line}`;
}

function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') || isAbsolute(near) ? path : near;
}

function problem(
  path: string,
  rest: { readonly rule: string; readonly value?: unknown; readonly remedy: string },
): UserError {
  return new UserError(formatProblem({ path, ...rest }));
}
