import { renderHost } from '../../cluster/host-files';
import type { Host } from '../../cluster/topology';
import type { ClusterState, LogDir } from '../health/cluster/cluster-state';
import { FullLook } from '../health/full-look';
import type { LookedAtCluster } from '../status/read-status';
import type { SeenHost, ShownDisk } from '../status/cluster-status';
import {
  isSupervised,
  readRecord,
  runsWith,
  type ClusterRecord,
  type ProcessRecord,
} from './cluster-record';
import type { LocalAccess } from './local-access';
import { readLocalIdentity } from './local-look';
import { machineShells } from './machine-shells';

/** A local cluster as `status` looks at it: what its supervisor says stands in place of systemd's words. */
export function localStatusLook({ topology, folder, reach }: LocalAccess): {
  readonly cluster: LookedAtCluster;
  readonly looks: FullLook;
} {
  const looks = new FullLook({
    ...{ topology, reach, shells: machineShells, readIdentity: readLocalIdentity },
    instances: { problemOf: () => Promise.resolve(undefined) },
  });
  const lookAtHost = async (host: Host, looking: Promise<ClusterState>): Promise<SeenHost> => {
    const record = readRecord(folder);
    const processes = (record?.processes ?? []).filter((each) => each.host === host.name);
    const { logDirs } = await looking;
    return {
      units: Object.fromEntries(processes.map((each) => [each.process, wordFor(each, record!)])),
      upSeconds: Object.fromEntries(processes.flatMap((each) => upFor(each, record!))),
      kafkaVersion: host.broker && topology.spec.kafkaVersion,
      disks: host.broker ? disksOf(logDirs.get(host.broker.id) ?? []) : [],
      network: undefined,
      behind: processes.flatMap((each) => behindOf(each)),
      ...{ renewal: [], problems: [] },
    };
  };
  const behindOf = (process: ProcessRecord): readonly string[] => {
    const host = topology.hosts.find(({ name }) => name === process.host);
    const digests = runsWith(folder, process);
    return (host ? renderHost(topology, host) : [])
      .filter(({ path, sha256 }) => digests[path] !== undefined && digests[path] !== sha256)
      .map(({ path }) => `${process.process} runs with another ${path} than the spec renders`);
  };
  return {
    looks,
    cluster: {
      topology,
      look: (signal) => looks.lookWithRates(signal),
      placeOf: ({ address }) => ({ address, instanceId: undefined }),
      lookAtHost,
    },
  };
}

/** In systemd's words, as those of other hosts. */
const WORDS: Readonly<Record<ProcessRecord['state'], string>> = {
  ...{ running: 'active', pausing: 'activating', stopped: 'inactive', failed: 'failed' },
};

/** A supervisor that was killed itself notes nothing down any more. */
const wordFor = ({ state }: ProcessRecord, record: ClusterRecord): string =>
  isSupervised(record) ? WORDS[state] : 'inactive';

function upFor(
  { process, state, startedAt }: ProcessRecord,
  record: ClusterRecord,
): readonly (readonly [string, number])[] {
  if (state !== 'running' || startedAt === undefined || !isSupervised(record)) return [];
  return [[process, (Date.now() - Date.parse(startedAt)) / 1_000]];
}

/** As the broker has it: all of them may lie on one disk here. What is written to each, nobody could tell. */
function disksOf(dirs: readonly LogDir[]): readonly ShownDisk[] {
  return dirs.flatMap(({ path, sizeBytes, freeBytes }) =>
    sizeBytes === undefined || freeBytes === undefined
      ? []
      : [
          {
            ...{ mountPoint: path, sizeBytes, usedBytes: sizeBytes - freeBytes },
            ...{ bytesPerSecond: undefined, secondsLeft: undefined, levelsOffAt: undefined },
          },
        ],
  );
}
