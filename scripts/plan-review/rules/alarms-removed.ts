import { goesWithHost } from '../evidence/gone-hosts';
import { listSome } from '../list-some';
import type { ResourceChange } from '../plan';
import { resourcesOf } from '../evidence/resources-of';
import type { Judgement, Rule } from '../rule';
import { textsOf } from '../values';

/** Alarms that nobody hears any more. */
export const alarmsRemoved: Rule = {
  id: 'alarms-removed',
  title: 'An alarm is removed, or no longer tells anybody',
  judge: (facts) => {
    const isForHost = goesWithHost(facts);
    const alarms = resourcesOf(
      facts,
      'aws_cloudwatch_metric_alarm',
      'aws_cloudwatch_composite_alarm',
    );
    const removed = alarms.filter((alarm) => alarm.change === 'delete' && !isForHost(alarm));
    const silenced = alarms.filter(isSilenced);
    return [
      ...(removed.length > 0 ? [judgement(removed, 'Removes')] : []),
      ...(silenced.length > 0 ? [judgement(silenced, 'Silences')] : []),
    ];
  },
};

function isSilenced({ before, after, change }: ResourceChange): boolean {
  if (change !== 'update') return false;
  const isOff = before?.actions_enabled === true && after?.actions_enabled === false;
  const tellsNobody =
    textsOf(before, 'alarm_actions').length > 0 &&
    Array.isArray(after?.alarm_actions) &&
    after.alarm_actions.length === 0;
  return isOff || tellsNobody;
}

function judgement(alarms: readonly ResourceChange[], verb: string): Judgement {
  const addresses = alarms.map(({ address }) => address);
  return {
    severity: 'care',
    what: `${verb} ${alarms.length === 1 ? 'an alarm' : `${alarms.length} alarms`}: ${listSome(addresses)}.`,
    why: 'A host that fails or a disk that fills up is then found by those who use the cluster.',
    remedy: 'Keep an alarm for it, or see that another one tells the same.',
    addresses,
  };
}
