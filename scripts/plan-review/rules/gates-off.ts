import { joinSaid, say, type Sayable } from '../../masking/say';
import { RUN_PROGRAM } from '../../../cluster/program';
import { isChanged, isLost } from '../../terraform-plan/values';
import type { ResourceChange } from '../../terraform-plan/plan';
import { isMarkerMissed, verifiedMarkers } from '../facts/deploy/verified-marker';
import { distinct } from '../lists';
import type { ClusterFacts, DeployStep } from '../plan-facts';
import type { Rule } from '../rule';
import { tell } from '../tell';

/** Steps of a deploy that protect a standing cluster, and go. */
export const gatesOff: Rule = {
  id: 'gates-off',
  title: 'Gates, converge or verify of a standing cluster are turned off',
  judge: (facts) =>
    facts.clusters.filter(isStanding).flatMap((cluster) => {
      const off = stepsOff(cluster);
      const hollow = cluster.steps.filter(({ state }) => state === 'hollow');
      const all = verifiedMarkers(cluster, facts);
      const markers = isMarkerMissed(cluster, facts) ? all : all.filter(isMarkerLost);
      return [
        ...tell(off, {
          severity: 'care',
          what: say`Turns off ${namesOf(off)} of the deploy.`,
          why: 'Gates stop a deploy when a host doesn’t come back well, converge brings changed files to the processes, and verify proves that the cluster works. Without them a deploy goes on over a broken host, and calls itself done.',
          remedy: `Leave them on, or run \`${RUN_PROGRAM} gate\`, \`converge\` and \`smoke\` as steps of the pipeline in their place.`,
        }),
        ...tell(hollow, {
          severity: 'care',
          what: say`The ${namesOf(hollow)} of the deploy have their names, but not the command that does their work.`,
          why: 'A step that runs something else, that forgives a failure, or that takes every deploy for the first one protects nothing: the deploy goes on over a broken host.',
          remedy: `Let the steps run \`${RUN_PROGRAM} gate\`, \`converge\` and \`smoke\`, as the construct writes them.`,
        }),
        ...tell(off.some(isGate) ? [] : markers, {
          severity: 'danger',
          what: say`The mark that the cluster was once found whole goes, or isn’t where gates look for it.`,
          why: 'Gates then take the next deploy for the first one and wait for no host’s health.',
          remedy: 'Keep the object `<cluster>/verified`; a deploy that ends well writes it again.',
        }),
      ];
    }),
};

function isStanding({ hosts }: ClusterFacts): boolean {
  return hosts.some(({ fate }) => fate !== 'added' && fate !== 'removed');
}

function isGate({ kind }: DeployStep): boolean {
  return kind.startsWith('gate');
}

function isMarkerLost(marker: ResourceChange): boolean {
  const isElsewhere = isChanged(marker, 'key') || isChanged(marker, 'bucket');
  return isLost(marker) || (marker.change === 'update' && isElsewhere);
}

/** A gate behind a host that goes, goes with it. */
function stepsOff({ steps, hosts }: ClusterFacts): readonly DeployStep[] {
  const isLeft = (kind: DeployStep['kind']) =>
    steps.some((step) => step.kind === kind && step.state !== 'absent');
  const isRemoving = hosts.some(({ fate }) => fate === 'removed');
  return steps.filter(({ kind, state }) => state === 'absent' && !(isRemoving && isLeft(kind)));
}

function namesOf(steps: readonly DeployStep[]): Sayable {
  const names: readonly (typeof NAMES)[DeployStep['kind']][] = distinct(
    steps.map(({ kind }) => NAMES[kind]),
  );
  return joinSaid(names);
}

const NAMES = {
  'gate-before': 'gates',
  'gate-after': 'gates',
  converge: 'converge',
  verify: 'verify',
  leaving: 'guard of brokers that leave',
  release: 'question for a way to the release',
} as const;
