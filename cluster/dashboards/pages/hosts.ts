import { oneOf } from '../../alerts/promql';
import type { DashboardFacts } from '../dashboard-facts';
import type { Page, Panel, Unit } from '../page';
import { CHOSEN_HOSTS, rate, series, type MetricName } from '../queries';

/** What a host has for the processes on it; a node exporter on each tells it. */
export const HOSTS: Page = {
  name: 'hosts',
  title: 'hosts and disks',
  choices: ['host'],
  rows: (facts) => [
    {
      title: 'Disks',
      panels: [
        diskUsed(facts, CHOSEN_HOSTS),
        byDevice(facts, 'Disks busy', 'node_disk_io_time_seconds_total', {
          about:
            'The part of the time in which a disk had something to do; 100 % is not its limit if it does much at once',
          unit: 'percentunit',
        }),
        byDevice(facts, 'Written to disks', 'node_disk_written_bytes_total', {
          about: 'What was written to disks, with the page cache behind it: it comes in waves',
          unit: 'Bps',
        }),
        byDevice(facts, 'Read from disks', 'node_disk_read_bytes_total', {
          about:
            'What the page cache did not have: a consumer that is far behind, or a replica that catches up',
          unit: 'Bps',
        }),
      ],
    },
    {
      title: 'Network',
      panels: [networkUsed(facts, CHOSEN_HOSTS), traffic(facts), sentAgain(facts)],
    },
    { title: 'Processors, memory, clock', panels: rest(facts) },
    ...certificates(facts),
  ],
};

/** How full data disks are, beside what the plan lets them be. */
export function diskUsed(facts: DashboardFacts, labels = ''): Panel {
  const disks = [labels, oneOf('mountpoint', facts.mountPoints.brokers)].filter(Boolean).join();
  const [free, size] = (['node_filesystem_avail_bytes', 'node_filesystem_size_bytes'] as const).map(
    (name) => series(facts, name, disks),
  );
  return {
    ...{ title: 'Disks full', kind: 'lines', unit: 'percentunit', red: { from: facts.diskLimit } },
    about: `How full the disks of brokers are; by plan the fullest gets to ${percent(facts.diskShare)}, and may to ${percent(facts.diskLimit)}`,
    queries: [
      {
        expr: `max by (host, mountpoint) (1 - ${free} / ${size})`,
        legend: '{{host}} {{mountpoint}}',
      },
    ],
  };
}

/** The busier direction, as a share of what an instance may always have. */
export function networkUsed(facts: DashboardFacts, labels = ''): Panel {
  const [received, sent] = (
    ['node_network_receive_bytes_total', 'node_network_transmit_bytes_total'] as const
  ).map(
    (name) => `sum by (host) (${rate(facts, name, [labels, NOT_LOOPBACK].filter(Boolean).join())})`,
  );
  const baseline = Math.round(facts.networkBytesPerSecond);
  const query = (expr: string, way: string) => ({
    expr: `${expr} / ${baseline}`,
    legend: `{{host}} ${way}`,
  });
  return {
    ...{ title: 'Network used', kind: 'lines', unit: 'percentunit' },
    red: { from: facts.networkLimit },
    about: `What passes through the network, as a part of the ${(baseline / 1e6).toFixed(0)} MB/s that the instance with least may always have`,
    queries: [query(received!, 'in'), query(sent!, 'out')],
  };
}

const NOT_LOOPBACK = 'device!="lo"';
const percent = (share: number) => `${Math.round(share * 100)} %`;

function byDevice(
  facts: DashboardFacts,
  title: string,
  name: MetricName,
  { about, unit }: { readonly about: string; readonly unit: Unit },
): Panel {
  return {
    ...{ title, about, unit, kind: 'lines' },
    queries: [
      {
        expr: `max by (host, device) (${rate(facts, name, CHOSEN_HOSTS)})`,
        legend: '{{host}} {{device}}',
      },
    ],
  };
}

function traffic(facts: DashboardFacts): Panel {
  const query = (name: MetricName, way: string) => ({
    expr: `sum by (host) (${rate(facts, name, `${CHOSEN_HOSTS},${NOT_LOOPBACK}`)})`,
    legend: `{{host}} ${way}`,
  });
  return {
    ...{ title: 'Network', kind: 'lines', unit: 'Bps' },
    about: 'What comes in and goes out, without what stays on the host',
    queries: [
      query('node_network_receive_bytes_total', 'in'),
      query('node_network_transmit_bytes_total', 'out'),
    ],
  };
}

function sentAgain(facts: DashboardFacts): Panel {
  return {
    ...{ title: 'Segments sent again', kind: 'lines', unit: 'cps' },
    about: 'Segments of TCP that had to be sent again: the network loses some',
    queries: [
      {
        expr: `sum by (host) (${rate(facts, 'node_netstat_Tcp_RetransSegs', CHOSEN_HOSTS)})`,
        legend: '{{host}}',
      },
    ],
  };
}

function rest(facts: DashboardFacts): readonly Panel[] {
  const idle = rate(facts, 'node_cpu_seconds_total', `${CHOSEN_HOSTS},mode="idle"`);
  const [free, memory] = (
    ['node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes'] as const
  ).map((name) => series(facts, name, CHOSEN_HOSTS));
  const line = (title: string, expr: string, words: Pick<Panel, 'about' | 'unit'>): Panel => ({
    ...{ title, ...words, kind: 'lines' },
    queries: [{ expr, legend: '{{host}}' }],
  });
  return [
    line('Processors busy', `1 - avg by (host) (${idle})`, {
      about: 'The part of the processors that is used',
      unit: 'percentunit',
    }),
    line('Load', `max by (host) (${series(facts, 'node_load1', CHOSEN_HOSTS)})`, {
      about: 'What runs, waits to run, or waits for a disk',
      unit: 'short',
    }),
    line('Memory used', `max by (host) (1 - ${free} / ${memory})`, {
      about: 'Without the page cache, which Kafka lives by: it takes what is left',
      unit: 'percentunit',
    }),
    line(
      'Clock off',
      `max by (host) (abs(${series(facts, 'node_timex_offset_seconds', CHOSEN_HOSTS)}))`,
      {
        about: 'How far the time service says that the clock is off',
        unit: 's',
      },
    ),
  ];
}

/** Only a secured cluster has any. */
function certificates(facts: DashboardFacts) {
  if (facts.certificateDays === undefined) return [];
  const ends = series(facts, 'cdktf_kafka_certificate_not_after_timestamp_seconds', CHOSEN_HOSTS);
  const panel: Panel = {
    ...{ title: 'Certificates hold for', kind: 'lines', unit: 's' },
    about: `They hold for ${facts.certificateDays} days, and are renewed when a third of that is left`,
    queries: [{ expr: `min by (host) (${ends} - time())`, legend: '{{host}}' }],
  };
  return [{ title: 'Certificates', panels: [panel] }];
}
