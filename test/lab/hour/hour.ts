import { HOSTS, type DeployedLab } from '../deployed-lab';
import type { CommandEnd } from '../deploy-project';
import { runKafkaTool } from '../kafka-tool';
import { askTools, ASKED_NAMES } from './ask-tools';
import { disagreements, namedCommands, type Expected } from './disagreements';

const SPEC = {
  mayBeDrilled: 'true',
  // Six brokers are to fit beside each other.
  jvm: '{ brokerHeapMiB: 512, zookeeperHeapMiB: 192 }',
  // The smallest volumes that st1 has: what an hour writes is seen on them.
  storage: 'Storage.st1({ volumesPerBroker: 2, sizeGiB: 125 })',
  workload: '{ ingestMBPerSecond: 0.1, peakFactor: 3, consumers: 1, partitions: 300 }',
};

/** The deployed cluster that is lived with. */
export class Hour {
  /** Whether there is a topic with much data in it already. */
  hasBallast = false;
  private spec: Readonly<Record<string, string>> = SPEC;

  constructor(
    readonly deployed: DeployedLab,
    readonly say: (text: string) => void,
  ) {}

  get servers(): string {
    return HOSTS.map((host) => `${host}.prod-logging.internal:9092`).join();
  }

  /** Changes fields of the spec, given as TypeScript; those of earlier steps stay. */
  async changeSpec(fields: Readonly<Record<string, string>>): Promise<void> {
    this.spec = { ...this.spec, ...fields };
    const lines = Object.entries(this.spec).map(([key, value]) => `${key}: ${value},`);
    await this.deployed.project.changeSpec(lines.join('\n'));
  }

  /** @throws Error with what it said where it doesn't end well */
  async deploy(): Promise<void> {
    mustEndWell('deploy', await this.deployed.project.deploy());
  }

  /** A `cdktf-kafka` command. @throws Error with what it said where it doesn't end well */
  async tool(...argv: readonly string[]): Promise<string> {
    const end = await this.deployed.project.tool(...argv);
    mustEndWell(argv.join(' '), end);
    return end.output;
  }

  /**
   * Asks all tools that judge the cluster, while a state stands.
   *
   * @returns the commands that `status` names as remedies
   * @throws Error with all in which they do not agree, and what each said
   */
  async ask(state: Expected): Promise<readonly string[]> {
    const answers = await askTools(this.deployed.project);
    const said = ASKED_NAMES.map(
      (name) =>
        `--- ${name}: ${answers[name].code} after ${answers[name].seconds.toFixed(1)} s\n${answers[name].output}`,
    );
    this.say(said.join('\n'));
    const found = disagreements(answers, state);
    if (found.length > 0) throw new Error(found.join('\n'));
    return namedCommands(answers.status.output);
  }

  /** Runs a script on a host, as root. */
  inside(name: string, script: string): Promise<string> {
    return this.deployed.inside(name, 'bash', '-c', script);
  }

  /** Runs a tool of Kafka's own. @param name its class */
  async kafka(name: string, ...args: readonly string[]): Promise<void> {
    const servers = ['--bootstrap-server', this.servers];
    await runKafkaTool(this.deployed.lab, name, [...servers, ...args]);
  }

  /** Waits until all is well. */
  async gate(): Promise<void> {
    await this.tool('gate', '--stall', '180');
  }
}

function mustEndWell(what: string, { code, output }: CommandEnd): void {
  if (code !== 0) throw new Error(`${what} ended with ${code}:\n${output.slice(-2_000)}`);
}
