import { say, unmarked, type Sayable } from '../../masking/say';
import { goesWithHost } from '../facts/hosts/gone-hosts';
import { carriesBrokers } from '../facts/hosts/carries-brokers';
import { kindOf } from '../kinds/kind-of';
import { LOSSES, UNKNOWN_LOSS } from '../kinds/losses';
import { groupBy, listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { tell } from '../tell';
import { isLost } from '../../terraform-plan/values';
import type { Understanding } from './understanding';

/** Stores of data that go. */
export const dataStoreLost = (others: Understanding): Rule => ({
  id: 'data-store-lost',
  title:
    'A bucket, a database, a topic, a snapshot or another store of data is deleted or replaced',
  isAboutData: true,
  judge: ({ plan }) => losses(plan.changes.filter((each) => isStore(each) && isTold(each, others))),
});

/** What else goes, of which no other rule knows what that means. */
export const resourceLost = (others: Understanding): Rule => ({
  id: 'resource-lost',
  title: 'A resource whose loss no other rule judges is deleted or replaced',
  judge: (facts) => {
    const isForHost = goesWithHost(facts);
    return losses(
      facts.plan.changes.filter(
        (each) =>
          !isStore(each) &&
          kindOf(each.type) !== 'nothing' &&
          isTold(each, others) &&
          !isForHost(each),
      ),
    );
  },
});

function isStore({ type }: ResourceChange): boolean {
  return kindOf(type) === 'data';
}

function isTold(resource: ResourceChange, others: Understanding): boolean {
  const { mode, type } = resource;
  return (
    mode === 'managed' && isLost(resource) && (!others.knows(type, 'lost') || isLeftover(resource))
  );
}

/** What an earlier replacement left behind is no host any more, but it may be something. */
function isLeftover({ deposed, type }: ResourceChange): boolean {
  return deposed !== undefined && kindOf(type) === 'hosts';
}

function losses(lost: readonly ResourceChange[]): readonly Judgement[] {
  const alike = groupBy(lost, (each) =>
    [kindOf(each.type), each.change, carriesBrokers(each)].join(' '),
  );
  return [...alike.values()].flatMap(judgement);
}

function judgement(lost: readonly ResourceChange[]): readonly Judgement[] {
  const [first] = lost as readonly [ResourceChange];
  const kind = kindOf(first.type);
  const loss = kind === undefined || kind === 'nothing' ? UNKNOWN_LOSS : LOSSES[kind];
  const isOfBrokers = kind === 'hosts' && carriesBrokers(first);
  const isDeleted = first.change === 'delete';
  return tell(lost, {
    severity: isOfBrokers ? 'danger' : loss.severity,
    isFinal: loss.isFinal,
    what: say`${isDeleted ? 'Deletes' : 'Replaces'} ${named(lost)}.`,
    why: `${isDeleted ? loss.why : loss.whyReplaced}${isOfBrokers ? ' By its name it carries Kafka or ZooKeeper.' : ''}`,
    remedy: loss.remedy,
  });
}

/** `aws_route.a`, `2 × aws_route (aws_route.a, aws_route.b)` or `2 × aws_route, aws_eip`. */
function named(lost: readonly ResourceChange[]): Sayable {
  if (lost.length === 1) return lost[0]!.address;
  const types = [...groupBy(lost, ({ type }) => type)].map(([type, { length }]) =>
    length === 1 ? type : say`${unmarked(length)} × ${type}`,
  );
  const addresses = lost.map(({ address }) => address);
  return types.length === 1 ? say`${types[0]!} (${listSome(addresses)})` : listSome(types, 12);
}
