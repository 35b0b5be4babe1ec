import { firstBoot, type FirstBootProps } from '../../stacks/first-boot';

const host: FirstBootProps = {
  hostName: 'broker-1',
  region: 'eu-west-1',
  bucket: 'logs-files',
  keyPrefix: 'logs/broker-1',
  manifestSha256: 'ab'.repeat(32),
  disks: [
    { name: 'zookeeper', volumeId: 'vol-0a', mountPoint: '/var/lib/zookeeper' },
    { name: 'kafka-1', mountPoint: '/var/lib/kafka/disk1' },
  ],
};

/** The longest names that are allowed, and as many disks as fit an instance. */
const largest: FirstBootProps = {
  hostName: 'zookeeper-255',
  region: 'ap-southeast-1',
  bucket: 'b'.repeat(63),
  keyPrefix: `${'c'.repeat(32)}/zookeeper-255`,
  manifestSha256: 'ab'.repeat(32),
  disks: Array.from({ length: 25 }, (_, index) => ({
    name: `kafka-${index + 1}`,
    volumeId: `vol-${'0'.repeat(17)}`,
    mountPoint: `/var/lib/kafka/disk${index + 1}`,
  })),
};

describe('the user data of a host', () => {
  it('is a cloud-config that says who the host is and where its files and disks are', () => {
    const text = firstBoot(host);
    expect(text).toMatch(/^#cloud-config\n/);
    for (const line of [
      'host broker-1',
      'region eu-west-1',
      'bucket logs-files',
      'prefix logs/broker-1',
      'disk zookeeper vol-0a /var/lib/zookeeper',
      'disk kafka-1 inside /var/lib/kafka/disk1',
    ]) {
      expect(text).toContain(`\n    ${line}\n`);
    }
  });

  it('stays far under the 16 KB that EC2 takes, with the longest names and the most disks', () => {
    expect(Buffer.byteLength(firstBoot(largest))).toBeLessThan(5_120);
  });

  it('comes at every boot, so that one that broke off goes on', () => {
    expect(firstBoot(host)).toMatch(/^bootcmd:$/m);
    expect(firstBoot(host)).not.toMatch(/^runcmd:$/m);
  });

  it('has no setting of Kafka or ZooKeeper: those come from the bucket', () => {
    expect(firstBoot(host)).not.toMatch(/broker\.id|server\.properties|zoo\.cfg|heap/);
  });

  it('differs for other files in a digest alone, which a standing host may have been told anew', () => {
    const other = firstBoot({ ...host, manifestSha256: 'cd'.repeat(32) });
    expect(firstBoot(host)).toContain('ab'.repeat(32));
    expect(other.replace('cd'.repeat(32), 'ab'.repeat(32))).toBe(firstBoot(host));
  });
});
