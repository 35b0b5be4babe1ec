import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renderCluster } from '../../../cluster/host-files';
import { localSite } from '../../../cluster/local-site';
import type { SecuritySpec } from '../../../cluster/security';
import type { KafkaClusterSpec } from '../../../cluster/spec';
import { layOut, type Topology } from '../../../cluster/topology';
import { resolveValidSpec } from '../../../cluster/validate-spec';
import type { HostShells } from '../../../scripts/hosts/host-shell';
import { openSshShells, type SshShellsOptions } from '../../../scripts/hosts/ssh-shells';
import { DEFAULT_SSH } from '../../../scripts/hosts/ssh-settings';
import type { LocalCluster } from '../../../scripts/local/local-cluster';
import { claimSlotFor, startLocalCluster } from '../../../scripts/local/start-local-cluster';
import { waitForBrokers } from '../../../scripts/local/wait-until-ready';
import { inventoryOf } from '../inventories';
import { startSshd } from '../start-sshd';

/** A local cluster whose hosts are reached by SSH, each at its own loopback address. */
export interface LocalHosts {
  readonly cluster: LocalCluster;
  readonly shells: HostShells;
  /** What another process reaches them by. */
  readonly ssh: SshShellsOptions;
  /**
   * The topology of another spec of the same hosts.
   *
   * @param distribution that of the cluster where it is left out
   * @param security of a stage on the way to that of the spec
   */
  topologyOf(spec: KafkaClusterSpec, distribution?: string, security?: SecuritySpec): Topology;
  /** Puts the files of a topology where the hosts pull from. */
  publish(topology: Topology): void;
  stop(): Promise<void>;
}

/** On a slot of its own; what was made is undone where anything fails. */
export async function startLocalHosts(spec: KafkaClusterSpec): Promise<LocalHosts> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const place = mkdtempSync(join(tmpdir(), 'local-hosts-'));
    undo.push(() => rmSync(place, { recursive: true, force: true }));
    const folder = join(place, 'cluster');
    const slot = await claimSlotFor(resolveValidSpec(spec));
    const cluster = await startLocalCluster({ spec, folder, slot });
    undo.push(() => cluster.stop());
    const requests = serveRequests(cluster, join(place, 'requests'));
    undo.push(() => clearInterval(requests));
    writeFileSync(join(place, 'place.json'), JSON.stringify({ cluster: folder }));
    noteStart(place, cluster.topology);
    const sshd = await startSshd({ programs: writePrograms(place) });
    undo.push(() => sshd.stop());
    const ssh = {
      inventory: inventoryOf(spec, { sshUser: sshd.user }),
      settings: { ...DEFAULT_SSH, port: sshd.port, identities: [sshd.identity] },
      knownHosts: [sshd.knownHosts],
    };
    const shells = openSshShells(ssh);
    undo.push(() => shells.close());
    await waitForBrokers(cluster, { signal: new AbortController().signal });
    const { paths } = cluster.topology.hosts[0]!;
    const { java, python } = paths;
    const topologyOf: LocalHosts['topologyOf'] = (
      other,
      distribution = paths.distribution,
      security?,
    ) =>
      layOut(
        { ...resolveValidSpec(other), ...(security && { security }) },
        localSite({ ...slot, folder, distribution, java, python }),
      );
    return {
      cluster,
      shells,
      ssh,
      topologyOf,
      publish: (topology) => publish(place, topology),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What each unit was started with, as a host notes it. */
function noteStart(place: string, topology: Topology): void {
  for (const { host, files } of renderCluster(topology)) {
    const folder = join(place, 'notes', host.name);
    mkdirSync(folder, { recursive: true });
    for (const unit of ['kafka.service', 'zookeeper.service']) {
      const lines = files.map(({ path, sha256 }) => `started ${unit} ${sha256} ${path}\n`);
      writeFileSync(join(folder, unit), lines.join(''));
    }
  }
}

/** Restarts what a host was asked to restart; a request is gone when it is done. */
function serveRequests(cluster: LocalCluster, folder: string): NodeJS.Timeout {
  mkdirSync(folder, { recursive: true });
  const served = new Set<string>();
  const serve = async (request: string) => {
    const [host = '', process] = request.split(' ') as [string, 'kafka' | 'zookeeper'];
    await cluster.kill(host, process, 'SIGTERM');
    await cluster.start(host, process);
    rmSync(join(folder, request));
    served.delete(request);
  };
  return setInterval(() => {
    for (const request of readdirSync(folder)) {
      if (served.has(request)) continue;
      served.add(request);
      void serve(request);
    }
  }, 100);
}

/** @returns their folder */
function writePrograms(place: string): string {
  const programs = join(place, 'programs');
  mkdirSync(programs, { recursive: true });
  // Without its types: it is started some hundred times, and to read them takes as long as all the rest.
  const command = join(place, 'host-command.mjs');
  const source = readFileSync(join(__dirname, 'host-command.mts'), 'utf8');
  writeFileSync(command, stripTypeScriptTypes(source));
  for (const name of ['cdktf-kafka-host', 'systemctl']) {
    const file = join(programs, name);
    writeFileSync(
      file,
      `#!/bin/sh\nexec '${process.execPath}' '${command}' '${place}' ${name} "$@"\n`,
    );
    chmodSync(file, 0o755);
  }
  // One user plays all of them here, and may lack the right to be another.
  const setpriv = join(programs, 'setpriv');
  writeFileSync(setpriv, '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n');
  chmodSync(setpriv, 0o755);
  return programs;
}

function publish(place: string, topology: Topology): void {
  rmSync(join(place, 'bucket'), { recursive: true, force: true });
  for (const { host, files } of renderCluster(topology)) {
    for (const { path, content, mode } of files) {
      const file = join(place, 'bucket', host.name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      chmodSync(file, mode);
    }
  }
}
