import { renderHost } from '../../../../cluster/host-files';
import { judgeUnit, renderedLimits } from '../../../../scripts/health/host/judge-unit';
import { parseUnitProperties } from '../../../../scripts/health/host/units';
import { productionTopology } from '../../../support/production-topology';

const topology = productionTopology();
const unitFile = (unit: string) =>
  renderHost(topology, topology.hosts[0]!).find(({ path }) => path.endsWith(`/${unit}`))!.content;

/** The form of `systemctl show` of systemd 252. */
const SHOW = `Restart=on-failure
TimeoutStopUSec=5min
NRestarts=0
LimitNOFILE=500000
LimitCORE=0
User=kafka
ActiveState=active
SubState=running
NeedDaemonReload=no
`;

const judge = (show: string) =>
  judgeUnit(
    'kafka.service',
    renderedLimits(unitFile('kafka.service')),
    parseUnitProperties(show),
  ).map(({ rule, value }) => [rule, value]);

describe('a unit', () => {
  it('is right where it runs with the limits of the rendered file', () => {
    expect(judge(SHOW)).toEqual([]);
  });

  it.each<[string, string, string, readonly [rule: string, value: string]]>([
    [
      'SubState=running',
      'SubState=auto-restart',
      'it does not run',
      ['be active (running)', 'active (auto-restart)'],
    ],
    [
      'LimitNOFILE=500000',
      'LimitNOFILE=1024',
      'a drop-in lowers a limit',
      ['have LimitNOFILE=500000', '1024'],
    ],
    [
      'LimitCORE=0',
      'LimitCORE=infinity',
      'a crash would leave its memory on a disk',
      ['have LimitCORE=0', 'infinity'],
    ],
    ['5min', '1min 30s', 'it is stopped hard sooner', ['have TimeoutStopUSec=5min', '1min 30s']],
    ['User=kafka', 'User=root', 'it runs as another user', ['have User=kafka', 'root']],
    [
      'Reload=no',
      'Reload=yes',
      'systemd has not read the file',
      ['be run from the file that stands there', 'an older one'],
    ],
  ])('with %s turned to %s: %s', (before, after, _, found) => {
    expect(judge(SHOW.replace(before, after))).toEqual([found]);
  });

  it("is held to ZooKeeper's own limits on that unit", () => {
    expect([...renderedLimits(unitFile('zookeeper.service'))]).toEqual([
      ['LimitNOFILE', '65536'],
      ['LimitCORE', '0'],
      ['Restart', 'always'],
      ['User', 'zookeeper'],
    ]);
  });
});
