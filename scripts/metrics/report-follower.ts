import { SHIPPER_REPORTS_TOPIC } from '../../cluster/shippers/resolve-shippers';
import { readRanges } from '../audit/read-ranges';
import { parseShipperReport, type ShipperReport } from '../audit/shipper-report';
import type { Brokers } from '../cluster-access/ask-brokers';
import { findRanges, type FoundRange } from '../reading/find-ranges';
import { readTopicsMetadata } from '../reading/find-topics';
import { seenShipper, type SeenShipper } from './seen-shipper';

/** What shippers have said, as far as it was read. */
export interface SeenReports {
  readonly shippers: readonly SeenShipper[];
  /** Whether the last look has not ended, or has ended in vain. */
  readonly isUnread: boolean;
}

export interface ReportFollowerOptions {
  readonly brokers: Brokers;
  readonly onTrouble: (text: string) => void;
  readonly signal: AbortSignal;
}

/** How far back the first look goes; Prometheus knows what was before. */
const FIRST_LOOK_MS = 15 * 60_000;
/** A host that reports no more is one that is gone for good, then. */
const FORGET_MS = 7 * 86_400_000;
/** Whoever may write reports can make up names. */
const HOSTS_AT_MOST = 10_000;
/** Prometheus waits for ten seconds, and for groups as well. */
const LOOK_MS = 4_000;

/** Reads what shippers report, each time what has come since the last time; keeps one report's figures of each host. */
export class ReportFollower {
  /** By host, the one that has been silent for longest first. */
  readonly #shippers = new Map<string, SeenShipper>();
  /** The offset that is read next, by partition. */
  #next: ReadonlyMap<string, number> | undefined;
  #looking: Promise<boolean> | undefined;

  constructor(private readonly options: ReportFollowerOptions) {}

  /** What is known after a look; or without it, where that takes long: it goes on meanwhile. */
  async look(): Promise<SeenReports> {
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    const isRead = await within(LOOK_MS, this.#looking);
    const oldestMs = Date.now() - FORGET_MS;
    for (const [host, { reportedAtMs }] of this.#shippers) {
      if (reportedAtMs < oldestMs) this.#shippers.delete(host);
    }
    return { shippers: [...this.#shippers.values()], isUnread: !isRead };
  }

  /** Whether all was read. */
  async #look(): Promise<boolean> {
    const { brokers, onTrouble, signal } = this.options;
    try {
      const topics = await readTopicsMetadata(brokers, [SHIPPER_REPORTS_TOPIC]);
      const found = topics.filter(({ partitions }) => partitions.length > 0);
      const fromMs = this.#next ? undefined : Date.now() - FIRST_LOOK_MS;
      const held = found.length === 0 ? [] : await findRanges(brokers, found, fromMs, onTrouble);
      const news = held
        .map((each) => ({ ...each, from: Math.max(each.from, this.#next?.get(nameOf(each)) ?? 0) }))
        .filter(({ from, end }) => from < end);
      const onRecord = ({ valueText }: { readonly valueText: string }) => {
        const report = parseShipperReport(valueText);
        // What was sent again, by hand, is said by somebody else than the shipper.
        if (report && !report.isAgain) this.#take(report);
      };
      if (news.length > 0) await readRanges(brokers, news, { onRecord, onTrouble, signal });
      this.#next = new Map(held.map((each) => [nameOf(each), each.end]));
      return true;
    } catch (error) {
      if (!signal.aborted) onTrouble(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  #take(report: ShipperReport): void {
    this.#shippers.delete(report.host);
    this.#shippers.set(report.host, seenShipper(report, Date.now()));
    const [silentForLongest] = this.#shippers.keys();
    if (this.#shippers.size > HOSTS_AT_MOST) this.#shippers.delete(silentForLongest!);
  }
}

/** A topic that is made anew begins anew. */
const nameOf = ({ topicId, partition }: FoundRange) => `${topicId} ${partition}`;

/** What comes by then; otherwise false. */
async function within(limitMs: number, work: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
