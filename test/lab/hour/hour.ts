import type { DeployedLab } from '../deployed-lab';
import type { CommandEnd } from '../deploy-project';

const SPEC = {
  mayBeDrilled: 'true',
  // Six brokers are to fit beside each other.
  jvm: '{ brokerHeapMiB: 512, zookeeperHeapMiB: 192 }',
};

/** The deployed cluster that is lived with. */
export class Hour {
  private spec: Readonly<Record<string, string>> = SPEC;

  constructor(
    readonly deployed: DeployedLab,
    readonly say: (text: string) => void,
  ) {}

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

  /** Waits until all is well. */
  async gate(): Promise<void> {
    await this.tool('gate', '--stall', '180');
  }
}

function mustEndWell(what: string, { code, output }: CommandEnd): void {
  if (code !== 0) throw new Error(`${what} ended with ${code}:\n${output.slice(-2_000)}`);
}
