import { join } from 'node:path';
import type { ShipperSpec } from '../../cluster/shippers/shipper-spec';
import { SHIPPER_REPORTS_TOPIC } from '../../cluster/shippers/resolve-shippers';
import { bootstrapServers } from '../../cluster/topology';
import { CliRun } from './cli';
import { LogHost } from './shipped-logs';
import type { SmokeCluster } from './smoke-cluster';

const TOPIC = 'app-logs';

/** With which alerts and dashboards of a cluster are told of shippers. */
export const TOLD_SHIPPERS: readonly ShipperSpec[] = [
  { name: 'web', files: [{ pattern: '/var/log/app/*.log', topic: TOPIC }] },
];

/** A host that ships its log and reports, and the command that tells Prometheus of it. */
export class ToldShipper {
  readonly host: LogHost;
  private readonly env: NodeJS.ProcessEnv;
  private serving: CliRun | undefined;

  private constructor(private readonly cluster: SmokeCluster) {
    this.env = { XDG_STATE_HOME: cluster.stateHome };
    this.host = new LogHost(bootstrapServers(cluster.topology), TOPIC, {
      ...{ auditTopic: SHIPPER_REPORTS_TOPIC, reportSeconds: 1 },
    });
  }

  static async start(cluster: SmokeCluster): Promise<ToldShipper> {
    await cluster.makeTopic(TOPIC);
    const shipper = new ToldShipper(cluster);
    try {
      shipper.host.start();
      await shipper.serve();
    } catch (error) {
      await shipper.stop();
      throw error;
    }
    return shipper;
  }

  get topic(): string {
    return TOPIC;
  }

  /** Where the command serves, as `host:port`. */
  get servedAt(): string {
    return new URL(/http:\S+/.exec(this.serving!.output)![0]).host;
  }

  /** Audits the last minutes; what it finds is told at the next scrape. @returns its exit code */
  async audit(): Promise<number | null> {
    const words = ['audit', '--name', 'smoke', '--from', '30m', '--metrics', this.auditFile];
    return await new CliRun(words, this.env).exitCode();
  }

  async stop(): Promise<void> {
    this.serving?.child.kill('SIGTERM');
    await this.serving?.exitCode();
    await this.host.remove();
  }

  private get auditFile(): string {
    return join(this.cluster.stateHome, 'audit.prom');
  }

  private async serve(): Promise<void> {
    const words = ['metrics', '--name', 'smoke', '--port', '0', '--audit-file', this.auditFile];
    this.serving = new CliRun(words, this.env);
    await this.serving.prints('Metrics of smoke at http:');
  }
}
