import type { ClusterFacts, DeployStep } from '../plan-facts';
import type { Judgement, Rule } from '../rule';
import { isLost, textOf } from '../values';

const NAMES: Readonly<Record<DeployStep['kind'], string>> = {
  'gate-before': 'gates',
  'gate-after': 'gates',
  converge: 'converge',
  verify: 'verify',
};

/** Steps of a deploy that protect a standing cluster, and go. */
export const gatesOff: Rule = {
  id: 'gates-off',
  title: 'Gates, converge or verify of a standing cluster are turned off',
  judge: (facts) =>
    facts.clusters.flatMap((cluster) => {
      const stays = cluster.hosts.some(({ fate }) => fate !== 'added' && fate !== 'removed');
      if (!stays) return [];
      const markers = (facts.resources.get('aws_s3_object') ?? []).filter(
        (object) => textOf(object.before, 'key') === `${cluster.name}/verified` && isLost(object),
      );
      const off = stepsOff(cluster);
      return [
        ...(off.length > 0 ? [turnedOff(off)] : []),
        ...(markers.length > 0 && !off.some(({ kind }) => kind.startsWith('gate'))
          ? [unverified(markers.map(({ address }) => address))]
          : []),
      ];
    }),
};

/** A gate behind a host that goes, goes with it. */
function stepsOff({ steps, hosts }: ClusterFacts): readonly DeployStep[] {
  const isLeft = (kind: DeployStep['kind']) =>
    steps.some((step) => step.kind === kind && step.state !== 'absent');
  const removedHosts = hosts.filter(({ fate }) => fate === 'removed').length;
  return steps.filter(
    ({ kind, state }) => state === 'absent' && !(removedHosts > 0 && isLeft(kind)),
  );
}

function turnedOff(steps: readonly DeployStep[]): Judgement {
  const names = [...new Set(steps.map(({ kind }) => NAMES[kind]))].join(', ');
  return {
    severity: 'care',
    what: `Turns off ${names} of the deploy.`,
    why: 'Gates stop a deploy when a host doesn’t come back well, converge brings changed files to the processes, and verify proves that the cluster works. Without them a deploy goes on over a broken host, and calls itself done.',
    remedy:
      'Leave them on, or run `cdktf-kafka gate`, `converge` and `smoke` as steps of the pipeline in their place.',
    addresses: steps.map(({ address }) => address),
  };
}

function unverified(addresses: readonly string[]): Judgement {
  return {
    severity: 'danger',
    what: 'Takes away the mark that the cluster was once found whole.',
    why: 'Gates then take the next deploy for the first one and wait for no host’s health.',
    remedy: 'Keep the object `<cluster>/verified`; a deploy that ends well writes it again.',
    addresses,
  };
}
