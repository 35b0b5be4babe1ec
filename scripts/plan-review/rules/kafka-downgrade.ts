import { say, type Sayable } from '../../masking/say';
import { groupBy } from '../lists';
import {
  compareReleases,
  describeRelease,
  hostReleases,
  type HostRelease,
  type Sides,
} from '../facts/configuration/kafka-releases';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { Judgement, Rule } from '../rule';

/** Kafka that becomes older. */
export const kafkaDowngrade: Rule = {
  id: 'kafka-downgrade',
  title: 'Kafka’s binaries, its protocol or its message format become older',
  judge: (facts) => {
    const lowered = hostReleases(facts).flatMap((release) =>
      (['binaries', 'protocol', 'messageFormat'] as const)
        .filter((part) => isLower(release[part]))
        .map((part) => ({
          release,
          part,
          text: describeRelease(release, part),
        })),
    );
    const groups = groupBy(lowered, ({ part, text }) => say`${NAMES[part]} ${text}`);
    return [...groups].map(([what, group]) =>
      judgement(
        what,
        group.map(({ release }) => release),
      ),
    );
  },
};

const NAMES = {
  binaries: 'Kafka',
  protocol: 'inter.broker.protocol.version',
  messageFormat: 'log.message.format.version',
} as const;

function isLower({ before, after }: Sides): boolean {
  return before !== undefined && after !== undefined && compareReleases(after, before) < 0;
}

function judgement(what: Sayable, releases: readonly HostRelease[]): Judgement {
  return {
    severity: 'danger',
    inShort: say`downgrades Kafka`,
    what: say`Downgrades ${nameHosts(releases.map(({ host }) => host))}: ${what}.`,
    why: 'An older Kafka may not read what a newer one has written, neither its records nor the cluster’s metadata: brokers fail to start, or to understand each other. Once the protocol has been raised there is no way back.',
    remedy:
      'Stay on the newer release. Going back is possible only as long as the protocol version is still the old one.',
    addresses: releases.flatMap(({ addresses }) => addresses),
  };
}
