import { statSync } from 'node:fs';
import type { Problem } from '../cluster/errors';
import { productionSite } from '../cluster/production-site';
import { RUN_PROGRAM } from '../cluster/program';
import { resolveSpec } from '../cluster/resolve-spec';
import { layOut } from '../cluster/topology';
import { validateSpec, type SpecVerdict } from '../cluster/validate-spec';
import type { ResolvedProps } from './kafka-cluster-props';
import { addressProblems } from './validation/address-rules';
import { bucketPolicyProblems } from './validation/bucket-policy-rules';
import { deployerProblems } from './validation/deployer-rules';
import { hostProblems } from './validation/host-rules';
import { nameProblems } from './validation/name-rules';
import { networkProblems } from './validation/network-rules';

/**
 * All that is wrong with a cluster on AWS: with its spec, and, where that is sound, with what is
 * asked of AWS for it.
 */
export function validateProps(props: ResolvedProps): SpecVerdict {
  const { problems, warnings } = validateSpec(props.spec);
  return {
    problems: [
      ...problems,
      ...archiveProblems(props.kafkaArchive),
      ...deployerProblems(props.deployers),
      ...(problems.length === 0 ? placeProblems(props) : []),
    ],
    warnings,
  };
}

function placeProblems(props: ResolvedProps): readonly Problem[] {
  const spec = resolveSpec(props.spec);
  const { hosts } = layOut(spec, productionSite(spec));
  const racks = [...new Set(hosts.map(({ rack }) => rack))];
  return [
    ...networkProblems(props.network, racks),
    ...addressProblems(props.addresses, props.network, hosts),
    ...hostProblems(props, hosts),
    ...bucketPolicyProblems(props, hosts),
    ...nameProblems(props.spec.clusterName),
  ];
}

function archiveProblems(file: string | undefined): readonly Problem[] {
  if (file === undefined || statSync(file, { throwIfNoEntry: false })?.isFile()) return [];
  return [
    {
      path: 'kafkaArchive',
      rule: "be a file: Kafka's archive",
      value: file,
      remedy: `Make it with \`${RUN_PROGRAM} distribution --out ${file}\`, or leave it out and it is made by itself`,
    },
  ];
}
