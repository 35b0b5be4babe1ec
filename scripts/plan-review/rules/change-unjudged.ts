import { say, type Sayable } from '../../masking/say';
import { quotePath } from '../../terraform-plan/quote';
import { carriesBrokers } from '../facts/hosts/carries-brokers';
import { changedPaths } from '../facts/resources/changed-paths';
import { standsAlone } from '../facts/resources/stands-alone';
import { isStart } from '../facts/volumes/attachments';
import { isHarmless } from '../kinds/harmless-attributes';
import { kindOf } from '../kinds/kind-of';
import { distinct, groupBy, listSome } from '../lists';
import type { PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';
import { tell } from '../tell';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Understanding } from './understanding';

/** What the other rules don't understand, and the table of kinds doesn't call harmless. */
export const changeUnjudged = (others: Understanding): Rule => ({
  id: 'change-unjudged',
  title: 'A resource comes or changes in a way that no rule understands',
  judge: (facts) => {
    const unjudged = facts.plan.changes
      .filter(({ mode, type }) => mode === 'managed' && kindOf(type) !== 'nothing')
      .map((resource) => ({ resource, puzzle: puzzleOf(resource, others, facts) }))
      .filter(({ puzzle }) => puzzle !== undefined);
    const alike = groupBy(unjudged, ({ resource, puzzle }) => `${resource.type} ${puzzle}`);
    return [...alike.values()].flatMap((group) =>
      judgement(
        group.map(({ resource }) => resource),
        group[0]!.puzzle!,
      ),
    );
  },
});

/** What nobody understands: that it comes, or the attributes that change. */
function puzzleOf(
  resource: ResourceChange,
  others: Understanding,
  facts: PlanFacts,
): Sayable | undefined {
  const { type, change, after } = resource;
  // To start what stands still harms nobody; what stops it, others judge.
  const isStarting = type === 'aws_ec2_instance_state' && isStart(after);
  if (change === 'create') {
    if (isStarting) return undefined;
    if (kindOf(type) === undefined) return others.knows(type, 'created') ? undefined : UNLISTED;
    return others.knows(type, 'created') || standsAlone(resource, facts) ? undefined : REACHING;
  }
  if (change !== 'update') return undefined;
  const paths = changedPaths(resource)
    .filter(({ path, isUnknown }) => !isHarmless(type, path, isUnknown))
    .filter(({ path }) => !(IMAGE.test(path) && isStateless(resource)))
    .filter(({ path }) => !(isStarting && path === 'state'))
    .map(({ path }) => path)
    .filter((path) => !others.reads(type, path));
  const shown = distinct(paths.map((path) => quotePath(resource, path.split('.'))));
  return shown.length === 0 ? undefined : listSome(shown);
}

const IMAGE = /(^|\.)image$/;

/** A deployment holds nothing, and replaces its pods one after another. */
function isStateless(resource: ResourceChange): boolean {
  return /^kubernetes_deployment(_v\d+)?$/.test(resource.type) && !carriesBrokers(resource);
}

const UNLISTED = say`that it comes`;
const REACHING = say`what it does to what stands`;

function judgement(resources: readonly ResourceChange[], puzzle: Sayable): readonly Judgement[] {
  const named = listSome(resources.map(({ address }) => address));
  const isNew = resources[0]!.change === 'create';
  return tell(resources, {
    severity: 'care',
    what: isNew ? say`Makes ${named}.` : say`Changes ${puzzle} of ${named}.`,
    why:
      puzzle === REACHING
        ? 'It works on something that stands already: hosts, their clients or data may hang on that. No rule knows what it does to them.'
        : `No rule knows ${isNew ? 'what such a thing does to' : 'what this change does to'} hosts, their clients or data that may hang on it.`,
    remedy: 'Read this change in terraform’s own output.',
  });
}
