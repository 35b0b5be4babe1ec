import { ConfigSources } from '@platformatic/kafka';
import { valueByFile } from '../../../cluster/changes/changed-settings';
import { brokerHosts, type BrokerHost, type Topology } from '../../../cluster/topology';
import type { EffectiveSetting } from '../settings/effective-setting';
import {
  planOverridesForAll,
  planUpdates,
  type ComparedBroker,
  type SettingTakenBack,
} from '../settings/plan-updates';
import { comparedBroker } from '../settings/read-running-brokers';
import { isKeptProtocol } from './judge-protocol';
import type { Finding, JudgedCluster } from './judged-cluster';
import { someOf } from './some-of';
import { mend } from '../remedies';

interface AskedBroker extends ComparedBroker {
  readonly host: BrokerHost;
  readonly effective: readonly EffectiveSetting[];
}

/** What is wrong with one setting of one broker, or of all. */
interface Difference {
  readonly whose: string;
  readonly key: string;
  readonly rule: string;
  readonly value: string;
}

/**
 * Every broker runs with what the spec renders, and nothing in ZooKeeper stands above its file: neither for
 * it nor for all brokers, nor for a key that the file leaves to Kafka's default. What differs is found as
 * `converge` finds it. Brokers that gave no answer are another judgement's matter.
 */
export function judgeSettings({
  topology,
  state: { settings },
}: JudgedCluster<'settings'>): readonly Finding[] {
  const brokers = brokerHosts(topology).flatMap((host): AskedBroker[] => {
    const effective = settings.get(host.broker.id);
    return effective ? [{ host, effective, ...comparedBroker(topology, host, effective) }] : [];
  });
  const forAll = planOverridesForAll(brokers);
  return together(topology, [
    ...brokers.flatMap((broker) => differencesOf(broker, forAll.kept)),
    ...forAll.takenBack.map((each) => overridden(brokers[0]!, each)),
  ]);
}

function differencesOf(broker: AskedBroker, kept: ReadonlySet<string>): readonly Difference[] {
  const { host, rendered } = broker;
  const { given, takenBack, atStartOnly } = planUpdates(broker, kept);
  const whose = host.name;
  return [
    ...atStartOnly
      .filter((changed) => !isKeptProtocol(changed))
      .map(({ key, before, after }) => ({
        ...{ whose, key, rule: after === undefined ? 'be unset' : `be ${after}` },
        value: `${before ?? "Kafka's default"}, as it was when the broker started`,
      })),
    ...given.map(({ key, current, wanted }) => ({
      ...{ whose, key, rule: `be ${wanted}`, value: current ?? "Kafka's default" },
    })),
    ...takenBack.map((each) => overridden(broker, each)),
    ...broker.running.hidden.flatMap((key) => unseen(broker, key)),
  ].map((each) => (isSecret(broker, each.key) ? masked(each, rendered) : each));
}

function overridden(
  { host, rendered, running }: AskedBroker,
  { key, value, forAll }: SettingTakenBack,
): Difference {
  const whose = forAll ? 'all brokers' : host.name;
  const wanted = valueByFile(key, rendered) ?? rendered.get(key);
  const rule = running.isSame(key, value, wanted)
    ? 'be said by server.properties alone'
    : `be ${wanted ?? 'unset'}`;
  const where = forAll ? 'all brokers' : 'this broker';
  return { whose, key, rule, value: `${value ?? 'a hidden value'}, set in ZooKeeper for ${where}` };
}

/** Of a key that a broker does not show, or only that it has one, nobody can tell more than whether its file has it. */
function unseen({ host, effective }: AskedBroker, key: string): readonly Difference[] {
  const setting = effective.find(({ name }) => name === key);
  const isInFile = setting?.synonyms.some(
    ({ name, source }) => name === key && source === ConfigSources.STATIC_BROKER_CONFIG,
  );
  if (isInFile) return [];
  const value = setting ? 'not set' : 'nothing that the broker shows';
  return [{ whose: host.name, key, rule: 'be set by server.properties', value }];
}

function isSecret({ effective }: AskedBroker, key: string): boolean {
  return effective.some(({ name, isSensitive }) => name === key && isSensitive);
}

/** What the spec renders for a secret is one as well. */
function masked(difference: Difference, rendered: ComparedBroker['rendered']): Difference {
  const secret = rendered.get(difference.key);
  if (secret === undefined || !difference.rule.includes(secret)) return difference;
  return { ...difference, rule: 'be as server.properties says' };
}

/** The same difference of several brokers is one finding. */
function together(topology: Topology, differences: readonly Difference[]): readonly Finding[] {
  const groups = new Map<string, Difference[]>();
  for (const each of differences) {
    const { key, rule, value } = each;
    const same = `${key}\n${rule}\n${value}`;
    groups.set(same, [...(groups.get(same) ?? []), each]);
  }
  return [...groups.values()].map((same) => {
    const [{ key, rule, value }] = same as [Difference];
    return {
      path: `${key} of ${someOf(same.map(({ whose }) => whose))}`,
      ...{ rule, value },
      remedy: `Bring it in with ${mend(topology).converge}`,
    };
  });
}
