import { hostFolders } from '../../../cluster/host-files';
import { renderForProduction } from '../../support/render-for-production';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';
import { GOLDEN_SPECS } from '../../support/specs';

it('a broker with a voter has the folders of both, each owned by who writes there', () => {
  const [host] = productionTopology().hosts;
  expect(hostFolders(host!).map(({ owner, path }) => `${owner} ${path}`)).toEqual([
    'zookeeper /var/lib/zookeeper/snapshots',
    'zookeeper /var/lib/zookeeper/transactions',
    'zookeeper /var/lib/zookeeper/tmp',
    'zookeeper /var/log/zookeeper',
    'zookeeper /var/log/zookeeper/archive',
    'kafka /var/lib/kafka/disk1/topics',
    'kafka /var/lib/kafka/disk2/topics',
    'kafka /var/lib/kafka/tmp',
    'kafka /var/log/kafka',
    'kafka /var/log/kafka/archive',
  ]);
});

it('a host has no folder of a process that it does not run', () => {
  for (const host of productionTopology(GOLDEN_SPECS['many-disks']).hosts) {
    const owners = new Set(hostFolders(host).map(({ owner }) => owner));
    expect([...owners]).toEqual([host.broker ? 'kafka' : 'zookeeper']);
  }
});

it('a unit makes its folders on the system disk, and waits for the disks of the others', () => {
  for (const { host, files } of renderForProduction(validSpec())) {
    for (const owner of ['kafka', 'zookeeper'] as const) {
      const unit = files.find(({ path }) => path.endsWith(`/${owner}.service`))!.content;
      const line = (start: string) => unit.split('\n').find((each) => each.startsWith(start))!;
      for (const { path, onDataDisk } of hostFolders(host).filter((own) => own.owner === owner)) {
        const words = (start: string) => line(start).slice(start.length).split(' ');
        expect(words('RequiresMountsFor=').includes(path)).toBe(onDataDisk);
        expect(words('ExecStartPre=').includes(path)).toBe(!onDataDisk);
      }
    }
  }
});
