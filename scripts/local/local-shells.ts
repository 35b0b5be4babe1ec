import { readFile, stat } from 'node:fs/promises';
import { UserError } from '../../cluster/errors';
import { renderHost } from '../../cluster/host-files';
import { HOST_PROGRAM } from '../../cluster/host-files/host-program';
import { processesOf, type HostProcess } from '../../cluster/processes/host-process';
import type { Host, Topology } from '../../cluster/topology';
import type { CommandResult, HostShell, HostShells } from '../hosts/host-shell';
import { runProgram } from '../system/run-program';
import { findProcess, noteComing, noteTakenIn, runsWith } from './cluster-record';
import { fileDigests } from './file-digests';
import { readLocalIdentities, restartProcess } from './local-places';
import { writeFilesOf } from './start-local-cluster';

/**
 * Of the hosts of a local cluster, what plans and rolls ask them: of systemd, which is its supervisor here, of the
 * host's program, and of their files. A pull brings a host its files as they are rendered for this topology.
 */
export function localShells(folder: string, topology: Topology): HostShells {
  const shells = topology.hosts.map((host) => {
    const restarts = processesOf(topology, host).map(({ name, unit }) => {
      const record = findProcess(folder, { host: host.name, process: name });
      return [unit, record?.restarts ?? 0] as const;
    });
    const place = { folder, topology, host, restartsBefore: new Map(restarts) };
    return [host.name, shellOf(place)] as const;
  });
  const byName = new Map(shells);
  return { of: (name) => byName.get(name)!, close: () => Promise.resolve() };
}

interface LocalHost {
  readonly folder: string;
  readonly topology: Topology;
  readonly host: Host;
  /** How often each unit had been started again before: systemd forgets that where it is told to. */
  readonly restartsBefore: ReadonlyMap<string, number>;
}

function shellOf(place: LocalHost): HostShell {
  const { name } = place.host;
  return {
    name,
    run: async ([program = '', ...words]) =>
      (await PROGRAMS[program]?.(place, words)) ??
      answer({ code: 127, stderr: `no ${program} here` }),
    read: (path) => readFile(path, 'utf8'),
    write: () => Promise.reject(new Error('a local cluster is written where it lies')),
    forward: (address, port) => Promise.resolve({ host: address, port }),
  };
}

type Answer = (
  place: LocalHost,
  words: readonly string[],
) => Promise<CommandResult> | CommandResult;

const PROGRAMS: Readonly<Record<string, Answer>> = {
  [HOST_PROGRAM]: (place, [word = '', ...words]) =>
    HOST_WORDS[word]?.(place, words) ?? answer({ code: 2, stderr: 'usage: …' }),
  systemctl: askSystemd,
  // The machine is its user's.
  sysctl: () => answer(),
  sha256sum: (_, [, ...paths]) =>
    answer({
      stdout: lines(
        Object.entries(fileDigests(paths)).map(([path, digest]) => `${digest}  ${path}`),
      ),
    }),
  stat: async (_, [, , ...paths]) =>
    answer({ stdout: lines((await Promise.all(paths.map(modeOf))).flat()) }),
  // One user plays all of them.
  setpriv: (_, words) => runHere(words.slice(words.indexOf('--') + 1)),
};

/** What the program of a host answers to each of its words. */
const HOST_WORDS: Readonly<Record<string, Answer>> = {
  status: ({ folder, topology, host }) => {
    const started = processesOf(topology, host).flatMap(({ name, unit }) => {
      const record = findProcess(folder, { host: host.name, process: name });
      const digests = record ? Object.entries(runsWith(folder, record)) : [];
      return digests.map(([path, digest]) => `started ${unit} ${digest} ${path}`);
    });
    return answer({ stdout: lines(['state ready', ...started]) });
  },
  identities: ({ topology, host }) =>
    answer({
      stdout: readLocalIdentities(topology, host)
        .map(({ process, chain, keyFits, trusted }) =>
          [
            `identity ${process}`,
            `key ${process} ${keyFits ? 'fits' : 'differs'}`,
            chain,
            'trusted',
            trusted,
          ].join('\n'),
        )
        .join(''),
    }),
  // Its files come from here, at once.
  prepare: () => answer(),
  pull: ({ topology, host }) => {
    const before = fileDigests(renderedPaths(topology, host));
    const changed = writeFilesOf(topology, host).filter(
      ({ path, sha256 }) => before[path] !== sha256,
    );
    return answer({
      stdout: lines(changed.map(({ path, onChange }) => `changed ${onChange} ${path}`)),
    });
  },
  'runs-with': ({ folder, topology, host }, [unit, ...paths]) => {
    const process = processesOf(topology, host).find((each) => each.unit === unit);
    if (process) noteTakenIn(folder, { host: host.name, process: process.name }, paths);
    return answer();
  },
};

async function askSystemd(
  place: LocalHost,
  [command = '', unit = '']: readonly string[],
): Promise<CommandResult> {
  const { folder, topology, host, restartsBefore } = place;
  const process = processesOf(topology, host).find((each) => each.unit === unit);
  // Timers and sockets are written here, and not used.
  if (!process) return answer();
  const found = findProcess(folder, { host: host.name, process: process.name });
  if (command === 'restart') return await restart(place, process);
  if (command !== 'show') return answer();
  const { state, restarts = 0 } = found ?? {};
  const active = state === 'failed' || state === 'stopped' ? 'failed' : 'active';
  const since = restarts - (restartsBefore.get(unit) ?? 0);
  return answer({ stdout: `ActiveState=${active}\nNRestarts=${since}\n` });
}

async function restart(
  { folder, topology, host }: LocalHost,
  process: HostProcess,
): Promise<CommandResult> {
  noteComing(folder, topology);
  try {
    await restartProcess(folder, { host, process });
    return answer();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return answer({ code: 1, stderr: error.message });
  }
}

async function runHere(argv: readonly string[]): Promise<CommandResult> {
  const chunks: Buffer[] = [];
  const { code = 1, lastLines } = await runProgram(argv, {
    onBytes: (bytes) => chunks.push(bytes),
  });
  return answer({ code, stdout: Buffer.concat(chunks).toString('utf8'), stderr: lines(lastLines) });
}

async function modeOf(path: string): Promise<readonly string[]> {
  try {
    return [`${((await stat(path)).mode & 0o7777).toString(8)} ${path}`];
  } catch {
    return [];
  }
}

const renderedPaths = (topology: Topology, host: Host) =>
  renderHost(topology, host).map(({ path }) => path);

const answer = (given: Partial<CommandResult> = {}): CommandResult => ({
  ...{ code: 0, stdout: '', stderr: '' },
  ...given,
});

const lines = (all: readonly string[]) => all.map((line) => `${line}\n`).join('');
