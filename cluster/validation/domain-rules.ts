import type { Problem } from '../errors';
import type { KafkaClusterSpec } from '../spec';

/**
 * Domains whose names others answer: this machine, mDNS, EC2's own resolver. A zone of the
 * cluster's own would hide them, or be hidden.
 * @see https://www.rfc-editor.org/rfc/rfc6761
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
 */
const TAKEN = [
  'localhost',
  'local',
  'internal',
  'ec2.internal',
  'compute.internal',
  'amazonaws.com',
];
const TAKEN_WITH_PARTS = [
  'localhost',
  'local',
  'ec2.internal',
  'compute.internal',
  'amazonaws.com',
];

/** Hosts can be called by names in it, and nobody else is. */
export function domainFree({ domain }: KafkaClusterSpec): readonly Problem[] {
  if (domain === undefined) return [];
  const remedy = "Choose one such as 'logs.internal'";
  const last = domain.split('.').at(-1)!;
  if (/^\d+$/.test(last)) {
    return [
      {
        path: 'domain',
        rule: 'end with a part that is no number, as an address does',
        value: domain,
        remedy,
      },
    ];
  }
  const within = TAKEN_WITH_PARTS.find((taken) => domain.endsWith(`.${taken}`));
  const taken = TAKEN.includes(domain) ? domain : within;
  if (taken === undefined) return [];
  return [
    {
      path: 'domain',
      rule: `lie outside of ${taken}, whose names others give out`,
      value: domain,
      remedy,
    },
  ];
}
