import { say, unmarked } from '../../masking/say';
import { attributeRule } from '../attributes/attribute-rule';
import { changed, takenAway } from '../attributes/harms';
import { goesWithHost } from '../facts/hosts/gone-hosts';
import { resourcesOf } from '../facts/resources/resources-by-type';
import { listSome, words } from '../lists';
import { tell } from '../tell';

const ALARMS = 'aws_cloudwatch_metric_alarm aws_cloudwatch_composite_alarm';

const UNHEARD = {
  severity: 'care',
  why: 'A host that fails or a disk that fills up is then found by those who use the cluster.',
  remedy: 'Keep an alarm for it, or see that another one tells the same.',
} as const;

/** Alarms that nobody hears any more. */
export const alarmsRemoved = attributeRule(
  {
    id: 'alarms-removed',
    title: 'An alarm is removed, fires otherwise, or no longer tells those whom it told',
    reads: [
      { types: ALARMS, and: ['lost'] },
      { types: 'aws_sns_topic_subscription', and: ['created'] },
    ],
    judge: (facts) => {
      const isForHost = goesWithHost(facts);
      const removed = resourcesOf(facts, ...words(ALARMS)).filter(
        (alarm) => alarm.change === 'delete' && !isForHost(alarm),
      );
      const named = listSome(removed.map(({ address }) => address));
      const several = say`${unmarked(removed.length)} alarms`;
      const what = say`Removes ${removed.length === 1 ? 'an alarm' : several}: ${named}.`;
      return tell(removed, { ...UNHEARD, what });
    },
    ...UNHEARD,
  },
  [
    {
      types: ALARMS,
      attributes: 'actions_enabled alarm_actions',
      harm: takenAway,
      what: 'Silences',
    },
    {
      types: ALARMS,
      attributes: `
        alarm_rule comparison_operator datapoints_to_alarm evaluation_periods metric_name
        metric_query namespace period statistic threshold treat_missing_data
      `,
      harm: changed,
      what: 'Changes when it tells of something:',
    },
    {
      types: `${ALARMS} aws_sns_topic_subscription`,
      attributes: 'actions_enabled alarm_actions endpoint topic_arn filter_policy',
      harm: (change) => changed(change) && !takenAway(change),
      what: 'Changes whom it tells:',
    },
    {
      types: ALARMS,
      attributes: 'dimensions',
      // Of a host that is made anew, the alarm's instance is known only later: it follows it.
      harm: (change) => !change.isUnknown && changed(change),
      what: 'Changes what is watched by',
    },
  ],
);
