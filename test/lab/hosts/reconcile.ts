import type { Account, Instance } from '../account';
import { nameOf, readAccount, sayHost } from '../account';
import { BootedHost, type HostGround } from './booted-host';

/** How long a state of the double may go unseen. */
const LOOK_EVERY_MS = 250;

/** After a step that failed: its reason should be readable. */
const RETRY_AFTER_MS = 3_000;

/** Keeps booted hosts in step with the double's instances, and their disks with its volumes. */
export class Reconciler {
  private readonly keepers = new Map<string, HostKeeper>();
  private volumes = new Set<string>();
  private going = true;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly ground: HostGround,
    private readonly onEvent: (text: string) => void,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  /** Ends every host by force. The double's state stays as it is. */
  async stop(): Promise<void> {
    this.going = false;
    await this.loop;
    await Promise.all([...this.keepers.values()].map((keeper) => keeper.abandon()));
  }

  /** The hosts that are there now, running or powered off, but not those on their way out. */
  hosts(): readonly BootedHost[] {
    const staying = [...this.keepers.values()].filter((keeper) => !keeper.leaving);
    return staying.map(({ host }) => host);
  }

  private async run(): Promise<void> {
    while (this.going) {
      try {
        await this.look(await readAccount(this.ground.place.control));
      } catch (error) {
        this.onEvent(`looking at the double: ${(error as Error).message}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private async look(account: Account): Promise<void> {
    await this.ground.network.setNames(account.records);
    await this.ground.network.enforceSecurityGroups(account);
    for (const instance of account.instances) {
      const known = this.keepers.get(instance.id);
      if (known) known.see(instance);
      else if (wanted(instance) !== 'gone') this.keep(instance);
    }
    const volumes = new Set(account.volumes.map(({ id }) => id));
    for (const id of this.volumes) if (!volumes.has(id)) await this.ground.disks.remove(id);
    this.volumes = volumes;
  }

  private keep(instance: Instance): void {
    const keeper = new HostKeeper(this.ground, instance, this.onEvent);
    this.keepers.set(instance.id, keeper);
    void keeper.gone.then(() => this.keepers.delete(instance.id));
  }
}

type Wanted = 'up' | 'down' | 'gone';

function wanted({ state }: Instance): Wanted {
  if (state === 'pending' || state === 'running') return 'up';
  return state === 'stopping' || state === 'stopped' ? 'down' : 'gone';
}

/** Brings one host, step by step, to where its instance is. */
class HostKeeper {
  readonly host: BootedHost;
  readonly gone: Promise<void>;
  private wasUp = false;
  private abandoned = false;

  constructor(
    private readonly ground: HostGround,
    private instance: Instance,
    private readonly onEvent: (text: string) => void,
  ) {
    this.host = new BootedHost(ground, instance);
    this.gone = this.keep();
  }

  get leaving(): boolean {
    return wanted(this.instance) === 'gone';
  }

  see(instance: Instance): void {
    this.instance = instance;
  }

  async abandon(): Promise<void> {
    this.abandoned = true;
    await this.gone;
    await this.host.discard();
  }

  private async keep(): Promise<void> {
    while (!this.abandoned) {
      try {
        if (await this.step()) return;
      } catch (error) {
        if (!this.abandoned) this.say((error as Error).message);
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** Whether the host is gone for good. */
  private async step(): Promise<boolean> {
    const { host, instance } = this;
    const goal = wanted(instance);
    if (goal === 'up' && !host.running) {
      if (this.wasUp && instance.state === 'running') await this.wentOffByItself();
      else await this.boot();
    } else if (goal === 'up') {
      await host.plug(instance.volumes);
    } else {
      if (host.running) this.say('shuts down');
      await host.powerOff();
      this.wasUp = false;
      if (goal === 'gone') await host.discard();
      this.say(goal === 'gone' ? 'is gone' : 'is off');
      await this.tell(goal);
      if (goal === 'down') await this.whileIts(['stopping', 'stopped']);
    }
    return goal === 'gone';
  }

  private async boot(): Promise<void> {
    this.say(`boots as ${this.instance.instanceType} at ${this.instance.address}`);
    await this.host.boot();
    this.wasUp = true;
    await this.tell('up');
  }

  private async wentOffByItself(): Promise<void> {
    this.say('went off by itself');
    await this.tell('off');
    this.wasUp = false;
    // Until the double's word of it has come round.
    await this.whileIts(['running']);
  }

  private async whileIts(states: readonly Instance['state'][]): Promise<void> {
    while (states.includes(this.instance.state) && !this.abandoned) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private tell(word: 'up' | 'down' | 'gone' | 'off'): Promise<void> {
    return sayHost(this.ground.place.control, this.instance.id, word);
  }

  private say(text: string): void {
    this.onEvent(`${nameOf(this.instance)} ${text}`);
  }
}
