import type { ChangedSetting } from '../../../cluster/changes/changed-settings';
import { compareReleases, minorRelease, PROTOCOL_SETTING } from '../../../cluster/kafka-releases';
import { brokerHosts } from '../../../cluster/topology';
import { mend } from '../remedies';
import type { Finding, JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';

/**
 * Brokers may speak an older protocol than the spec's for as long as an upgrade takes: it is raised in a second roll,
 * when every one of them understands it.
 */
export function judgeProtocol({
  topology,
  state: { settings },
}: JudgedCluster<'settings'>): readonly Finding[] {
  const { kafkaVersion, release } = topology.spec;
  const after = release.interBrokerProtocol;
  const kept = brokerHosts(topology).flatMap(({ name, broker }) => {
    const said = settings.get(broker.id)?.find((each) => each.name === PROTOCOL_SETTING)?.value;
    if (!said || !isKeptProtocol({ key: PROTOCOL_SETTING, before: said, after })) return [];
    return [{ name, protocol: minorRelease(said) }];
  });
  if (kept.length === 0) return [];
  return [
    {
      path: `${PROTOCOL_SETTING} of ${someOf(kept.map(({ name }) => name))}`,
      rule: `become ${after} when every broker runs Kafka ${kafkaVersion}`,
      value: `${[...new Set(kept.map(({ protocol }) => protocol))].join(', ')}, as it should until then`,
      remedy: `Next comes ${mend(topology).converge}: it brings the jars that are missing, then the protocol`,
    },
  ];
}

/** Whether a broker was started with an older protocol than the one wanted, which is no fault. */
export function isKeptProtocol({
  key,
  before,
  after,
}: Pick<ChangedSetting, 'key' | 'before' | 'after'>): boolean {
  if (key !== PROTOCOL_SETTING || before === undefined || after === undefined) return false;
  return compareReleases(minorRelease(before), minorRelease(after)) < 0;
}
