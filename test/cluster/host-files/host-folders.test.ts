import { hostFolders } from '../../../cluster/host-files';
import { renderForProduction } from '../../support/render-for-production';
import { productionTopology } from '../../support/production-topology';
import { validSpec } from '../../support/spec-builder';
import { GOLDEN_SPECS } from '../../support/specs';

it('a broker with a voter has the folders of both, each owned by who writes there', () => {
  const [host] = productionTopology().hosts;
  expect(hostFolders(host!).map(({ owner, path }) => `${owner} ${path}`)).toEqual([
    'zookeeper /var/lib/zookeeper/snapshots/version-2',
    'zookeeper /var/lib/zookeeper/transactions/version-2',
    'zookeeper /var/lib/zookeeper/tmp',
    'zookeeper /var/log/zookeeper',
    'kafka /var/lib/kafka/disk1/topics',
    'kafka /var/lib/kafka/disk2/topics',
    'kafka /var/lib/kafka/tmp',
    'kafka /run/kafka',
    'kafka /var/log/kafka',
  ]);
});

it('a host has no folder of a process that it does not run', () => {
  for (const host of productionTopology(GOLDEN_SPECS['many-disks']).hosts) {
    const owners = new Set(hostFolders(host).map(({ owner }) => owner));
    expect([...owners]).toEqual([host.broker ? 'kafka' : 'zookeeper']);
  }
});

it('systemd makes the folders of a unit on the system disk, and waits for the disks of the others', () => {
  for (const { host, files } of renderForProduction(validSpec())) {
    for (const owner of ['kafka', 'zookeeper'] as const) {
      const unit = files.find(({ path }) => path.endsWith(`/${owner}.service`))!.content;
      expect(unit).not.toMatch(/^Exec\w+=[^/]*\+/m);
      const line = (start: string) =>
        unit.split('\n').find((each) => each.startsWith(start)) ?? start;
      for (const { path, onDataDisk } of hostFolders(host).filter((own) => own.owner === owner)) {
        const words = (start: string) => line(start).slice(start.length).split(' ');
        expect(words('RequiresMountsFor=').includes(path)).toBe(onDataDisk);
        expect(words('ReadWritePaths=').includes(path)).toBe(onDataDisk);
        const made = [
          ...words('StateDirectory=').map((name) => `/var/lib/${name}`),
          ...words('RuntimeDirectory=').map((name) => `/run/${name}`),
          ...words('LogsDirectory=').map((name) => `/var/log/${name}`),
        ];
        expect(made.includes(path)).toBe(!onDataDisk);
      }
    }
  }
});

it('no folder lies below one that belongs to a service, nor does a file that root writes', () => {
  for (const { host, files } of renderForProduction(validSpec())) {
    const owned = hostFolders(host).map(({ path }) => `${path}/`);
    for (const { path } of [...hostFolders(host), ...files]) {
      expect(owned.filter((folder) => path.startsWith(folder))).toEqual([]);
    }
  }
});
