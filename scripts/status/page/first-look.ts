import { formatBytes, formatPercent } from '../../terminal/quantities';
import type { HostStatus } from '../cluster-status';
import { bar, type BarOptions } from './bar';
import { html, NONE, type Html } from './html';
import { momentOf } from './moment';
import type { PageStatus } from './page-status';

/** What is looked at first: the cluster in six figures. */
export function firstLook(status: PageStatus): Html {
  const { hosts, zookeeper, partitions } = status;
  const { writtenBytesPerSecond: written, lagRecords, fullestDisk } = momentOf(status);
  const brokers = hosts.filter(isBroker);
  const tiles = [
    counts('Brokers', 'serve', brokers.filter(({ serves }) => serves).length, brokers.length),
    counts('ZooKeeper', 'serve', zookeeper.serving, zookeeper.members),
    partitions
      ? counts(
          'Partitions',
          'in sync',
          partitions.partitions - partitions.underReplicated,
          partitions.partitions,
        )
      : tile('Partitions', 'not known'),
    fullestDisk === undefined
      ? tile('Fullest disk', 'not known')
      : tile('Fullest disk', formatPercent(fullestDisk), {
          parts: [{ share: fullestDisk, tone: 'main' }],
        }),
    tile('Written', written === undefined ? 'not known' : `${formatBytes(written)}/s`),
    tile(
      'Records behind',
      lagRecords === undefined ? 'not known' : lagRecords.toLocaleString('en'),
    ),
  ];
  return html`<section>
    <h2>At a glance</h2>
    <dl class="tiles">${tiles}</dl>
  </section>`;
}

const isBroker = ({ roles }: HostStatus) => roles.some((role) => role.startsWith('broker '));

function counts(label: string, what: string, well: number, all: number): Html {
  const share = all === 0 ? 0 : well / all;
  return tile(label, `${well} of ${all} ${what}`, {
    parts: [
      { share, tone: 'main' },
      { share: 1 - share, tone: all === 0 ? 'soft' : 'bad' },
    ],
  });
}

function tile(label: string, text: string, drawn?: Omit<BarOptions, 'title'>): Html {
  const picture = drawn ? bar({ ...drawn, title: `${label}: ${text}` }) : NONE;
  return html`<div>
    <dt>${label}</dt>
    <dd>${text}${picture}</dd>
  </div>`;
}
