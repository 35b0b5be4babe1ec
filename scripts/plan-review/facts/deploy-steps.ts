import type { ResourceChange } from '../plan';
import type { ClusterFacts, DeployStep } from '../plan-facts';

/** A step of ours by the name that its construct gives it: `<cluster's id>_Deploy_<step>_<digest>`. */
const STEP = /^(.*?)_?Deploy_(GateBefore|GateAfter-.+|Converge|Verify)_[\dA-F]{8}$/;

/** A step, with the id of its cluster's construct. */
export interface OwnedStep extends DeployStep {
  readonly owner: string;
}

/** The steps of deploys among the resources of a plan. */
export function deploySteps(resources: readonly ResourceChange[]): readonly OwnedStep[] {
  return resources.flatMap((resource) => {
    const [, owner, step] = STEP.exec(resource.name) ?? [];
    if (step === undefined || resource.deposed !== undefined) return [];
    return { owner: owner!, kind: kindOf(step), address: resource.address, state: state(resource) };
  });
}

/** Whether the plan brings changed files to the processes of a cluster, instead of leaving it to someone. */
export function isConverged({ steps }: Pick<ClusterFacts, 'steps'>): boolean {
  return steps.some(({ kind, state }) => kind === 'converge' && state === 'runs');
}

function kindOf(step: string): DeployStep['kind'] {
  if (step.startsWith('GateAfter')) return 'gate-after';
  if (step === 'GateBefore') return 'gate-before';
  return step === 'Converge' ? 'converge' : 'verify';
}

function state({ change }: ResourceChange): DeployStep['state'] {
  switch (change) {
    case 'create':
    case 'replace':
      return 'runs';
    case 'delete':
    case 'forget':
      return 'absent';
    case 'none':
    case 'read':
    case 'update':
    case 'unknown':
      return 'idle';
  }
}
