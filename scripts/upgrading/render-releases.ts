import { visibleLine } from '../../cluster/visible-text';
import { table } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import type { RunningReleases } from './running-release';

/** What every host runs, as a table for people. */
export function renderReleases(
  { hosts }: RunningReleases,
  { width }: Pick<Terminal, 'width'>,
): string {
  const rows = hosts.map(({ host, isBroker, binaries = '?', protocol = '?', understands = '?' }) =>
    [host, binaries, ...(isBroker ? [protocol, understands] : ['-', '-'])].map(visibleLine),
  );
  return table(['Host', 'Kafka', 'Protocol', 'Understands up to'], rows, { width });
}
