import { settingText } from '../../cluster/settings/setting-lines';
import { validateZookeeperSettings } from '../../cluster/validation/settings/validate-settings';
import {
  ZOOKEEPER_SETTINGS,
  type KnownZookeeperSetting,
} from '../../cluster/settings/zookeeper-settings';
import { edgeCases } from '../support/edge-cases';
import { judge } from '../support/judges/settings-judge';
import { renderedZookeeperSettings } from '../support/rendered-settings';
import { unsoundSpec } from '../support/spec-builder';

const ROWS = Object.entries<KnownZookeeperSetting>(ZOOKEEPER_SETTINGS);
const CONFIG = 'server.quorum.QuorumPeerConfig';

describe('every edge of every setting, in the rendered zoo.cfg', () => {
  const cases = ROWS.flatMap(([key, shape]) => edgeCases(key, [shape])).map(({ key, value }) => ({
    key,
    text: `${key}=${settingText(value)}`,
    spec: unsoundSpec({ zookeeperSettings: { [key]: value } }),
  }));
  const isOurs = ({ spec }: (typeof cases)[number]) => validateZookeeperSettings(spec).length === 0;
  let complaints: readonly (string | null)[];

  beforeAll(async () => {
    complaints = await judge(
      'zookeeper',
      cases.map(({ spec }) => renderedZookeeperSettings(spec)),
    );
  });

  it('ZooKeeper starts with all that we accept', () => {
    const surprises = cases.filter((edge, index) => isOurs(edge) && complaints[index] !== null);
    expect(cases.filter(isOurs).length).toBeGreaterThan(100);
    expect(surprises.map(({ text }) => text)).toEqual([]);
  });

  it('some of what we refuse ends its start, and the rest it would take for something else', () => {
    const refused = cases.filter((edge, index) => !isOurs(edge) && complaints[index] !== null);
    expect(refused.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['tickTime=1.5', 'initLimit=0', 'jvm.pause.monitor=maybe']),
    );
  });
});

describe('the class that reads a setting', () => {
  it.each([
    ['of the table', ROWS.map(([key, { readBy }]) => [key, readBy] as const), null],
    ['that nobody reads', [['requestThrottleLimit', 'server.RequestThrottler'] as const], 'has no'],
  ])('has its name as a constant: keys %s', async (_, rows, complaint) => {
    const verdicts = await judge(
      'constant',
      rows.map(([key, readBy]) => ({
        class: `org.apache.zookeeper.${readBy}`,
        text: readBy === CONFIG ? key : `zookeeper.${key}`,
      })),
    );
    const wrong = verdicts.filter((verdict) => verdict !== null);
    expect(wrong).toEqual(complaint === null ? [] : [expect.stringContaining(complaint)]);
  });
});
