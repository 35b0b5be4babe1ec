import { formatProblem } from '../../../../cluster/errors';
import { zookeeperSettingRules } from '../../../../cluster/validation/settings/zookeeper-setting-rules';
import { unsoundSpec } from '../../../support/spec-builder';

const SESSION = 'zookeeper.session.timeout.ms';

const problemsOf = (zookeeperSettings: object, brokerSettings: unknown = {}) =>
  zookeeperSettingRules(unsoundSpec({ zookeeperSettings, brokerSettings })).map(formatProblem);

describe('the session of the brokers', () => {
  it.each([
    [{}, undefined],
    [{}, 1_000],
    [{}, 40_000],
    [{ tickTime: 2_000 }, undefined],
    [{ tickTime: 2_000 }, 4_000],
    [{ tickTime: 2_000 }, 40_000],
    [{ maxSessionTimeout: 90_000 }, 90_000],
    [{ minSessionTimeout: 900 }, 900],
    [{ minSessionTimeout: 7_000 }, undefined],
  ])('under %j may be %p ms', (zookeeperSettings, session) => {
    expect(problemsOf(zookeeperSettings, { [SESSION]: session })).toEqual([]);
  });

  it.each([
    [{}, 999],
    [{}, 40_001],
    [{ tickTime: 2_000 }, 3_999],
    [{ tickTime: 20_001 }, undefined],
    [{ maxSessionTimeout: 6_999 }, undefined],
    [{ minSessionTimeout: 7_001 }, undefined],
  ])('under %j may not be %p ms, which ZooKeeper would change', (zookeeperSettings, session) => {
    expect(problemsOf(zookeeperSettings, { [SESSION]: session })).toHaveLength(1);
  });

  it('is told where the spec sets it', () => {
    expect(problemsOf({}, { [SESSION]: 60_000 })).toEqual([
      "brokerSettings['zookeeper.session.timeout.ms']: must be from 1,000 to 40,000, between which " +
        'ZooKeeper would change it without a word, got 60000. ' +
        'Change it, or zookeeperSettings minSessionTimeout, maxSessionTimeout or tickTime.',
    ]);
  });

  it("is told at ZooKeeper's limit where it is this package's own", () => {
    expect(problemsOf({ minSessionTimeout: 15_000 })).toEqual([
      "zookeeperSettings['minSessionTimeout']: must allow the session of the brokers, 7,000 ms, " +
        "got 15000. Change it, or set brokerSettings['zookeeper.session.timeout.ms'].",
    ]);
  });

  it.each(['soon', -1, null, {}])(
    'says nothing more of %p, which is no session at all',
    (session) => {
      expect(problemsOf({}, { [SESSION]: session })).toEqual([]);
    },
  );

  it('says nothing where brokerSettings is no object', () => {
    expect(problemsOf({}, 'many')).toEqual([]);
  });
});

it('the shortest session may not be above the longest', () => {
  expect(problemsOf({ minSessionTimeout: 40_001 })).toEqual([
    "zookeeperSettings['minSessionTimeout']: must be at most 40,000 (maxSessionTimeout), or ZooKeeper " +
      'does not start, got 40001. Change it, or raise maxSessionTimeout.',
  ]);
});

it('the least interval of votes may not be above the greatest', () => {
  expect(problemsOf({ 'fastleader.maxNotificationInterval': 199 })).toHaveLength(1);
  expect(problemsOf({ 'fastleader.maxNotificationInterval': 200 })).toEqual([]);
});

describe('four-letter words', () => {
  const words = '4lw.commands.whitelist';

  it.each([['*'], ['srvr, mntr, ruok'], [['srvr', 'mntr', 'ruok', 'stat']]])('%j do', (given) => {
    expect(problemsOf({ [words]: given })).toEqual([]);
  });

  it('hold those that the checks ask', () => {
    expect(problemsOf({ [words]: 'srvr,stat' })).toEqual([
      "zookeeperSettings['4lw.commands.whitelist']: must hold srvr, mntr, ruok, which the checks of " +
        "this package ask, got 'srvr,stat'. Add mntr, ruok.",
    ]);
  });
});
