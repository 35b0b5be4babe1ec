import { hostDisks, isVolume, type HostDisk, type VolumeDisk } from '../hardware/host-disks';
import { volumeKindOf } from '../hardware/storage/storage';
import type { Host, Topology } from '../topology';
import type { Alert } from './alert';
import type { AlertFacts } from './alert-facts';
import { ALERTS } from './alerts';
import type { HostAlarm } from './host-alarm';
import { CERTIFICATE_LIFE_SHARE } from './rules/hosts';

export interface HostAlarmsOptions {
  /** Above which an agent of the image finds a file system nearly full. @default - there is no such agent */
  readonly diskUsedPercent?: number | undefined;
  /** Whether the host can tell how long its certificates hold. */
  readonly certificates: boolean;
}

/** The alarms of CloudWatch on a host. Each is one of the conditions of {@link ALERTS}, and waits as long. */
export function hostAlarms(
  topology: Topology,
  host: Host,
  facts: AlertFacts,
  options: HostAlarmsOptions,
): readonly HostAlarm[] {
  const disks = hostDisks(topology, host);
  const certificateDays = options.certificates ? facts.certificateDays : undefined;
  return [
    ...ofInstance(host),
    ...(BURSTABLE.test(host.instanceType) ? [ofCredits(host)] : []),
    ...(host.broker ? ofNetwork(host, facts) : []),
    ...disks.filter(isVolume).flatMap((disk) => ofVolume(host, disk)),
    ...(certificateDays === undefined ? [] : [ofCertificates(host, certificateDays)]),
    ...(options.diskUsedPercent === undefined
      ? []
      : disks.map((disk) => used(host, disk, options.diskUsedPercent!))),
  ];
}

/** AWS looks at instances each minute, at volumes and network every five. */
const [MINUTE, FIVE_MINUTES, HOUR] = [60, 300, 3_600];

type Own = Omit<HostAlarm, 'runbook' | 'severity' | 'action' | 'periods'> &
  Partial<Pick<HostAlarm, 'action' | 'periods'>>;

/** As an alert has it, where the alarm does not say otherwise. */
function like(alertName: string, { name }: Host, own: Own): HostAlarm {
  const alert = ALERTS.find((each) => each.name === alertName)!;
  return {
    severity: alert.severity,
    action: alert.action.replaceAll('{{ $labels.host }}', name),
    periods: periodsOf(alert, own.periodSeconds),
    runbook: alert.name,
    ...own,
  };
}

function periodsOf({ forMinutes }: Alert, periodSeconds: number): number {
  return Math.max(1, Math.ceil((forMinutes * 60) / periodSeconds));
}

function ofInstance(host: Host): readonly HostAlarm[] {
  return [
    like(host.broker ? 'KafkaBrokerDown' : 'ZookeeperMemberDown', host, {
      ...{ id: 'StatusCheck', part: 'status-check', owner: { kind: 'instance' } },
      summary: `${host.name} fails the status checks of EC2, or is gone.`,
      // What fails on the instance, no restart of a process mends.
      action: `replace ${host.name} --inventory FILE`,
      ...{ metric: 'StatusCheckFailed', statistic: 'Maximum' },
      ...{ comparison: 'above', threshold: 0, periodSeconds: MINUTE, silenceIsAlarm: true },
    }),
    like('HostDiskFailed', host, {
      ...{ id: 'AttachedVolumes', part: 'attached-volumes', owner: { kind: 'instance' } },
      summary: `${host.name} does not reach one of its volumes, that of its system included.`,
      action: `status --inventory FILE`,
      ...{ metric: 'StatusCheckFailed_AttachedEBS', statistic: 'Maximum' },
      ...{ comparison: 'above', threshold: 0, periodSeconds: MINUTE, silenceIsAlarm: false },
    }),
  ];
}

/** Instance types that earn credits for their processors. What is beyond them is billed: they are `unlimited` by default. */
const BURSTABLE = /^t\d/;

function ofCredits(host: Host): HostAlarm {
  return like(host.broker ? 'KafkaHandlersBusy' : 'ZookeeperRequestsWait', host, {
    ...{ id: 'Credits', part: 'credits', owner: { kind: 'instance' } },
    summary: `${host.name} computes more than its instance type (${host.instanceType}) earns, which is billed besides.`,
    ...{ action: 'capacity SPEC', metric: 'CPUSurplusCreditBalance', statistic: 'Minimum' },
    ...{ comparison: 'above', threshold: 0, silenceIsAlarm: false },
    // A host is born without credits, and has earned what its first boot took within the hour.
    ...{ periodSeconds: FIVE_MINUTES, periods: 12 },
  });
}

function ofNetwork(host: Host, facts: AlertFacts): readonly HostAlarm[] {
  const bytes = facts.networkBytesPerSecond * facts.networkLimit * FIVE_MINUTES;
  return (['In', 'Out'] as const).map((way) =>
    like('KafkaNetworkNearBaseline', host, {
      ...{ id: `Network${way}`, part: `network-${way.toLowerCase()}`, owner: { kind: 'instance' } },
      summary: `${host.name} moves nearly as much one way (${way.toLowerCase()}) as its instance type can for long.`,
      ...{ metric: `Network${way}`, statistic: 'Sum', comparison: 'above' },
      ...{ threshold: Math.round(bytes), periodSeconds: FIVE_MINUTES, silenceIsAlarm: false },
    }),
  );
}

/** Below this share of its credits, a volume is a few hours from its baseline. */
const BURST_PERCENT = 20;

function ofVolume(host: Host, disk: VolumeDisk): readonly HostAlarm[] {
  const { busyQueue, hasCredits } = volumeKindOf(disk.storage);
  const owner = { kind: 'volume', disk } as const;
  // What a disk that is too slow does to the process on it.
  const slow = disk.name === 'zookeeper' ? 'ZookeeperDiskSlow' : 'KafkaHandlersBusy';
  const common = { owner, periodSeconds: FIVE_MINUTES, silenceIsAlarm: false } as const;
  return [
    like('HostDiskFailed', host, {
      ...{ ...common, id: `Stalled-${disk.name}`, part: `${disk.name}-stalled` },
      summary: `Disk ${disk.name} of ${host.name} has finished no request for a minute.`,
      ...{ metric: 'VolumeStalledIOCheck', statistic: 'Maximum' },
      ...{ comparison: 'above', threshold: 0, periodSeconds: MINUTE },
    }),
    like(slow, host, {
      ...{ ...common, id: `Queue-${disk.name}`, part: `${disk.name}-queue` },
      // On average over a quarter of an hour: a disk in time keeps few.
      summary: `Disk ${disk.name} of ${host.name} does not keep up: requests wait for it.`,
      ...{ action: 'capacity SPEC', metric: 'VolumeQueueLength', statistic: 'Average' },
      ...{ comparison: 'above', threshold: busyQueue, periods: 3 },
    }),
    ...(hasCredits
      ? [
          like(slow, host, {
            ...{ ...common, id: `Burst-${disk.name}`, part: `${disk.name}-burst` },
            summary: `Disk ${disk.name} of ${host.name} lives on its last credits and will fall to its baseline.`,
            ...{ action: 'capacity SPEC', metric: 'BurstBalance', statistic: 'Minimum' },
            ...{ comparison: 'below', threshold: BURST_PERCENT, periods: 3 },
          }),
        ]
      : []),
  ];
}

function ofCertificates(host: Host, days: number): HostAlarm {
  return like('CertificateNotRenewed', host, {
    ...{ id: 'Certificates', part: 'certificates', owner: { kind: 'host' } },
    summary:
      `A certificate of ${host.name} ends soon, or it was not told for three hours how long it holds. ` +
      'Where the host has no way to CloudWatch, give it one or leave out this alarm (alarms.certificates).',
    ...{ metric: 'CertificateDaysLeft', statistic: 'Minimum', comparison: 'below' },
    threshold: Math.round(days * CERTIFICATE_LIFE_SHARE * 100) / 100,
    // As long as CertificateUnseen: a host that can't tell is no host whose certificates hold.
    ...{ periodSeconds: HOUR, periods: 3, silenceIsAlarm: true },
  });
}

function used(host: Host, { name, mountPoint }: HostDisk, threshold: number): HostAlarm {
  const alert = name === 'zookeeper' ? 'ZookeeperDiskNearlyFull' : 'KafkaDiskNearlyFull';
  return like(alert, host, {
    ...{ id: `Used-${name}`, part: `${name}-used` },
    owner: { kind: 'mount-point', path: mountPoint },
    summary: `${mountPoint} of ${host.name} is nearly full, and a full disk stops its process.`,
    ...{ metric: 'disk_used_percent', statistic: 'Maximum', comparison: 'above', threshold },
    ...{ periodSeconds: FIVE_MINUTES, periods: 3, silenceIsAlarm: false },
  });
}
