import type { HostDisk } from '../../../../cluster/hardware/host-disks';
import { Storage } from '../../../../cluster/hardware/storage/storage';
import { diskBytes, judgeMount } from '../../../../scripts/health/host/judge-mounts';
import {
  parseFstab,
  parseMounts,
  type Mount,
  type MountedDisk,
} from '../../../../scripts/health/host/mounts';

const GIB = 2 ** 30;

/** The form of util-linux 2.38, of Debian 12: numbers stand as numbers with --bytes. */
const FINDMNT = `{
   "filesystems": [
      {
         "source": "/dev/nvme0n1p1",
         "target": "/",
         "fstype": "ext4",
         "size": 21003583488,
         "options": "rw,relatime,discard,errors=remount-ro"
      },{
         "source": "/dev/nvme1n1",
         "target": "/var/lib/kafka/disk1",
         "fstype": "xfs",
         "size": 1073217536000,
         "options": "rw,noatime,attr2,inode64,logbufs=8,logbsize=32k,noquota"
      }
   ]
}
`;

const FSTAB = `# /etc/fstab: static file system information
UUID=3b2f8d1e-0000-4c1d-9a55-000000000000 / ext4 rw,discard 0 1

UUID=9d7c6c52-7d43-4a3e-8f9e-3f0f5a1c2b3d /var/lib/kafka/disk1 xfs noatime,nofail,x-systemd.device-timeout=60s 0 0
`;

const disk: HostDisk = {
  name: 'kafka-1',
  mountPoint: '/var/lib/kafka/disk1',
  storage: Storage.gp3({ volumesPerBroker: 2, sizeGiB: 1_000 }),
};

const mount = parseMounts(FINDMNT).find(({ target }) => target === disk.mountPoint)!;
const good: MountedDisk = {
  ...{ disk, mount },
  uuid: '9d7c6c52-7d43-4a3e-8f9e-3f0f5a1c2b3d',
  volumeDevice: '/dev/nvme1n1',
  inFstab: parseFstab(FSTAB).get(disk.mountPoint),
};

const rules = (changes: Partial<MountedDisk>) =>
  judgeMount('broker-1', { ...good, ...changes }, diskBytes(disk, 'r5.xlarge')).map(
    ({ rule }) => rule,
  );
const mounted = (changes: Partial<Mount>) => rules({ mount: { ...mount, ...changes } });

describe('a mounted disk', () => {
  it('is right where it is the volume, by UUID, with XFS and noatime, over all of it', () => {
    expect(rules({})).toEqual([]);
  });

  it.each<[string, readonly string[], string]>([
    ['nothing is mounted', rules({ mount: undefined }), 'be the mount point of the disk kafka-1'],
    ['it is another file system', mounted({ fstype: 'ext4' }), 'be XFS'],
    ['access times are written', mounted({ options: 'rw,relatime' }), 'be mounted with noatime'],
    ['it is read-only after an error', mounted({ options: 'ro,noatime' }), 'be writable'],
    [
      'fstab names the device',
      rules({ inFstab: '/dev/nvme1n1' }),
      `stand in /etc/fstab by its UUID=${good.uuid}`,
    ],
    [
      'fstab says nothing',
      rules({ inFstab: undefined }),
      `stand in /etc/fstab by its UUID=${good.uuid}`,
    ],
    [
      'it is another volume',
      rules({ volumeDevice: '/dev/nvme2n1' }),
      'be the volume of the disk kafka-1 (/dev/nvme2n1)',
    ],
    [
      'it was not grown with its volume',
      mounted({ size: 500 * GIB }),
      "have nearly all of its disk's 1000.0 GiB",
    ],
    [
      'it is larger than asked for',
      mounted({ size: 2_000 * GIB }),
      "have nearly all of its disk's 1000.0 GiB",
    ],
  ])('is told when %s', (_, found, rule) => {
    expect(found).toEqual([rule]);
  });

  it('may be smaller than its disk by what XFS keeps for itself', () => {
    expect(mounted({ size: 951 * GIB })).toEqual([]);
    expect(mounted({ size: 949 * GIB })).not.toEqual([]);
  });

  it('has the size of the instance type where it is inside the host', () => {
    const inside: HostDisk = { ...disk, storage: Storage.instanceStore() };
    expect(diskBytes(inside, 'd3.2xlarge')).toBeGreaterThan(1e12);
    expect(diskBytes(inside, 'no.such')).toBeUndefined();
  });
});
