import { createHash } from 'node:crypto';
import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

const SHA512 = createHash('sha512').update('an archive').digest('hex');
const FOLDER = `/opt/kafka-${SHA512.slice(0, 12)}`;

describeUnless(sandboxObstacle(), "Kafka's archive on a host", () => {
  let host: HostFunctions;
  beforeEach(async () => {
    host = await HostFunctions.make();
    host.call(
      `printf '%s\\n' "archive $1 /opt/kafka archives/kafka.tar" \\
        'unit zookeeper.service' 'unit kafka-logrotate.timer' 'unit kafka.service' >"$MANIFEST"
      ln -sfn /opt/kafka-old /opt/kafka`,
      SHA512,
    );
  });
  afterEach(() => host?.remove());

  const link = () => host.box.sh('readlink /opt/kafka');

  it('takes its place while no process runs', () => {
    expect(host.call('use_archive').said).toBe('changed broker-restart /opt/kafka');
    expect(link()).toBe(FOLDER);
    expect(host.call('use_archive').said).toBe('');
  });

  it('waits while a process runs, whose jars must stay', () => {
    host.command('systemctl', 'echo "systemctl $*" >>/run/calls');
    expect(host.call('use_archive').said).toBe('waiting broker-restart /opt/kafka');
    expect(link()).toBe('/opt/kafka-old');
    expect(host.calls()).toBe('systemctl --quiet is-active zookeeper.service kafka.service');
  });

  it('is refused where it is another than the manifest names, and leaves nothing behind', () => {
    host.box.put('archives/kafka.tar', 'another archive');
    const { code, said } = host.call('install_archive');
    expect(said).toContain(`archives/kafka.tar: must have the SHA-512 ${SHA512}.`);
    expect(code).toBe(3);
    expect(host.box.sh(`ls -d ${FOLDER}* /var/lib/cdktf-kafka/* 2>/dev/null || true`)).toBe('');
  });
});
