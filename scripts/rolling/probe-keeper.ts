import { AccessError } from '../cluster-access/access-error';
import { HostError } from '../hosts/host-error';
import { WriteProbe, type ProbedCluster } from '../probing/write-probe';

/** A topic of this kind is taken for one left behind when it is an hour old. */
const RENEW_AFTER_MS = 1_800_000;
/** Where none could be made, the next host's turn is soon enough to try again. */
const TRY_AGAIN_AFTER_MS = 30_000;

export interface ProbeKeeperOptions {
  readonly cluster: ProbedCluster;
  readonly signal: AbortSignal;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/** The probe of a roll: made when it is first needed, and anew before it is too old. */
export class ProbeKeeper {
  #probe: WriteProbe | undefined;
  #triedAt = -Infinity;

  constructor(private readonly options: ProbeKeeperOptions) {}

  /** Undefined where none can be made: nobody measures then, and a broker that hangs is seen later. */
  async probe(): Promise<WriteProbe | undefined> {
    const age = performance.now() - this.#triedAt;
    if (age < (this.#probe ? RENEW_AFTER_MS : TRY_AGAIN_AFTER_MS)) return this.#probe;
    await this.stop();
    const { cluster, signal } = this.options;
    try {
      this.#probe = await WriteProbe.start(cluster, signal);
    } catch (error) {
      signal.throwIfAborted();
      this.#tell('Nothing is written to see how long that takes', error);
    }
    this.#triedAt = performance.now();
    return this.#probe;
  }

  async stop(): Promise<void> {
    const probe = this.#probe;
    this.#probe = undefined;
    await probe?.stop().catch((error: unknown) => {
      this.#tell(`The topic ${probe.topic} was not removed; the next roll does it`, error);
    });
  }

  #tell(what: string, error: unknown): void {
    if (!(error instanceof AccessError || error instanceof HostError)) throw error;
    this.options.onProgress?.(`${what}: ${error.message}`);
  }
}
