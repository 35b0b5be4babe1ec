import { configurationAddress } from '../../../terraform-plan/configuration-address';
import type { Plan, Provisioner, ResourceChange } from '../../../terraform-plan/plan';
import type { ClusterFacts, DeployStep } from '../../plan-facts';

/** A step of ours by the name that its construct gives it: `<cluster's id>_Deploy_<step>_<digest>`. */
const STEP = /^(.*?)_?Deploy_(Release|GateBefore|GateAfter-.+|Converge|Verify|Leaving)_[\dA-F]{8}$/;

/** A step, with the id of its cluster's construct. */
export interface OwnedStep extends DeployStep {
  readonly owner: string;
}

/** The steps of deploys among the resources of a plan. */
export function deploySteps(
  resources: readonly ResourceChange[],
  plan: Plan,
): readonly OwnedStep[] {
  return resources.flatMap((resource) => {
    const [, owner, step] = STEP.exec(resource.name) ?? [];
    if (step === undefined || resource.deposed !== undefined) return [];
    const kind = kindOf(step);
    // What asks at the end of a host does its work where it goes.
    const works = resource.after !== undefined || kind === 'leaving';
    const isHollow = works && !doesItsWork(kind, resource, plan);
    const stands = isHollow ? 'hollow' : state(resource);
    return { owner: owner!, kind, address: resource.address, state: stands };
  });
}

const COMMANDS: Readonly<Record<DeployStep['kind'], string>> = {
  'gate-before': 'gate --before',
  'gate-after': 'gate --after',
  converge: 'converge',
  verify: 'smoke',
  leaving: 'gate --leaving',
  release: 'gate --release',
};

/** A name is a promise; what the step runs is what counts. */
function doesItsWork(kind: DeployStep['kind'], { address }: ResourceChange, plan: Plan): boolean {
  const all = plan.provisioners.get(configurationAddress(address)) ?? [];
  return all.some((provisioner) => runs(COMMANDS[kind], provisioner));
}

/**
 * A command as stacks/deploy-steps.ts writes it, with nothing behind it that would forgive a failure.
 * What calls the tools may be any program, but none that does nothing.
 */
const COMMAND =
  /^printf %s "\$CDKTF_KAFKA_INVENTORY" \| (?!(?:true|false|:|echo|printf|exit|cat|test)\s)([^;&|#\n]+?) ((?:gate --(?:before|after|leaving|release)|converge|smoke)(?= |\$\{).*) --inventory -$/;

function runs(step: string, { type, command, when, mayBeSkipped }: Provisioner): boolean {
  const [, , given] = COMMAND.exec(command ?? '') ?? [];
  // At the end of its host is just when that one is asked.
  const isIdle = step === COMMANDS.leaving ? when === 'create' : mayBeSkipped;
  if (type !== 'local-exec' || isIdle || given === undefined) return false;
  // What is asked of the marker is for another to judge; said for good, it lets everything pass.
  const said = given.replace(/\$\{.*\}/, '').replace('"$CDKTF_KAFKA_LEAVING"', 'HOST');
  return new RegExp(`^${step}(?: [\\w.-]+)?$`).test(said) && !said.includes('--first-deploy');
}

/** Whether the plan brings changed files to the processes of a cluster, instead of leaving it to someone. */
export function isConverged({ steps }: Pick<ClusterFacts, 'steps'>): boolean {
  return steps.some(({ kind, state }) => kind === 'converge' && state === 'runs');
}

function kindOf(step: string): DeployStep['kind'] {
  if (step.startsWith('GateAfter')) return 'gate-after';
  if (step === 'GateBefore') return 'gate-before';
  if (step === 'Leaving') return 'leaving';
  if (step === 'Release') return 'release';
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
