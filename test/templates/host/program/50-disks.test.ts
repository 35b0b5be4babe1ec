import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

/** A folder is what lies on the disk: what is looked at is the same, whatever carries it. */
const MOUNT = `echo "mount $*" >>/run/calls
exec /bin/mount --bind "\${@: -2:1}" "\${@: -1}"`;

describeUnless(sandboxObstacle(), 'the disks of a host', () => {
  let host: HostFunctions;

  beforeEach(async () => {
    host = await HostFunctions.make();
    host.command('mount', MOUNT);
    host.box.sh('mkdir /run/disk');
  });
  afterEach(() => host?.remove());

  const onDisk = (script: string) => host.box.sh(`cd /run/disk && ${script}`);
  const checkOwner = () => host.call('check_owner kafka-1 /run/disk');

  it.each([
    ['is empty', 'true'],
    ['is its own', "echo 'logs broker-1 kafka-1' >.cdktf-kafka && mkdir topics"],
  ])('take one that %s', (_, script) => {
    onDisk(script);
    expect(checkOwner()).toEqual({ code: 0, said: '' });
  });

  it.each([
    ['another disk', "echo 'logs broker-1 kafka-2' >.cdktf-kafka", 'logs broker-1 kafka-2'],
    ['another host', "echo 'logs broker-2 kafka-1' >.cdktf-kafka", 'logs broker-2 kafka-1'],
    ['another cluster', "echo 'old broker-1 kafka-1' >.cdktf-kafka", 'old broker-1 kafka-1'],
    ['nobody knows whom', 'mkdir topics', 'files without a mark'],
  ])('refuse one of %s, looked at without a write', (_, script, mark) => {
    onDisk(script);
    const { code, said } = checkOwner();
    expect(said).toContain(
      `REFUSED: disk kafka-1 (/run/disk): must be empty or of kafka-1 of broker-1 of logs, got ${mark}. Nothing was written`,
    );
    expect(code).toBe(3);
    expect(host.calls()).toMatch(/^mount -t xfs -o ro,norecovery,\S*noexec \/run\/disk \S+$/);
    expect(host.box.run('mountpoint --quiet /run/cdktf-kafka/look').code).not.toBe(0);
  });

  it('are whole ones where they are inside the host: an empty partition of somebody else is none', () => {
    const { said } = host.call(
      `readlink() { printf '/dev/%s\\n' nvme1n1 nvme1n1p1 nvme2n1; }
      blkid() { :; }
      signatures() { if [[ $1 == /dev/nvme1n1 ]]; then echo gpt; fi; }
      inside_device kafka-1`,
    );
    expect(said.trim()).toBe('/dev/nvme2n1');
  });

  it('stand in fstab once, so that a host boots without one, beside what others have there', () => {
    host.box.sh(
      "printf 'UUID=root / ext4 defaults 0 1\\nUUID=b /srv xfs noatime 0 0\\n' >/etc/fstab",
    );
    for (const uuid of ['old', 'new']) host.call('in_fstab /var/lib/kafka/disk1 "$1"', uuid);
    expect(host.box.sh('cat /etc/fstab').split('\n')).toEqual([
      'UUID=root / ext4 defaults 0 1',
      'UUID=b /srv xfs noatime 0 0',
      'UUID=new /var/lib/kafka/disk1 xfs noatime,nosuid,nodev,nofail,x-systemd.device-timeout=60s 0 0',
    ]);
  });
});
