import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { renderRules } from '../../cluster/alerts/render-rules';
import { renderScrapeConfig } from '../../cluster/alerts/render-scrape-config';
import { packageFolder } from '../../cluster/package-folder';
import { Security } from '../../cluster/security';
import type { Topology } from '../../cluster/topology';
import { AlertReceiver } from './alert-receiver';
import { startServedProgram, type ServedProgram } from './served-program';

/** So often metrics are asked for and rules evaluated, in seconds. */
export const EVERY_SECONDS = 5;

export interface WatchOptions {
  /** Of a local cluster without TLS. */
  readonly topology: Topology;
  /** For how long a condition has to hold, given what its alert says, both in seconds. */
  readonly heldSeconds: (seconds: number) => number;
  /** The host that the node exporter of this machine speaks for. @default - there is none */
  readonly machineIs?: string;
  /** Where `cdktf-kafka metrics` serves, as `host:port`. @default - it is not asked */
  readonly groupsAt?: string;
}

/** A series that Prometheus gave: its labels, and its values by time (seconds, value). */
export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [time: number, value: string])[];
}

/** What watches a cluster: a real Prometheus and Alertmanager, with what `alerts` renders, and whom they tell. */
export class Watch {
  /** Where the node exporter finds what hosts write for it. */
  readonly textfiles: string;
  readonly people: AlertReceiver;
  private readonly programs: ServedProgram[] = [];
  private prometheus: ServedProgram | undefined;
  private node: ServedProgram | undefined;

  private constructor(
    private readonly options: WatchOptions,
    private readonly folder: string,
    people: AlertReceiver,
  ) {
    this.textfiles = folder;
    this.people = people;
  }

  static async start(options: WatchOptions): Promise<Watch> {
    const folder = mkdtempSync(join(tmpdir(), 'watch-'));
    const watch = new Watch(options, folder, await AlertReceiver.start());
    try {
      await watch.#start();
    } catch (error) {
      await watch.stop();
      throw error;
    }
    return watch;
  }

  /** Whether an expression gives anything at this moment. */
  async holds(query: string): Promise<boolean> {
    return (await this.#ask<unknown>('query', { query })).length > 0;
  }

  /** What an expression gave from then to now, {@link EVERY_SECONDS} apart. */
  async history(query: string, fromMs: number): Promise<readonly Series[]> {
    const range = { start: String(fromMs / 1_000), end: String(Date.now() / 1_000) };
    return await this.#ask('query_range', { query, ...range, step: String(EVERY_SECONDS) });
  }

  /** Lets Prometheus ask no broker any more, or all of them again. */
  askBrokers(asks: boolean): void {
    this.#configure({ asksBrokers: asks });
    this.prometheus!.signal('SIGHUP');
  }

  /** Ends the node exporter, as that of a host that has none. */
  async stopNodeExporter(): Promise<void> {
    await this.node!.stop();
  }

  async stop(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.stop()));
    await this.people.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #start(): Promise<void> {
    const { folder, programs, options } = this;
    const manager = this.#file('alertmanager.yml', alertmanagerConfig(this.people));
    const alertmanager = await startServedProgram(
      { name: 'alertmanager', folder, readyAt: '/-/ready' },
      (at) => [
        ...['prometheus-alertmanager', `--config.file=${manager}`, '--cluster.listen-address='],
        ...[`--storage.path=${join(folder, 'alertmanager')}`, `--web.listen-address=${at}`],
      ],
    );
    programs.push(alertmanager);
    if (options.machineIs !== undefined) {
      this.node = await startServedProgram(
        { name: 'node-exporter', folder, readyAt: '/metrics' },
        (at) => [
          ...['prometheus-node-exporter', `--web.listen-address=${at}`],
          `--collector.textfile.directory=${folder}`,
        ],
      );
      programs.push(this.node);
    }
    this.#file('rules.yml', rulesOf(options));
    this.#alertmanager = new URL(alertmanager.url).host;
    const config = this.#configure({ asksBrokers: true });
    this.prometheus = await startServedProgram(
      { name: 'prometheus', folder, readyAt: '/-/ready' },
      (at) => [
        ...['prometheus', `--config.file=${config}`, '--log.level=warn'],
        ...[`--storage.tsdb.path=${join(folder, 'data')}`, `--web.listen-address=${at}`],
      ],
    );
    programs.push(this.prometheus);
  }

  #alertmanager = '';

  #configure({ asksBrokers }: { readonly asksBrokers: boolean }): string {
    const { options, node, folder } = this;
    const { topology, machineIs, groupsAt } = options;
    const seconds = `${EVERY_SECONDS}s`;
    const times = ['scrape_interval', 'scrape_timeout', 'evaluation_interval'];
    const rendered = renderScrapeConfig(topology, { tlsFolder: folder, groupsAt });
    const brokers = parse(rendered) as ScrapeConfigs;
    const labels = { job: 'node', kafka_cluster: topology.spec.clusterName, host: machineIs };
    return this.#file('prometheus.yml', {
      global: Object.fromEntries(times.map((time) => [time, seconds])),
      rule_files: ['rules.yml'],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [this.#alertmanager] }] }] },
      scrape_configs: [
        // On this machine, one node exporter speaks for all hosts or none does.
        ...brokers.scrape_configs
          .filter(isOfProcess)
          // Of a job that is gone as a whole, Prometheus shows the last values for five minutes.
          .map((job) => (asksBrokers ? job : { ...job, static_configs: [] })),
        ...(node
          ? [
              {
                job_name: 'node',
                static_configs: [{ targets: [new URL(node.url).host], labels }],
              },
            ]
          : []),
      ],
    });
  }

  #file(name: string, content: string | object): string {
    const path = join(this.folder, name);
    writeFileSync(path, typeof content === 'string' ? content : stringify(content));
    return path;
  }

  async #ask<T = Series>(path: string, parameters: Record<string, string>): Promise<readonly T[]> {
    const body = new URLSearchParams(parameters);
    const response = await fetch(`${this.prometheus!.url}/api/v1/${path}`, {
      ...{ method: 'POST', body },
    });
    const answer = (await response.json()) as { error?: string; data?: { result: readonly T[] } };
    if (!answer.data) throw new Error(`${parameters.query}: ${answer.error}`);
    return answer.data.result;
  }
}

interface ScrapeConfigs {
  readonly scrape_configs: readonly { readonly job_name: string }[];
}

const isOfProcess = ({ job_name: name }: { readonly job_name: string }) => !name.endsWith('-node');

/** Those of a secured cluster: alerts of certificates are theirs alone. */
function rulesOf({ topology, heldSeconds }: WatchOptions): string {
  const secured = { ...topology, spec: { ...topology.spec, security: Security.tls() } };
  return renderRules(secured, { runbookUrl: 'docs/runbook.md', heldSeconds });
}

/** With the route that docs/alerts.md gives; what is told is told at once. */
function alertmanagerConfig({ url }: AlertReceiver): object {
  const page = readFileSync(join(packageFolder(), 'docs/alerts.md'), 'utf8');
  const [, shown = ''] = /^```yaml\n(route:\n[^`]*)```$/m.exec(page) ?? [];
  const { route } = parse(shown) as { readonly route: object };
  return {
    route: { ...route, group_wait: '0s', group_interval: '1s' },
    receivers: ['pager', 'tickets'].map((name) => ({
      ...{ name, webhook_configs: [{ url, send_resolved: true }] },
    })),
  };
}
