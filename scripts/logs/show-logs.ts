import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Topology } from '../../cluster/topology';
import { HostError } from '../hosts/host-error';
import type { FollowedShells, RunningCommand } from '../hosts/host-shell';
import { FROM, logCommand, plainLogCommand, type LogRange } from './log-command';
import { EntryReader, type LogEntry } from './log-entry';
import { logSources, type LogKind, type LogSource } from './log-source';
import { mergeLogs } from './merge-logs';

export interface ShowLogsOptions extends LogRange {
  readonly topology: Topology;
  readonly shells: FollowedShells;
  /** Whether commands run there as root, who reads logs by the rights of their owners. */
  readonly asRoot: boolean;
  /** Names of hosts; those of the topology. */
  readonly hosts: readonly string[];
  readonly kinds: readonly LogKind[];
  /** Entries in which this is found in no line are left out. @default - none is */
  readonly grep?: RegExp | undefined;
  /** Takes an entry; what is resolved late holds up the hosts. */
  readonly onEntry: (source: LogSource, entry: LogEntry) => Promise<void>;
  /** Told of a log that could not be read. */
  readonly onTrouble: (text: string) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Lines that other hosts wrote in the same moment may come so much later. */
const TOGETHER_MS = 500;
/** A stack trace comes in one piece. */
const QUIET_MS = 250;

/**
 * Shows logs of hosts, merged by time.
 *
 * @returns whether all of them could be read
 */
export async function showLogs(options: ShowLogsOptions): Promise<boolean> {
  const { topology, hosts, kinds, signal } = options;
  const sources = topology.hosts
    .filter(({ name }) => hosts.includes(name))
    .flatMap((host) => logSources(topology, host, kinds));
  const running = (await Promise.all(sources.map((source) => start(source, options)))).flat();
  const end = () => running.forEach(({ command }) => command.end());
  signal.addEventListener('abort', end, { once: true });
  try {
    if (signal.aborted) end();
    await (options.follow ? follow(running, options) : mergeOnce(running, options));
    const well = await Promise.all(running.map((each) => hasEndedWell(each, options)));
    return running.length === sources.length && well.every(Boolean);
  } finally {
    signal.removeEventListener('abort', end);
    running.forEach(({ command }) => {
      command.end();
      command.stdout.destroy();
    });
  }
}

interface RunningLog {
  readonly source: LogSource;
  readonly command: RunningCommand;
}

/** None where its host is not reached, which is told: the others are shown. */
async function start(
  source: LogSource,
  { shells, asRoot, onTrouble, ...range }: ShowLogsOptions,
): Promise<readonly RunningLog[]> {
  try {
    const command = await shells
      .of(source.host)
      .start(asRoot ? logCommand(source, range) : plainLogCommand(source, range));
    return [{ source, command }];
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    onTrouble(error.message);
    return [];
  }
}

async function mergeOnce(
  running: readonly RunningLog[],
  { grep, onEntry, signal }: ShowLogsOptions,
): Promise<void> {
  const logs = running.map(({ source, command }) => [source, entriesOf(command)] as const);
  for await (const { source, entry } of mergeLogs(logs)) {
    if (signal.aborted) return;
    if (matches(entry, grep)) await onEntry(source, entry);
  }
}

/** Of one log that ends. */
async function* entriesOf({ stdout }: RunningCommand): AsyncGenerator<LogEntry> {
  const reader = new EntryReader();
  const isWanted = sinceFilter();
  for await (const line of createInterface({ input: stdout, crlfDelay: Infinity })) {
    if (isWanted.readFrom(line)) continue;
    const entry = reader.take(line);
    if (entry && isWanted.isNew(entry)) yield entry;
  }
  const last = reader.flush();
  if (last && isWanted.isNew(last)) yield last;
}

/** By the host's own time, which its first line says. */
function sinceFilter() {
  let from = '';
  let isFirst = true;
  return {
    readFrom: (line: string): boolean => {
      const says = isFirst && line.startsWith(FROM);
      if (says) from = line.slice(FROM.length);
      isFirst = false;
      return says;
    },
    isNew: ({ at }: LogEntry): boolean => at >= from,
  };
}

/** Nobody knows whether a log that is quiet goes on: what came together is put in order. */
async function follow(
  running: readonly RunningLog[],
  { grep, onEntry, signal }: ShowLogsOptions,
): Promise<void> {
  let waiting: { readonly source: LogSource; readonly entry: LogEntry }[] = [];
  const show = async () => {
    const ready = waiting.toSorted((a, b) =>
      a.entry.at < b.entry.at ? -1 : Number(a.entry.at > b.entry.at),
    );
    waiting = [];
    for (const { source, entry } of ready) if (matches(entry, grep)) await onEntry(source, entry);
  };
  let open = running.length;
  const reading = running.map(async ({ source, command }) => {
    const [reader, isWanted] = [new EntryReader(), sinceFilter()];
    const add = (entry: LogEntry | undefined) => {
      if (entry && isWanted.isNew(entry)) waiting.push({ source, entry });
    };
    let quiet: NodeJS.Timeout | undefined;
    for await (const line of createInterface({ input: command.stdout, crlfDelay: Infinity })) {
      clearTimeout(quiet);
      if (!isWanted.readFrom(line)) add(reader.take(line));
      quiet = setTimeout(() => add(reader.flush()), QUIET_MS);
      // Whoever reads slowly holds up the hosts, not the memory here.
      while (waiting.length > MOST_WAITING) await sleep(TOGETHER_MS);
    }
    clearTimeout(quiet);
    add(reader.flush());
    open -= 1;
  });
  while (open > 0 && !signal.aborted) {
    await sleep(TOGETHER_MS, undefined, { signal }).catch(() => undefined);
    await show();
  }
  if (!signal.aborted) await Promise.all(reading);
  await show();
}

const MOST_WAITING = 10_000;

const matches = ({ lines }: LogEntry, grep: RegExp | undefined): boolean =>
  grep === undefined || lines.some((line) => grep.test(line));

async function hasEndedWell(
  { source, command }: RunningLog,
  { signal, onTrouble }: ShowLogsOptions,
): Promise<boolean> {
  if (signal.aborted) return true;
  try {
    const { code, stderr } = await command.ended;
    if (code === 0) return true;
    onTrouble(`${source.host}, ${source.kind}: ${stderr.trim() || `ended with ${code}`}`);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    onTrouble(error.message);
  }
  return false;
}
