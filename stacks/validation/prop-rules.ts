import type { Problem } from '../../cluster/errors';
import { productionSite } from '../../cluster/production-site';
import { resolveSpec } from '../../cluster/resolve-spec';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { layOut, type Topology } from '../../cluster/topology';
import type { KafkaClusterProps, ResolvedProps } from '../kafka-cluster-props';
import { addressProblems } from './address-rules';
import { bucketPolicyProblems } from './bucket-policy-rules';
import { deployerProblems } from './deployer-rules';
import { hostProblems } from './host-rules';
import { nameProblems } from './name-rules';
import { networkProblems } from './network-rules';
import { regionProblems } from './region-rules';

/** What must hold between props, and between them and the hosts of a sound spec. */
export interface PropRule {
  /** It is asked only where each of these is sound by itself. */
  readonly reads: readonly (keyof KafkaClusterProps)[];
  readonly problems: (props: ResolvedProps, cluster: Topology) => readonly Problem[];
}

export const PROP_RULES: readonly PropRule[] = [
  { reads: ['network'], problems: ({ network }, { hosts }) => networkProblems(network, hosts) },
  {
    reads: ['addresses', 'network'],
    problems: ({ addresses, network }, { hosts }) => addressProblems(addresses, network, hosts),
  },
  { reads: ['image', 'placement'], problems: (props, { hosts }) => hostProblems(props, hosts) },
  {
    reads: ['deployers', 'iam'],
    problems: (props, { hosts }) => [
      ...deployerProblems(props.deployers),
      ...bucketPolicyProblems(props, hosts),
    ],
  },
  { reads: [], problems: ({ spec }) => nameProblems(spec.clusterName) },
  {
    reads: ['network', 'kmsKeyArn', 'alarms', 'hostPolicyArns'],
    problems: (props) => regionProblems(props),
  },
];

/** The hosts of a sound spec, as AWS runs them. */
export function laidOut(spec: KafkaClusterSpec): Topology {
  const resolved = resolveSpec(spec);
  return layOut(resolved, productionSite(resolved));
}
