import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import { shipperProgram, shipperSettings } from '../../../cluster/shippers/shipper-files';
import { passwordName } from '../../../scripts/clients/password-name';
import { localSecrets, trustedFile } from '../../../scripts/local/local-secrets';
import { signalSession, startInOwnSession } from '../../../scripts/system/own-session';
import { SYSTEM_PYTHON } from '../../support/shipped-logs';
import { until } from '../../support/until';
import type { BenchCluster } from './bench-cluster';

const MANY = resolve('test/bench/support/many-shippers.py');
/** Python takes one processor for each; more would only take turns. */
const PROCESSES = 2;
const CONNECT_SECONDS = 2;

/** How shippers go about it. */
export interface ShippingWay {
  readonly about: string;
  /** The shipper itself, or only the requests that brokers have from it. */
  readonly by: 'program' | 'requests';
  /** How long a file is left alone after it was read to its end. */
  readonly restSeconds: number;
  readonly lingerMs: number;
}

/** What the shippers of all hosts tell together. */
export interface ToldByShippers {
  /** Those of which lines were acknowledged. */
  readonly connected: number;
  /** Acknowledged since they were started. */
  readonly lines: number;
  /** Written and not acknowledged. */
  readonly waiting: number;
  readonly retries: number;
  readonly processorSeconds: number;
  /** Seconds from when the first line of a piece was written until all of it was acknowledged, of some pieces. */
  readonly waits: readonly number[];
}

/** The shippers of many hosts, or what stands for them. */
export interface ShippersOfHosts {
  /** Each sends something, until all have. */
  connect(): Promise<void>;
  /** From now on so many lines are written in a second, by all hosts together. */
  setRate(linesPerSecond: number): Promise<void>;
  tell(): Promise<ToldByShippers>;
  stop(): Promise<void>;
}

/** Shippers of so many hosts, as they are rendered for the first client of the cluster's spec. */
export class ManyShippers implements ShippersOfHosts {
  private constructor(
    private readonly folder: string,
    private readonly children: readonly Child[],
    private readonly hosts: number,
  ) {}

  static async start(
    cluster: BenchCluster,
    way: ShippingWay,
    { hosts, lineBytes }: { readonly hosts: number; readonly lineBytes: number },
  ): Promise<ManyShippers> {
    const folder = mkdtempSync(join(tmpdir(), 'many-shippers-'));
    const settings = await writeSettings(cluster, way, folder);
    const each = Math.ceil(hosts / PROCESSES);
    const children = Array.from({ length: PROCESSES }, (_, index) => {
      const count = Math.min(each, hosts - index * each);
      const words = [shipperProgram(), settings, index * each, count, lineBytes];
      return new Child([SYSTEM_PYTHON, '-IB', MANY, ...words.map(String)]);
    });
    return new ManyShippers(folder, children, hosts);
  }

  async setRate(linesPerSecond: number): Promise<void> {
    await this.#ask(`rate ${linesPerSecond / this.hosts}`);
  }

  async connect(): Promise<void> {
    await this.setRate(this.hosts / CONNECT_SECONDS);
    await until('all are connected', async () => (await this.tell()).connected === this.hosts);
  }

  async tell(): Promise<ToldByShippers> {
    return await this.#ask('tell');
  }

  async #ask(command: string): Promise<ToldByShippers> {
    const told = await Promise.all(this.children.map((child) => child.ask(command)));
    return told.reduce((all, one) => ({
      connected: all.connected + one.connected,
      lines: all.lines + one.lines,
      waiting: all.waiting + one.waiting,
      retries: all.retries + one.retries,
      processorSeconds: all.processorSeconds + one.processorSeconds,
      waits: [...all.waits, ...one.waits],
    }));
  }

  async stop(): Promise<void> {
    await Promise.all(this.children.map((child) => child.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

class Child {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(argv: readonly string[]) {
    this.#child = startInOwnSession(argv, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  async ask(command: string): Promise<ToldByShippers> {
    this.#child.stdin!.write(`${command}\n`);
    const next = await this.#lines.next();
    if (next.done) throw new Error('the shippers ended: see above');
    return JSON.parse(next.value) as ToldByShippers;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    signalSession(this.#child.pid!, 'SIGKILL');
    await ended;
  }
}

async function writeSettings(
  { topology, local }: BenchCluster,
  { restSeconds, lingerMs }: ShippingWay,
  folder: string,
): Promise<string> {
  const [shipper] = topology.spec.shippers;
  const state = join(folder, 'state');
  mkdirSync(state);
  const host = { trusted: trustedFile(local.folder), passwordFile: join(folder, 'password') };
  const settings = shipperSettings(topology, shipper!, { ...host, stateFolder: state, root: '' });
  const password = await localSecrets(local.folder).read(passwordName(shipper!.client!));
  writeFileSync(host.passwordFile, `${password}\n`, { mode: 0o600 });
  const file = join(folder, 'shipper.json');
  const { kafka } = settings as { readonly kafka: object };
  const changed = { ...settings, restSeconds, kafka: { ...kafka, 'linger.ms': lingerMs } };
  writeFileSync(file, JSON.stringify(changed));
  return file;
}
