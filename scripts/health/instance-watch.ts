import type { Problem } from '../../cluster/errors';
import type { Inventory } from '../../cluster/inventory/inventory';
import { judgeInstances } from './cluster/judge-instances';
import type { InstanceStates } from './cluster/read-instances';

/** So long an answer counts; nobody is asked again for a while who could not tell. */
const FRESH_MS = 15_000;
const SILENT_MS = 300_000;

/** What EC2 says of the instances of a cluster, asked when a host is missed, and not at each look. */
export class InstanceWatch {
  #askedAt = -Infinity;
  #states: Promise<InstanceStates | undefined> = Promise.resolve(undefined);
  #freshMs = 0;

  /** @param read asks EC2; undefined where it can't be asked */
  constructor(
    private readonly inventory: Inventory,
    private readonly read: () => Promise<InstanceStates | undefined> = async () => {
      const { readInstances } = await import('./cluster/read-instances.js');
      return await readInstances(inventory);
    },
  ) {}

  /** That a host's instance doesn't run; undefined where it does, or nobody can tell. */
  async problemOf(hostName: string): Promise<Problem | undefined> {
    const hosts = this.inventory.hosts.filter(({ name }) => name === hostName);
    return judgeInstances(hosts, await this.states())[0];
  }

  private async states(): Promise<InstanceStates | undefined> {
    if (performance.now() - this.#askedAt >= this.#freshMs) {
      this.#askedAt = performance.now();
      this.#freshMs = SILENT_MS;
      this.#states = this.read();
      if (await this.#states) this.#freshMs = FRESH_MS;
    }
    return await this.#states;
  }
}
