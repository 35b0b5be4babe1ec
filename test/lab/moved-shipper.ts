import { expectNothingLost } from './expect-nothing-lost';
import { LogShipper, type Shipped } from './log-shipper';
import type { Lab } from './start-lab';

/** Where a client comes in, and the settings with which it is let in there. */
export interface WayIn {
  readonly servers: string;
  /** @default - none: it comes without TLS */
  readonly login?: string;
}

/** A client that ships all along, and is moved from one kind of ports to the other: the next one ships before the last one ends. */
export class MovedShipper {
  private readonly shipped: Shipped[] = [];

  private constructor(
    private readonly lab: Lab,
    private current: LogShipper,
  ) {}

  /** Resolves when every partition takes its records. */
  static async start(lab: Lab, servers: string): Promise<MovedShipper> {
    const first = await LogShipper.start(lab, servers);
    await first.flows();
    return new MovedShipper(lab, first);
  }

  async move({ servers, login = '' }: WayIn): Promise<void> {
    const before = this.current;
    const prefix = this.shipped.length + 1;
    this.current = await LogShipper.goOn(this.lab, servers, { prefix, login });
    await this.shipsOn();
    this.shipped.push(await before.stop());
  }

  shipsOn(): Promise<void> {
    return this.current.shipsOn();
  }

  async stop(): Promise<void> {
    await this.current.stop();
  }

  async expectNothingLost(): Promise<void> {
    const last = await this.current.stop();
    expectNothingLost([...this.shipped, last], await this.current.readBack());
  }
}
