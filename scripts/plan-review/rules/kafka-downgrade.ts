import { compareReleases } from '../../../cluster/kafka-releases';
import { attributeRule } from '../attributes/attribute-rule';
import type { Harm } from '../attributes/harms';
import { say } from '../../masking/say';
import { groupBy } from '../lists';
import { describeRelease, hostReleases, type Sides } from '../facts/configuration/kafka-releases';
import { nameHosts } from '../facts/hosts/name-hosts';
import type { PlanFacts } from '../plan-facts';
import type { Judgement } from '../rule';

const HARM = {
  severity: 'danger',
  why: 'An older Kafka may not read what a newer one has written, neither its records nor the cluster’s metadata: brokers fail to start, or to understand each other. Once the protocol has been raised there is no way back.',
  remedy:
    'Stay on the newer release. Going back is possible only as long as the protocol version is still the old one.',
} as const;

const older: Harm = ({ before, after }) =>
  typeof before === 'string' &&
  typeof after === 'string' &&
  isLower({ before: releaseIn(before), after: releaseIn(after) });

/** `3.9.0-debian-12` of an image `bitnami/kafka:3.9.0-debian-12`. */
function releaseIn(image: string): string {
  return image.replace(/^.*:/, '').replace(/^v(?=\d)/, '');
}

/** Kafka that becomes older. */
export const kafkaDowngrade = attributeRule(
  {
    id: 'kafka-downgrade',
    title: 'Kafka’s binaries, its protocol or its message format become older',
    judge: hostsDowngraded,
    // Of clusters that others run, or an operator.
    harm: older,
    what: 'Downgrades',
    ...HARM,
  },
  [
    {
      types: '*kafka* *_msk_cluster *redpanda*',
      attributes: `
        kafka_version kafka_user_config.kafka_version engine_version redpanda_version version
        config.version spec.kafka.version spec.kafka.metadata_version spec.version
      `,
    },
    {
      types: 'kubernetes_stateful_set',
      attributes: 'spec.template.spec.container.image',
      severity: 'care',
      ofBrokers: 'danger',
    },
  ],
);

function hostsDowngraded(facts: PlanFacts): readonly Judgement[] {
  const lowered = hostReleases(facts).flatMap((release) =>
    (['binaries', 'protocol', 'messageFormat'] as const)
      .filter((part) => isLower(release[part]))
      .map((part) => ({ release, what: say`${NAMES[part]} ${describeRelease(release, part)}` })),
  );
  return [...groupBy(lowered, ({ what }) => what)].map(([what, group]) => ({
    ...HARM,
    inShort: say`downgrades Kafka`,
    what: say`Downgrades ${nameHosts(group.map(({ release }) => release.host))}: ${what}.`,
    addresses: group.flatMap(({ release }) => release.addresses),
  }));
}

const NAMES = {
  binaries: 'Kafka',
  protocol: 'inter.broker.protocol.version',
  messageFormat: 'log.message.format.version',
} as const;

function isLower({ before, after }: Sides): boolean {
  return before !== undefined && after !== undefined && compareReleases(after, before) < 0;
}
