import { compareReleases, minorRelease } from '../../../cluster/kafka-releases';
import { say, type Sayable } from '../../masking/say';
import { groupBy } from '../lists';
import { hostReleases, type HostRelease } from '../facts/configuration/kafka-releases';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { Judgement, Rule } from '../rule';

/** Upgrades that take two steps at once. */
export const upgradeStepSkipped: Rule = {
  id: 'upgrade-step-skipped',
  title: 'An upgrade skips a step: binaries and protocol in one go, or ZooKeeper left behind',
  judge: (facts) => {
    const skipped = hostReleases(facts).flatMap((release) =>
      STEPS.filter(({ isSkipped }) => isSkipped(release)).map((step) => ({ step, release })),
    );
    return [...groupBy(skipped, ({ step }) => step)].map(([step, group]) => {
      const { what, severity, why, remedy } = step;
      const hosts = nameHosts(group.map(({ release }) => release.host));
      return {
        ...{ severity, why, remedy, what: say`On ${hosts}: ${what}.` },
        addresses: group.flatMap(({ release }) => release.addresses),
      };
    });
  },
};

interface Step extends Pick<Judgement, 'severity' | 'why' | 'remedy'> {
  /** Behind “… on broker 1, 2, 3:”. */
  readonly what: Sayable;
  readonly isSkipped: (release: HostRelease) => boolean;
}

const STEPS: readonly Step[] = [
  {
    severity: 'care',
    what: say`the binaries and inter.broker.protocol.version are raised, in two rolls`,
    isSkipped: (release) => isRaised(release.binaries) && isProtocolRaised(release),
    why: 'converge rolls twice by itself: first the binaries, with the protocol that the brokers speak; when all of them understand the new one, the protocol. From the second roll on there is no way back to the old release.',
    remedy:
      'To keep the way back open for some days, give the spec the old interBrokerProtocol, and leave it out in a later deploy.',
  },
  {
    severity: 'danger',
    what: say`inter.broker.protocol.version is newer than the binaries`,
    isSkipped: ({ protocol: { before, after }, binaries }) =>
      after !== undefined &&
      after !== before &&
      binaries.after !== undefined &&
      compareReleases(after, minorRelease(binaries.after)) > 0,
    why: 'A broker that is told of a protocol that it doesn’t know refuses to start.',
    remedy: 'Upgrade the binaries first.',
  },
  {
    severity: 'danger',
    what: say`Kafka 4 or newer with ZooKeeper, which it no longer knows`,
    isSkipped: ({ binaries: { before, after }, usesZookeeper }) =>
      usesZookeeper.before &&
      before !== after &&
      after !== undefined &&
      compareReleases(after, '4') >= 0,
    why: 'The brokers don’t start, and the cluster’s metadata stays behind in ZooKeeper.',
    remedy:
      'Move the metadata to KRaft on a release that knows both (3.9), and upgrade afterwards.',
  },
  {
    severity: 'danger',
    what: say`zookeeper.connect goes`,
    isSkipped: ({ usesZookeeper }) => usesZookeeper.before && !usesZookeeper.after,
    why: 'Without ZooKeeper, and before a migration to KRaft has ended, a broker knows none of the topics that stand.',
    remedy: 'Take the steps of the migration one by one; zookeeper.connect is the last to go.',
  },
  {
    severity: 'care',
    what: say`another archive of Kafka is installed, of which the release can’t be told`,
    isSkipped: ({ archive, binaries }) =>
      archive.before !== undefined &&
      archive.after !== undefined &&
      archive.before !== archive.after &&
      (binaries.before === undefined || binaries.after === undefined),
    why: 'Nobody can tell now whether it is newer or older, and which steps lie between.',
    remedy: 'Name archives by their release, such as `kafka-3.9.2.tar`.',
  },
  {
    severity: 'care',
    what: say`the binaries of Kafka are upgraded`,
    isSkipped: (release) => isRaised(release.binaries) && !isProtocolRaised(release),
    why: 'The first of two steps: brokers restart one by one with the new binaries, and still speak the old protocol, so that the way back is open.',
    remedy: 'Let it run for some days before inter.broker.protocol.version is raised.',
  },
  {
    severity: 'care',
    what: say`inter.broker.protocol.version is raised`,
    isSkipped: ({ binaries, protocol }) => !isRaised(binaries) && isRaised(protocol),
    why: 'The second of two steps: from here there is no way back to the old binaries.',
    remedy: 'See that every broker runs the new binaries, and well.',
  },
];

function isRaised({ before, after }: HostRelease['binaries']): boolean {
  return before !== undefined && after !== undefined && compareReleases(after, before) > 0;
}

/** A protocol that isn't named is the one of the binaries. */
function isProtocolRaised({ protocol, binaries, archive, usesZookeeper }: HostRelease): boolean {
  if (archive.before === undefined || !usesZookeeper.before) return false;
  const before = protocol.before ?? minorRelease(binaries.before ?? '');
  const after = protocol.after ?? minorRelease(binaries.after ?? '');
  return isRaised({ before, after });
}
