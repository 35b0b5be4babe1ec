import { say, unmarked, type Sayable } from '../../masking/say';
import { goesWithHost } from '../facts/hosts/gone-hosts';
import { listSome, words } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import { resourcesOf } from '../facts/resources/resources-by-type';
import type { Judgement, Rule } from '../rule';
import { isChanged, isUnknown, textsOf } from '../../terraform-plan/values';

/** What says when an alarm fires, and whom it tells. */
const JUDGING = words(`
  actions_enabled alarm_actions alarm_rule comparison_operator datapoints_to_alarm
  evaluation_periods metric_name metric_query namespace period statistic threshold
  treat_missing_data
`);

/** Alarms that nobody hears any more. */
export const alarmsRemoved: Rule = {
  id: 'alarms-removed',
  title: 'An alarm is removed, fires otherwise, or no longer tells those whom it told',
  reads: [
    {
      types: 'aws_cloudwatch_metric_alarm aws_cloudwatch_composite_alarm',
      attributes: [...JUDGING, 'dimensions'],
      and: ['lost'],
    },
    {
      types: 'aws_sns_topic_subscription',
      attributes: 'endpoint topic_arn filter_policy',
      and: ['created'],
    },
  ],
  judge: (facts) => {
    const isForHost = goesWithHost(facts);
    const alarms = resourcesOf(
      facts,
      'aws_cloudwatch_metric_alarm',
      'aws_cloudwatch_composite_alarm',
    );
    const removed = alarms.filter((alarm) => alarm.change === 'delete' && !isForHost(alarm));
    const silenced = alarms.filter(isSilenced);
    const subscriptions = resourcesOf(facts, 'aws_sns_topic_subscription');
    const others = [
      ...alarms.filter(
        (alarm) => !isSilenced(alarm) && (changesIn(alarm, JUDGING) || watchesOther(alarm)),
      ),
      ...subscriptions.filter((each) =>
        changesIn(each, ['endpoint', 'topic_arn', 'filter_policy']),
      ),
    ];
    return [
      ...(others.length > 0 ? [judgement(others, say`Changes when or whom it tells of`)] : []),
      ...(removed.length > 0 ? [judgement(removed, say`Removes`)] : []),
      ...(silenced.length > 0 ? [judgement(silenced, say`Silences`)] : []),
    ];
  },
};

function changesIn(resource: ResourceChange, keys: readonly string[]): boolean {
  return resource.change === 'update' && keys.some((key) => isChanged(resource, key));
}

/** Of a host that is made anew, the alarm's instance is known only later: it follows it. */
function watchesOther(alarm: ResourceChange): boolean {
  return changesIn(alarm, ['dimensions']) && !isUnknown(alarm, 'dimensions');
}

function isSilenced({ before, after, change }: ResourceChange): boolean {
  if (change !== 'update') return false;
  const isOff = before?.actions_enabled === true && after?.actions_enabled === false;
  const tellsNobody =
    textsOf(before, 'alarm_actions').length > 0 &&
    Array.isArray(after?.alarm_actions) &&
    after.alarm_actions.length === 0;
  return isOff || tellsNobody;
}

function judgement(alarms: readonly ResourceChange[], verb: Sayable): Judgement {
  const addresses = alarms.map(({ address }) => address);
  return {
    severity: 'care',
    what: say`${verb} ${alarms.length === 1 ? 'an alarm' : say`${unmarked(alarms.length)} alarms`}: ${listSome(addresses)}.`,
    why: 'A host that fails or a disk that fills up is then found by those who use the cluster.',
    remedy: 'Keep an alarm for it, or see that another one tells the same.',
    addresses,
  };
}
