import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

describeUnless(sandboxObstacle(), 'a command of the host', () => {
  let host: HostFunctions;
  beforeEach(async () => {
    host = await HostFunctions.make();
  });
  afterEach(() => host?.remove());

  it('writes no file while a disk is not mounted', () => {
    const { code, said } = host.call(
      `echo 'disk kafka-1 vol-1 /var/lib/kafka/disk1' >"$SETTINGS"
      fetch_files() { :; }
      use_manifest() { :; }
      make_folders() { echo 'made folders'; }
      pull`,
    );
    expect(said).toContain(
      'REFUSED: /var/lib/kafka/disk1: must be mounted before files are written.',
    );
    expect(said).not.toContain('made folders');
    expect(code).toBe(3);
  });

  it('bakes Kafka and its class archives into an image that knows of no cluster', () => {
    host.box.sh(`rm /programs/java
      mkdir -p /tmp/kafka/libs /tmp/kafka/class-lists && cd /tmp/kafka
      printf 'java/lang/Object id: 0\\n' >class-lists/kafka.txt
      tar -C /tmp -cf /tmp/kafka.tar kafka`);
    const folder = host.box.sh('echo /opt/kafka-$(sha512sum /tmp/kafka.tar | cut -c1-12)');
    const bake = () => host.call('main bake /tmp/kafka.tar');
    expect(bake()).toMatchObject({
      code: 0,
      said: expect.stringMatching(/made the class archive .*\/kafka-[0-9a-f]{16}\.jsa$/) as string,
    });
    expect(host.box.sh('readlink /opt/kafka; ls "$1"', folder)).toBe(
      `${folder}\nclass-lists\nlibs`,
    );
    expect(bake()).toEqual({ code: 0, said: '' });
    host.box.sh('rm -r /opt/kafka/class-lists');
    expect(bake()).toMatchObject({ code: 0, said: expect.stringContaining('no lists') as string });
  });

  it.each([
    ['bake', "FAILED: the archive of Kafka: must be a file, got ''."],
    ['bake /nowhere', "FAILED: the archive of Kafka: must be a file, got '/nowhere'."],
    ['bake /etc/fstab; :', 'FAILED: java: must be installed.', 'rm /programs/java; PATH=/programs'],
  ])('bakes nothing by `%s`', (words, message, before = ':') => {
    const { code, said } = host.call(`${before}; main ${words}`);
    expect(said).toContain(message);
    expect(code).toBe(2);
  });

  it('waits for the end of one that runs', () => {
    const { said } = host.call(
      `read_settings() { :; }
      pull() { echo second; }
      COMMAND=pull
      exec 8>"$RUN/lock"; flock 8
      { sleep 1; echo first; flock --unlock 8; } &
      main pull
      wait`,
    );
    expect(said.trim().split('\n')).toEqual(['first', 'second']);
  });
});
