import { visibleText } from '../../cluster/visible-text';
import { counted } from '../terminal/quantities';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import {
  hasReported,
  type Audit,
  type AuditedFile,
  type AuditedMinute,
  type AuditVerdict,
} from './audit';

const [BAR_WIDTH, SHOWN_RANGES] = [30, 5];

export interface RenderAuditOptions {
  readonly terminal: Terminal;
  /** A command, without its values, that sends bytes of a file again. */
  readonly sendAgain: string;
}

/** An audit as a plot of minutes, a table of files, and what is missing. */
export function renderAudit(audit: Audit, { terminal, sendAgain }: RenderAuditOptions): string {
  return [
    ...renderMinutes(audit, terminal),
    '',
    ...renderFiles(audit, terminal),
    ...renderMissing(audit, sendAgain),
    ...renderHosts(audit),
    '',
    renderVerdict(audit, terminal),
  ].join('\n');
}

function renderMinutes({ minutes }: Audit, { glyphs }: Terminal): readonly string[] {
  const most = Math.max(1, ...minutes.map(({ produced }) => produced));
  const mark = { equal: ' ', missing: glyphs.bad, unknown: '?' } as const;
  return minutes.map((minute) => {
    const { atMs, verdict, produced } = minute;
    const bar = glyphs.full.repeat(Math.ceil((produced / most) * BAR_WIDTH));
    const time = new Date(atMs).toISOString().slice(11, 16);
    return `${time} ${mark[verdict]} ${bar.padEnd(BAR_WIDTH)} ${minuteText(minute)}`.trimEnd();
  });
}

function minuteText({ produced, stored, doubled, silent, read }: AuditedMinute): string {
  const parts = [
    counted(produced, 'line'),
    ...(stored === produced ? [] : [`${number(produced - stored)} not there`]),
    ...(doubled === 0 ? [] : [`${number(doubled)} doubled`]),
    ...(read === undefined || read === stored ? [] : [`${number(stored - read)} not read`]),
    ...(silent.length === 0 ? [] : [`${counted(silent.length, 'host')} not heard`]),
  ];
  return parts.join(', ');
}

function renderFiles({ files }: Audit, terminal: Terminal): readonly string[] {
  if (files.length === 0) return ['No shipper has reported anything.'];
  const head = ['Host', 'File', 'Sent', 'Stored', 'Doubled', 'Set aside', 'To go', ''];
  const rows = files.map((each) => [
    ...[visibleText(each.host), visibleText(each.file), number(each.produced), number(each.stored)],
    ...[number(each.doubled), number(each.setAside)],
    each.bytesToGo === undefined ? '?' : `${number(each.bytesToGo)} B`,
    wordOf(each, terminal),
  ]);
  return table(head, rows, { width: terminal.width, rightAligned: [2, 3, 4, 5, 6] }).split('\n');
}

function wordOf({ verdict, expired }: AuditedFile, { glyphs }: Terminal): string {
  if (verdict === 'missing') return `${glyphs.bad} lines are missing`;
  return expired > 0 ? `${glyphs.warning} past retention` : glyphs.good;
}

function renderMissing({ files }: Audit, sendAgain: string): readonly string[] {
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
          `  ${visibleText(host)}: ${sendAgain} ${visibleText(file)} ${generation} ${from} ${to}`,
      ),
    ...(more > 0 ? [`  and ${counted(more, 'more range')}: see --json`] : []),
  ];
}

function renderHosts({ hosts, toMs }: Audit): readonly string[] {
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
        : `${visibleText(host)} last reported at ${new Date(reportedAtMs).toISOString()}.`,
    );
  return lost.length + silent.length === 0 ? [] : ['', ...lost, ...silent];
}

function renderVerdict(audit: Audit, { glyphs }: Terminal): string {
  const sum = (of: (minute: AuditedMinute) => number) =>
    audit.minutes.reduce((total, minute) => total + of(minute), 0);
  const [produced, stored] = [sum((each) => each.produced), sum((each) => each.stored)];
  const words: Readonly<Record<AuditVerdict, string>> = {
    equal: `${glyphs.good} All that was sent is stored: ${counted(produced, 'line')}`,
    missing: `${glyphs.bad} Missing: ${counted(produced - stored, 'line')} of ${number(produced)}`,
    unknown: `? Not known: ${counted(produced, 'line')} reported, ${number(stored)} stored`,
  };
  return `${words[audit.verdict]}.`;
}

const number = (value: number) => value.toLocaleString('en');
