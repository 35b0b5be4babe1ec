import { processesOf } from '../../../cluster/processes/host-process';
import type { HostPlan } from '../../../scripts/rolling/host-plan';
import { rollHost } from '../../../scripts/rolling/roll-host';
import { healthy } from '../../support/cluster-states';
import { productionTopology } from '../../support/production-topology';
import { renderedHosts, type RenderedHostsOptions } from '../../support/rendered-hosts';

const topology = productionTopology();
const [host] = topology.hosts as [(typeof topology.hosts)[number]];
const [zookeeper, kafka] = processesOf(topology, host);
const nothing: HostPlan = {
  ...{ host, pull: false, reloadSysctl: false, timers: [], restarts: [], reasons: [] },
};
const ARCHIVE_WAITS = { pulled: 'waiting broker-restart /opt/kafka\n' };

/** What is done for a plan, step by step. */
async function stepsOf(plan: Partial<HostPlan>, options: RenderedHostsOptions = {}) {
  const { shells, changes } = renderedHosts(topology, options);
  const cluster = {
    ...{ topology, shells },
    look: () => Promise.resolve(healthy),
    gate: ({ apartFrom }: { readonly apartFrom?: string | undefined }) => {
      changes.push(apartFrom ? `gate apart from ${apartFrom}` : 'gate');
      return Promise.resolve(healthy);
    },
  };
  await rollHost({ cluster, signal: new AbortController().signal }, { ...nothing, ...plan });
  return changes.map((change) => change.replace('broker-1: ', ''));
}

const restart = (unit: string) => [
  `systemctl reset-failed ${unit}`,
  `systemctl restart ${unit}`,
  'gate',
];

describe('what a roll does on a host', () => {
  it('is a gate, the files, and a gate behind each process, ZooKeeper before Kafka', async () => {
    expect(await stepsOf({ pull: true, restarts: [zookeeper!, kafka!] })).toEqual([
      'gate apart from broker-1',
      'cdktf-kafka-host pull',
      ...restart('zookeeper.service'),
      ...restart('kafka.service'),
    ]);
  });

  it('needs no gate where no process is touched', async () => {
    const timers = ['kafka-logrotate.timer'];
    expect(await stepsOf({ pull: true, reloadSysctl: true, timers })).toEqual([
      'cdktf-kafka-host pull',
      'sysctl --quiet --system',
      'systemctl restart kafka-logrotate.timer',
    ]);
  });

  it('restarts with the files that are there, where they came before it was killed', async () => {
    expect(await stepsOf({ restarts: [kafka!] })).toEqual([
      'gate apart from broker-1',
      ...restart('kafka.service'),
    ]);
  });

  it.each<[string, Partial<HostPlan>]>([
    ['that came with files for a restart', { restarts: [kafka!] }],
    ['that came with files for none', {}],
  ])('asks the gate right before it stops both for an archive %s', async (_, plan) => {
    const steps = await stepsOf({ pull: true, ...plan }, ARCHIVE_WAITS);
    expect(steps.slice(steps.indexOf('cdktf-kafka-host pull'))).toEqual([
      'cdktf-kafka-host pull',
      'gate apart from broker-1',
      'systemctl stop kafka.service',
      'systemctl stop zookeeper.service',
      'cdktf-kafka-host pull',
      ...restart('zookeeper.service'),
      ...restart('kafka.service'),
    ]);
  });

  it('touches no process where the files that came are not those of the spec', async () => {
    const older = { host: host.name, path: '/etc/kafka/server.properties' };
    const done = stepsOf({ pull: true, restarts: [kafka!] }, { older });
    await expect(done).rejects.toThrow(
      /must be the file that the spec renders, got .* The bucket holds files of another spec/,
    );
  });
});
