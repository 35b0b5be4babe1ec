import { describeUnless } from '../../../support/describe-unless';
import { HostFunctions } from '../../../support/host-functions';
import { sandboxObstacle } from '../../../support/host-sandbox';

const FOLDER = '/var/lib/cdktf-kafka/class-archives';

/** With the machine's own Java, and a distribution of one jar whose list names classes of Java alone. */
describeUnless(sandboxObstacle(), 'the class archives of a host', () => {
  let host: HostFunctions;
  beforeEach(async () => {
    host = await HostFunctions.make();
    host.box.sh(`rm /programs/java
      mkdir -p /opt/kafka-1/libs /opt/kafka-1/class-lists /etc/kafka
      cd /opt/kafka-1
      printf 'java/lang/Object id: 0\\n' | tee class-lists/kafka.txt >class-lists/zookeeper.txt
      printf 'PK\\005\\006%s' "$(printf '\\\\000%.0s' {1..18})" >/tmp/jar
      printf "$(cat /tmp/jar)" >libs/a.jar
      printf -- '-Xmx512m\\n-XX:+UseG1GC\\n' >/etc/kafka/jvm.args
      ln -sfn /opt/kafka-1 /opt/kafka`);
    host.box.put('manifest', 'archive 1 /opt/kafka a.tar\n');
  });
  afterEach(() => host?.remove());

  const run = (script: string) => host.call(`MANIFEST=/bucket/files/manifest; ${script}`);
  const make = () => run('make_class_archives /opt/kafka kafka zookeeper');
  const archive = () => run('class_archive kafka /opt/kafka').said;
  const made = () => host.box.sh(`cd ${FOLDER} 2>/dev/null && ls || true`).split('\n');
  const handOver = () => run('hand_over_class_archive kafka.service').said;
  const options = () => host.box.run('cat /run/cdktf-kafka/java-options/kafka.service').said;
  const java = () =>
    host.box.run(
      `set -a; . /run/cdktf-kafka/java-options/kafka.service
      java -Xshare:auto -cp '/opt/kafka/libs/*' -version`,
    );

  it('are made once, by a JVM without rights, as files that root alone may write', () => {
    expect(make()).toMatchObject({ code: 0, said: expect.stringContaining('made') as string });
    expect(made()).toEqual([
      expect.stringMatching(/^kafka-[0-9a-f]{16}\.jsa$/),
      expect.stringMatching(/^zookeeper-[0-9a-f]{16}\.jsa$/),
    ]);
    expect(host.box.sh('stat --format="%U %a" "$1"', archive())).toBe('root 644');
    expect(make()).toEqual({ code: 0, said: '' });
  });

  it('are handed to the next start, which maps them', () => {
    expect(handOver()).toContain('kafka.service starts without a class archive: none is made');
    expect(options()).toContain('No such file');
    make();
    expect(handOver()).toContain(`kafka.service starts with the class archive ${archive()}`);
    expect(java().said).toContain(`NOTE: Picked up JDK_JAVA_OPTIONS: -XX:SharedArchiveFile=`);
    expect(java().said).toContain('mixed mode, sharing');
  });

  it.each([
    ['nothing is left', 'truncate --size=0 "$1"'],
    ['its end is missing', 'truncate --size=1000000 "$1"'],
    ['its head differs', 'printf garbage | dd of="$1" conv=notrunc bs=1 seek=40'],
    [
      'a page in the middle differs',
      'dd if=/dev/zero of="$1" conv=notrunc bs=4096 seek=99 count=9',
    ],
  ])('stop no start where they are damaged: %s', (_, damage) => {
    make();
    handOver();
    host.box.sh(damage, archive());
    expect(java()).toMatchObject({
      code: 0,
      said: expect.stringMatching(/mixed mode\)/) as string,
    });
  });

  it.each([
    ['other jars', 'cp -r /opt/kafka-1 /opt/kafka-2; ln -sfn /opt/kafka-2 /opt/kafka'],
    ['another Java', 'echo PATCHED=1 >>"$(dirname "$(readlink -f "$(which java)")")/../release"'],
    ['whole references to objects', 'echo -XX:+UseZGC >/etc/kafka/jvm.args'],
    ['a heap that needs them', 'echo -Xmx32737m >/etc/kafka/jvm.args'],
  ])(
    'are made anew for %s, and the older one goes; until then the start does without',
    (_, change) => {
      make();
      const old = archive();
      host.box.sh(change);
      expect(archive()).not.toBe(old);
      expect(handOver()).toContain('starts without a class archive');
      expect(options()).toContain('No such file');
      expect(made()).toContain(old.slice(FOLDER.length + 1));
      make();
      expect(made()).toHaveLength(2);
      expect(made()).toContain(archive().slice(FOLDER.length + 1));
    },
  );

  it('are made of the processes of the host alone', () => {
    host.box.sh("sed -i '$a user zookeeper 2181' /bucket/files/manifest");
    expect(run('use_manifest() { :; }; classes').code).toBe(0);
    expect(made()).toEqual([expect.stringMatching(/^zookeeper-/)]);
  });

  it('are the same for another heap, and another collector', () => {
    const before = archive();
    host.box.sh('printf -- "-Xmx32736m\\n-XX:+UseParallelGC\\n" >/etc/kafka/jvm.args');
    expect(archive()).toBe(before);
  });

  it('are left alone where the jars change while one is made', () => {
    const { code } = run(
      `dump_classes() { echo torn; ln -sfn /opt/kafka-2 /opt/kafka; }
      mkdir -p "$CLASS_ARCHIVES"; make_class_archive kafka /opt/kafka`,
    );
    expect(code).toBe(0);
    expect(made()).toEqual(['']);
  });

  it('tell of a failure, and leave nothing of it', () => {
    host.command('java', 'echo "no memory" >&2; exit 1');
    const { code, said } = run(
      `class_archive() { echo "$CLASS_ARCHIVES/$1-1.jsa"; }; make_class_archives /opt/kafka kafka zookeeper`,
    );
    expect(said).toContain('no memory');
    for (const name of ['kafka', 'zookeeper']) {
      expect(said).toContain(`FAILED: the class archive of ${name} could not be made`);
    }
    expect(code).toBe(1);
    expect(made()).toEqual(['']);
  });

  it('are not asked for by jars without lists of classes', () => {
    host.box.sh('rm -r /opt/kafka-1/class-lists');
    expect(make()).toEqual({ code: 0, said: '' });
    expect(handOver()).toBe('');
  });

  it('leave the arguments of java alone that an operator has given', () => {
    run('mkdir -p "$CLASS_ARCHIVES"; touch "$(class_archive kafka /opt/kafka)"');
    host.command('systemctl', 'echo JDK_JAVA_OPTIONS=-Dmine');
    expect(handOver()).toContain('its environment has JDK_JAVA_OPTIONS');
    expect(options()).toContain('No such file');
  });

  it('are asked for with no more rights than a user that has no account', () => {
    host.command('java', 'id -u >&2; grep -E "^(CapBnd|NoNewPrivs)" /proc/self/status >&2; exit 1');
    expect(run('dump_classes kafka /opt/kafka || true').said.split(/\s+/)).toEqual([
      ...['9091', 'CapBnd:', '0'.repeat(16), 'NoNewPrivs:', '1'],
    ]);
  });
});
