import { judgeAnswers } from '../../health/cluster/judge-answers';
import { judgeRegistration } from '../../health/cluster/judge-registration';
import { judgeSettings } from '../../health/cluster/judge-settings';
import { stateCheck } from '../state-check';

/** What each broker says that it runs with, and where each value came from. */
export const settingsEffective = stateCheck({
  id: 'settings-effective',
  title: 'Every broker runs with its server.properties, and nothing in ZooKeeper overrides it',
  judges: [judgeRegistration, judgeAnswers, judgeSettings],
  seen: ({ settings }) =>
    `${[...settings.values()].map(({ length }) => length).join(' + ')} settings read back`,
});
