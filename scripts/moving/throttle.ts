import { setTimeout as sleep } from 'node:timers/promises';
import {
  ConfigResourceTypes,
  ConfigSources,
  describeConfigsV4,
  type ConfigResourceTypeValue,
  type ConfigSourceValue,
} from '@platformatic/kafka';
import { brokerHosts } from '../../cluster/topology';
import { alterConfigs, type ConfigChanges } from '../cluster-access/alter-configs';
import { controllerOf, readMetadata, type Brokers } from '../cluster-access/ask-brokers';
import { collectAnswers } from '../cluster-access/collect-answers';
import type { BrokerAccess } from '../cluster-access/kafka-access';

/** Bytes a second that a broker may send to copies. */
const SENT_RATE = 'leader.replication.throttled.rate';
/** Bytes a second that it may copy between its disks. */
const DISKS_RATE = 'replica.alter.log.dirs.io.max.bytes.per.second';
/** What holds a broker up: also as follower, which others may set. */
const RATES = [SENT_RATE, 'follower.replication.throttled.rate', DISKS_RATE] as const;

const LEADERS = 'leader.replication.throttled.replicas';
const FOLLOWERS = 'follower.replication.throttled.replicas';

/** Which replicas of a topic a throttle holds: only those that are copied, never those in sync. */
export interface ThrottledTopic {
  readonly topic: string;
  readonly copies: readonly ThrottledCopy[];
}

export interface ThrottledCopy {
  readonly index: number;
  /** Who may be leading it. */
  readonly sources: readonly number[];
}

/** Bytes a second. */
export interface Rates {
  /** That each broker may send to copies. */
  readonly sent: number;
  /** That each may copy between its disks. */
  readonly betweenDisks: number;
}

/**
 * Sets the rates for all brokers in one place, which any of them takes: so they can also be taken back
 * while some are down.
 */
export async function setRates(brokers: Brokers, { sent, betweenDisks }: Rates): Promise<void> {
  const changes = [
    { key: SENT_RATE, value: String(Math.round(sent)) },
    { key: DISKS_RATE, value: String(Math.round(betweenDisks)) },
  ];
  await alter(brokers, [{ type: BROKER, name: '', changes }]);
}

/**
 * Holds up copies where they are sent, and nowhere else: a leader knows who is in sync, and sends to those as
 * before. A follower takes itself for one that is not whenever the partition's leader epoch has grown, as it
 * does when a copy is whole, and would fetch nothing as long as it has had its share: the writes that it
 * has to acknowledge wait for seconds.
 */
export async function throttleTopics(
  brokers: Brokers,
  topics: readonly ThrottledTopic[],
): Promise<void> {
  const list = (copies: readonly ThrottledCopy[]) =>
    copies.flatMap(({ index, sources }) => sources.map((id) => `${index}:${id}`)).join(',');
  const resources = topics.map(({ topic, copies }) => ({
    ...{ type: TOPIC, name: topic },
    changes: [{ key: LEADERS, value: list(copies) }],
  }));
  await alter(brokers, resources);
}

export async function releaseTopics(brokers: Brokers, topics: readonly string[]): Promise<void> {
  await alter(
    brokers,
    topics.map((name) => ({
      ...{ type: TOPIC, name },
      changes: [{ key: LEADERS }],
    })),
  );
}

/** A throttle that stands somewhere: a broker's name, `all brokers` or a topic's. */
export interface StandingThrottle {
  readonly type: ConfigResourceTypeValue;
  /** Kafka's name of the resource. */
  readonly name: string;
  readonly settings: readonly string[];
}

/** Finds all throttles of replication, whoever set them. */
export async function readThrottles(brokers: Brokers): Promise<readonly StandingThrottle[]> {
  const controller = await controllerOf(brokers);
  const { topics } = await readMetadata(controller, 'all');
  const ofTopics = topics.map(({ name }) => ({ type: TOPIC, name: name ?? '' }));
  const [forAll, topicThrottles, ofBrokers] = await Promise.all([
    describe(controller, [{ type: BROKER, name: '' }], RATES),
    describe(controller, ofTopics, [LEADERS, FOLLOWERS]),
    readRatesOfBrokers(brokers),
  ]);
  return [...forAll, ...ofBrokers, ...topicThrottles];
}

/** Those of single brokers, as far as they answer. */
async function readRatesOfBrokers(brokers: Brokers): Promise<readonly StandingThrottle[]> {
  const asked = brokerHosts(brokers.topology).map((host) => {
    const access = brokers.kafka.broker(host);
    return describe(access, [{ type: BROKER, name: String(host.broker.id) }], RATES);
  });
  return (await collectAnswers(asked)).answers.flat();
}

/** Takes all throttles of replication back, whoever set them. @returns those that stood */
export async function removeThrottles(brokers: Brokers): Promise<readonly StandingThrottle[]> {
  const standing = await readThrottles(brokers);
  const shared = standing.filter((each) => !isOfOneBroker(each));
  await alter(brokers, shared.map(toRemoval));
  await removeFromBrokers(brokers, standing);
  return standing;
}

/** Takes the rates of single brokers back, as Kafka's own tool sets them: they stand above the one for all. */
export async function removeRatesOfBrokers(brokers: Brokers): Promise<void> {
  await removeFromBrokers(brokers, await readRatesOfBrokers(brokers));
}

const isOfOneBroker = ({ type, name }: StandingThrottle) => type === BROKER && name !== '';

/** A broker takes what is meant for itself alone. */
async function removeFromBrokers(
  brokers: Brokers,
  standing: readonly StandingThrottle[],
): Promise<void> {
  for (const throttle of standing.filter(isOfOneBroker)) {
    const host = brokerHosts(brokers.topology).find(
      ({ broker }) => String(broker.id) === throttle.name,
    );
    if (host) await alterConfigs(brokers.kafka.broker(host), [toRemoval(throttle)]);
  }
}

const toRemoval = ({ type, name, settings }: StandingThrottle): ConfigChanges => ({
  ...{ type, name },
  changes: settings.map((key) => ({ key })),
});

/** The same when a move ends, and once more where that fails: the controller may just have changed. */
export async function takeThrottlesBack(brokers: Brokers): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      await removeThrottles(brokers);
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
    await sleep(TRY_AGAIN_AFTER_MS);
  }
}

const TRY_AGAIN_AFTER_MS = 1_000;

const { BROKER, TOPIC } = ConfigResourceTypes;

async function alter(brokers: Brokers, changes: readonly ConfigChanges[]): Promise<void> {
  await alterConfigs(await controllerOf(brokers), changes);
}

async function describe(
  broker: BrokerAccess,
  resources: readonly Pick<StandingThrottle, 'type' | 'name'>[],
  settings: readonly string[],
): Promise<readonly StandingThrottle[]> {
  if (resources.length === 0) return [];
  const asked = resources.map(({ type, name }) => ({
    ...{ resourceType: type, resourceName: name },
    configurationKeys: [...settings],
  }));
  const { results } = await broker.ask(describeConfigsV4.api, asked, false, false);
  return results.flatMap(({ resourceType: type, resourceName: name, configs }) => {
    const found = configs.filter(({ configSource }) => configSource === ownSource({ type, name }));
    const names = found.filter(({ value }) => value !== null).map((each) => each.name);
    return names.length > 0 ? [{ type, name, settings: names }] : [];
  });
}

/** What a value that was set here comes from: others are defaults, or set elsewhere. */
function ownSource({ type, name }: Pick<StandingThrottle, 'type' | 'name'>): ConfigSourceValue {
  if (type === TOPIC) return ConfigSources.DYNAMIC_TOPIC_CONFIG;
  return name === ''
    ? ConfigSources.DYNAMIC_DEFAULT_BROKER_CONFIG
    : ConfigSources.DYNAMIC_BROKER_CONFIG;
}
