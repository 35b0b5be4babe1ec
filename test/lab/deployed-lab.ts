import { openAwsCalls, type AwsCalls } from './aws-double/aws-calls';
import { DeployProject, type CommandEnd } from './deploy-project';
import { expectNothingLost } from './expect-nothing-lost';
import { LogShipper } from './log-shipper';
import { startLab, type Lab, type LabOptions } from './start-lab';

export const HOSTS = ['broker-1', 'broker-2', 'broker-3'] as const;
export const HEALTHY = 'prod-logging is healthy, and every host has its files.';
/** What a deploy plans that changes nothing: to verify. */
export const ONLY_VERIFIES =
  /terraform_data\.Kafka_Deploy_Verify_\w+.* must be replaced[^]*Plan: 1 to add, 0 to change, 1 to destroy\./;

/** A lab with a team's project of prod-logging, and what tests look at in it. */
export class DeployedLab {
  private shipper: LogShipper | undefined;

  private constructor(
    readonly lab: Lab,
    readonly project: DeployProject,
    readonly calls: AwsCalls,
  ) {}

  /** All but the deploy. */
  static async start(options: LabOptions): Promise<DeployedLab> {
    const lab = await startLab(options);
    try {
      const project = await DeployProject.make(lab);
      return new DeployedLab(lab, project, await openAwsCalls(lab.place, lab.environment));
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.shipper?.stop();
    this.calls.close();
    await this.lab.stop();
    await this.project.remove();
  }

  inside(name: string, ...argv: readonly string[]): Promise<string> {
    return this.lab.host(name).inside(argv);
  }

  instanceOf(name: string): string {
    return this.lab.host(name).instance.id;
  }

  /** The instance of each host and its last boot: neither changes while nobody touches the machine. */
  machines(): Promise<readonly (readonly [instance: string, boot: string])[]> {
    return onEach(async (name) => [
      this.instanceOf(name),
      await this.shown(name, 'UserspaceTimestampMonotonic'),
    ]);
  }

  brokerStarts(): Promise<readonly string[]> {
    return onEach((name) => this.shown(name, 'ActiveEnterTimestampMonotonic', 'kafka.service'));
  }

  /** When the first segment of each shipped partition of a host was made. */
  segments(name: string): Promise<string> {
    const files = '/var/lib/kafka/disk*/topics/shipped-*/00000000000000000000.log';
    return this.inside(name, 'sh', '-c', `stat -c "%W %n" ${files}`);
  }

  /** Of the brokers' and ZooKeeper's ports, those that let someone in who is no member. */
  async openPorts(ports: readonly number[] = [9092, 9091, 2181]): Promise<readonly number[]> {
    const { address } = this.lab.host('broker-1').instance;
    const connects = async (port: number) =>
      this.project.run(['timeout', '10', 'bash', '-c', `exec 3<>/dev/tcp/${address}/${port}`]);
    const ends = await Promise.all(ports.map(connects));
    return ports.filter((_, index) => ends[index]!.code === 0);
  }

  async status(): Promise<string> {
    return (await this.project.tool('status')).output;
  }

  /** From here on, records are shipped to it. */
  async ship(recordsPerSecond?: number): Promise<LogShipper> {
    const servers = HOSTS.map((name) => `${name}.prod-logging.internal:9092`);
    this.shipper = await LogShipper.start(this.lab, servers.join(), recordsPerSecond);
    return this.shipper;
  }

  /** None of the records that were acknowledged may be lost, and none refused. */
  async expectNothingLost(): Promise<void> {
    const shipped = await this.shipper!.stop();
    expectNothingLost([shipped], await this.shipper!.readBack());
  }

  private shown(name: string, property: string, ...unit: readonly string[]): Promise<string> {
    return this.inside(name, 'systemctl', 'show', '--value', '--property', property, ...unit);
  }
}

const onEach = <T>(look: (name: string) => Promise<T>) => Promise.all(HOSTS.map(look));

/** Which step was done in which order, from terraform's own words. */
export const stepsOf = (output: string): readonly string[] =>
  [
    ...output.matchAll(
      /(?:aws_instance\.Kafka_(Broker\d)_Machine\w+: (?:Creation|Modifications) complete|terraform_data\.Kafka_Deploy_(\S*)_\w+: Creation complete)/g,
    ),
  ].map(([, host, step]) => host ?? step!);

export function expectVerified({ code, output }: CommandEnd): void {
  expect(`exit code ${code}\n${output.slice(-4_000)}`).toMatch(/^exit code 0\n/);
  expect(output).toMatch(/✔ prod-logging: (\d+) of \1 checks passed/);
}
