import { joinSaid, say, type Sayable } from '../../masking/say';
import { RUN_PROGRAM } from '../../../cluster/program';
import { distinct } from '../lists';
import type { ClusterFacts, DeployStep } from '../plan-facts';
import { isMarkerMissed, verifiedMarkers } from '../facts/deploy/verified-marker';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { isChanged, isLost } from '../../terraform-plan/values';

const NAMES = {
  'gate-before': 'gates',
  'gate-after': 'gates',
  converge: 'converge',
  verify: 'verify',
} as const satisfies Readonly<Record<DeployStep['kind'], string>>;

/** Steps of a deploy that protect a standing cluster, and go. */
export const gatesOff: Rule = {
  id: 'gates-off',
  title: 'Gates, converge or verify of a standing cluster are turned off',
  judge: (facts) =>
    facts.clusters.flatMap((cluster) => {
      const stays = cluster.hosts.some(({ fate }) => fate !== 'added' && fate !== 'removed');
      if (!stays) return [];
      const all = verifiedMarkers(cluster, facts);
      const markers = isMarkerMissed(cluster, facts) ? all : all.filter(isMarkerLost);
      const off = stepsOff(cluster);
      const hollow = cluster.steps.filter(({ state }) => state === 'hollow');
      return [
        ...(off.length > 0 ? [turnedOff(off)] : []),
        ...(hollow.length > 0 ? [hollowed(hollow)] : []),
        ...(markers.length > 0 && !off.some(({ kind }) => kind.startsWith('gate'))
          ? [unverified(markers.map(({ address }) => address))]
          : []),
      ];
    }),
};

function isMarkerLost(marker: ResourceChange): boolean {
  const isElsewhere = isChanged(marker, 'key') || isChanged(marker, 'bucket');
  return isLost(marker) || (marker.change === 'update' && isElsewhere);
}

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
  const names = namesOf(steps);
  return {
    severity: 'care',
    what: say`Turns off ${names} of the deploy.`,
    why: 'Gates stop a deploy when a host doesn’t come back well, converge brings changed files to the processes, and verify proves that the cluster works. Without them a deploy goes on over a broken host, and calls itself done.',
    remedy: `Leave them on, or run \`${RUN_PROGRAM} gate\`, \`converge\` and \`smoke\` as steps of the pipeline in their place.`,
    addresses: steps.map(({ address }) => address),
  };
}

function hollowed(steps: readonly DeployStep[]): Judgement {
  const names = namesOf(steps);
  return {
    severity: 'care',
    what: say`The ${names} of the deploy have their names, but not the command that does their work.`,
    why: 'A step that runs something else, that forgives a failure, or that takes every deploy for the first one protects nothing: the deploy goes on over a broken host.',
    remedy: `Let the steps run \`${RUN_PROGRAM} gate\`, \`converge\` and \`smoke\`, as the construct writes them.`,
    addresses: steps.map(({ address }) => address),
  };
}

function namesOf(steps: readonly DeployStep[]): Sayable {
  return joinSaid(distinct(steps.map(({ kind }) => NAMES[kind])));
}

function unverified(addresses: readonly string[]): Judgement {
  return {
    severity: 'danger',
    what: say`The mark that the cluster was once found whole goes, or isn’t where gates look for it.`,
    why: 'Gates then take the next deploy for the first one and wait for no host’s health.',
    remedy: 'Keep the object `<cluster>/verified`; a deploy that ends well writes it again.',
    addresses,
  };
}
