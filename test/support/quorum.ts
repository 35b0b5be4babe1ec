import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { zookeeperHosts, type Topology } from '../../cluster/topology';
import type { LocalCluster } from '../../scripts/local/local-cluster';
import { startLocalCluster } from '../../scripts/local/start-local-cluster';
import { waitForQuorum } from '../../scripts/local/wait-until-ready';
import { validSpec } from './spec-builder';

const NEVER = new AbortController().signal;

/** The ZooKeeper members of a local cluster, without its brokers. */
export class Quorum {
  private constructor(
    private readonly folder: string,
    private readonly local: LocalCluster,
  ) {}

  static async start(
    settings: Pick<KafkaClusterSpec, 'brokerSettings' | 'zookeeperSettings'> = {},
  ): Promise<Quorum> {
    const folder = mkdtempSync(join(tmpdir(), 'quorum-'));
    const spec = validSpec({ clusterName: 'quorum', ...settings });
    const local = await startLocalCluster({ spec, folder });
    const quorum = new Quorum(folder, local);
    await Promise.all(local.topology.hosts.map(({ name }) => local.kill(name, 'kafka')));
    await quorum.untilWell();
    return quorum;
  }

  async stop(): Promise<void> {
    await this.local.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get topology(): Topology {
    return this.local.topology;
  }

  /** The name of the host whose member listens there. */
  memberAt(address: string): string {
    return zookeeperHosts(this.topology).find((host) => host.address === address)!.name;
  }

  async kill(host: string, signal?: NodeJS.Signals): Promise<void> {
    await this.local.kill(host, 'zookeeper', signal);
  }

  async startAgain(...hosts: readonly string[]): Promise<void> {
    await Promise.all(hosts.map((host) => this.local.start(host, 'zookeeper')));
    await this.untilWell();
  }

  async untilWell(): Promise<void> {
    await waitForQuorum(this.local, { signal: NEVER });
  }
}
