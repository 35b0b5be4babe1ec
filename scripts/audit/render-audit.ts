import { SHIPPER_REPORTS_TOPIC } from '../../cluster/shippers/resolve-shippers';
import { visibleText } from '../../cluster/visible-text';
import { counted, formatDuration } from '../terminal/quantities';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import {
  hasReported,
  MINUTE_MS,
  type Audit,
  type AuditedFile,
  type AuditedMinute,
  type AuditVerdict,
} from './audit';

/** A bar is narrower where a line would not fit otherwise. */
const [WIDEST_BAR, NARROWEST_BAR] = [30, 5];
const SHOWN_RANGES = 5;

export interface RenderAuditOptions {
  readonly terminal: Terminal;
  /** By this machine's clock, in milliseconds. */
  readonly nowMs: number;
  /** The command that sends bytes of a file again, by its values. */
  readonly sendAgain: (values: readonly string[]) => string;
}

/** An audit as a plot of minutes, a table of files, and what is missing. */
export function renderAudit(
  audit: Audit,
  { terminal, nowMs, sendAgain }: RenderAuditOptions,
): string {
  return [
    ...renderMinutes(audit, terminal),
    '',
    ...renderFiles(audit, terminal),
    ...renderMissing(audit, sendAgain),
    ...renderHosts(audit, nowMs),
    '',
    renderVerdict(audit, terminal),
  ].join('\n');
}

function renderMinutes({ minutes }: Audit, { glyphs, width }: Terminal): readonly string[] {
  const most = Math.max(1, ...minutes.map(({ produced }) => produced));
  const mark = { equal: ' ', missing: glyphs.bad, unknown: '?', late: glyphs.warning } as const;
  const texts = minutes.map(minuteText);
  const besideBar = 'hh:mm x  '.length + Math.max(0, ...texts.map(({ length }) => length));
  const bar = Math.min(WIDEST_BAR, Math.max(NARROWEST_BAR, width - besideBar));
  let heading = '';
  return minutes.flatMap(({ atMs, verdict, produced }, index) => {
    const drawn = glyphs.full.repeat(Math.ceil((produced / most) * bar)).padEnd(bar);
    const at = new Date(atMs);
    const line = `${clock(at)} ${mark[verdict]} ${drawn} ${texts[index]}`;
    const before = heading;
    heading = `${day(at)}, ${zone(at)}`;
    return heading === before ? [line] : [heading, line];
  });
}

/** As `--from` and `--to` take it: by the clock of this machine. */
function clock(at: Date): string {
  return `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

function day(at: Date): string {
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

function zone(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const [sign, size] = [minutes < 0 ? '-' : '+', Math.abs(minutes)];
  return `UTC${sign}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

function minuteText({ produced, stored, doubled, silent, read }: AuditedMinute): string {
  const parts = [
    lines(produced),
    ...(stored === produced ? [] : [`${number(produced - stored)} not there`]),
    ...(doubled === 0 ? [] : [`${number(doubled)} doubled`]),
    ...(read === undefined || read === stored ? [] : [`${number(stored - read)} not read`]),
    ...(silent.length === 0 ? [] : [`${counted(silent.length, 'host')} not heard`]),
  ];
  return parts.join(', ');
}

function renderFiles({ files, hosts }: Audit, terminal: Terminal): readonly string[] {
  if (files.length === 0) {
    const hasHeard = hosts.some(({ reportedAtMs }) => reportedAtMs !== undefined);
    return [hasHeard ? 'Shippers have reported, and read no file.' : 'No shipper has reported.'];
  }
  const head = ['Host', 'File', 'Sent', 'Stored', 'Doubled', 'Set aside', 'To go', ''];
  const rows = files.map((each) => [
    ...[visibleText(each.host), visibleText(each.file), number(each.produced), number(each.stored)],
    ...[number(each.doubled), number(each.setAside)],
    each.bytesToGo === undefined ? '?' : `${number(each.bytesToGo)} B`,
    wordOf(each, terminal),
  ]);
  return table(head, rows, { width: terminal.width, rightAligned: [2, 3, 4, 5, 6] }).split('\n');
}

function wordOf({ verdict, expired, lateBytes }: AuditedFile, { glyphs }: Terminal): string {
  if (verdict === 'missing') return `${glyphs.bad} lines are missing`;
  if (expired > 0) return `${glyphs.warning} past retention`;
  return lateBytes > 0 ? `${glyphs.warning} late` : glyphs.good;
}

function renderMissing(
  { files }: Audit,
  sendAgain: RenderAuditOptions['sendAgain'],
): readonly string[] {
  const missing = files.flatMap(({ host, file, missing: ranges }) =>
    ranges.map(({ generation, bytes: [from, to] }) => ({ host, file, generation, from, to })),
  );
  if (missing.length === 0) return [];
  const more = missing.length - SHOWN_RANGES;
  return [
    '',
    'Missing. To send them again, on their hosts:',
    ...missing
      .slice(0, SHOWN_RANGES)
      .map(
        ({ host, file, generation, from, to }) =>
          `  ${visibleText(host)}: ${sendAgain([visibleText(file), ...[generation, from, to].map(String)])}`,
      ),
    ...(more > 0 ? [`  and ${counted(more, 'more range')}: see --json`] : []),
  ];
}

function renderHosts({ hosts, toMs, reportsFromMs }: Audit, nowMs: number): readonly string[] {
  const deleted =
    reportsFromMs === undefined
      ? []
      : [
          `Reports from before ${new Date(reportsFromMs).toISOString()} were deleted, as the retention of ${SHIPPER_REPORTS_TOPIC} says: what was sent before that is not known.`,
        ];
  const lost = hosts
    .filter(({ lostBytes }) => lostBytes > 0)
    .map(
      ({ host, lostBytes }) =>
        `${visibleText(host)} gave up ${number(lostBytes)} bytes: its disk was nearly full.`,
    );
  const silent = hosts
    .filter((each) => !hasReported(each, toMs))
    .map(({ host, reportedAtMs }) =>
      reportedAtMs === undefined
        ? `${visibleText(host)} has not reported.`
        : `${visibleText(host)} last reported at ${new Date(reportedAtMs).toISOString()}${nowMs - reportedAtMs < MINUTE_MS ? '.' : ', by its own clock: its shipper is away, or that clock is behind.'}`,
    );
  const ahead = hosts
    .filter(({ reportedAtMs = 0 }) => reportedAtMs > nowMs + MINUTE_MS)
    .map(
      ({ host, reportedAtMs }) =>
        `${visibleText(host)} has a clock that is ${formatDuration((reportedAtMs! - nowMs) / 1_000)} ahead: its lines stand in the minutes of that clock.`,
    );
  // Nobody says what was written there since.
  const ended = hosts
    .filter(({ hasEnded, reportedAtMs = toMs }) => hasEnded && reportedAtMs < toMs)
    .map(
      ({ host, reportedAtMs }) =>
        `${visibleText(host)} has ended, by its word at ${new Date(reportedAtMs!).toISOString()}: what was written there since is not known.`,
    );
  const told = [...deleted, ...lost, ...silent, ...ahead, ...ended];
  return told.length === 0 ? [] : ['', ...told];
}

function renderVerdict(audit: Audit, { glyphs }: Terminal): string {
  const sum = (of: (minute: AuditedMinute) => number) =>
    audit.minutes.reduce((total, minute) => total + of(minute), 0);
  const [produced, stored] = [sum((each) => each.produced), sum((each) => each.stored)];
  const words: Readonly<Record<AuditVerdict, string>> = {
    equal: `${glyphs.good} All that was sent is stored: ${lines(produced)}`,
    missing: `${glyphs.bad} Missing: ${lines(produced - stored)} of ${number(produced)}`,
    unknown: `? Not known: ${lines(produced)} reported, ${number(stored)} stored`,
    late: `${glyphs.warning} Late: ${[...lateWords(audit)].join(', ')}. ${lines(produced)} sent, ${number(stored)} stored`,
  };
  return `${words[audit.verdict]}.`;
}

/** What is late: neither is lost. */
function* lateWords({ files, minutes }: Audit): Generator<string> {
  const unsent = files.reduce((sum, { lateBytes }) => sum + lateBytes, 0);
  if (unsent > 0) yield `${number(unsent)} bytes were written and not sent`;
  const unread = minutes.reduce((sum, { stored, read = stored }) => sum + stored - read, 0);
  if (unread > 0) yield `${lines(unread)} stored and not read`;
}

const lines = (count: number) => `${number(count)} line${count === 1 ? '' : 's'}`;

const number = (value: number) => value.toLocaleString('en');
