import type { Sayable } from '../../../masking/say';
import { configurationAddress } from '../../../terraform-plan/configuration-address';
import type { ResourceChange } from '../../../terraform-plan/plan';
import type { PlanFacts } from '../../plan-facts';
import { placesThatCome } from '../resources/places-that-come';
import type { CommandSource } from './command-source';
import { EFFECTS, type Effect, type EffectKind } from './effects';
import { judgeScript, stoppedTogether } from './judge-script';
import { provisionerSources } from './provisioner-sources';
import { resourceSources } from './resource-sources';

/** A command that the plan would run, and what it does that a reviewer must know. */
export interface RunCommand {
  readonly effect: EffectKind;
  readonly address: Sayable;
  /** What runs it, such as `local-exec`. */
  readonly by: string;
  /** As it is spelled; absent where the plan marks it sensitive. */
  readonly spelled?: string;
  readonly mayNotRun: boolean;
}

/** The commands that a plan would run and that a reviewer must know, in the plan's order. */
export function commandsRun(facts: PlanFacts): readonly RunCommand[] {
  const { plan } = facts;
  const steps = new Set(
    facts.clusters.flatMap(({ steps }) =>
      steps.filter(({ state }) => state !== 'hollow').map(({ address }) => address),
    ),
  );
  const isFresh = (resource: ResourceChange) => isOnFreshHost(resource, facts);
  const held = plan.changes
    .filter(({ change, mode }) =>
      mode === 'data' ? change === 'read' : /^(create|update|replace|unknown)$/.test(change),
    )
    .flatMap((resource) => resourceSources(resource, isFresh(resource), plan.mask));
  const runs = [...provisionerSources(plan, isFresh), ...held]
    .filter(({ address }) => !steps.has(address))
    .flatMap(runsOf);
  // Terraform runs what stops one host for many of them at the same time.
  return stoppedTogether(runs, ({ address }) => address);
}

function runsOf(source: CommandSource): readonly RunCommand[] {
  const { address, by, script = '', before = '', also = [], place, mayNotRun = false } = source;
  const old = new Set(judgeScript(before, place).map(({ spelled }) => spelled));
  const judged = judgeScript(script, place).filter(({ spelled }) => !old.has(spelled));
  return [...also, ...judged]
    .filter(({ effect }) => isTold(EFFECTS[effect], source))
    .map(({ effect, spelled }) => ({
      ...{ effect, address, by, mayNotRun },
      ...(!source.isMarked && { spelled }),
    }));
}

function isTold({ severity, staysOnHost }: Effect, { isFresh, isGravestOnly }: CommandSource) {
  return !(isFresh && staysOnHost) && !(isGravestOnly && severity !== 'danger');
}

const HOST =
  /instance|server|droplet|_vm$|virtual_machine|launch_(template|configuration)|scale_set|_domain$|_node/;

const hostPlaces = placesThatCome(({ type }) => HOST.test(type));

/** Whether a host that is only being made is all that a resource's commands run on. */
function isOnFreshHost({ type, change, address }: ResourceChange, { plan }: PlanFacts): boolean {
  if (change !== 'create') return false;
  if (HOST.test(type)) return true;
  const places = hostPlaces(plan);
  const needed = plan.dependencies.get(configurationAddress(address)) ?? [];
  const hosts = needed.filter((place) => places.has(place));
  return hosts.length > 0 && hosts.every((place) => places.get(place));
}
