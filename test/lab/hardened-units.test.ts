import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { packageFolder } from '../../cluster/package-folder';
import type { DrillReport } from '../../scripts/drills/drill-report';
import { SHORT_LIVED_JAVA } from '../support/short-lived-java';
import { describeInLab } from './describe-in-lab';
import { waitUntil } from './exec';
import { mappedClassArchives, waitForHostState } from './host-status';
import { SmallCluster } from './small-cluster';
import smallSpec from './small.spec';
import { inLab, startLab, type Lab } from './start-lab';
import { checkSmallCluster } from './trial';

const UNDO = 'cdktf-kafka-drill-undo.timer';
const CLASS_ARCHIVES = '/var/lib/cdktf-kafka/class-archives';
const CODECS = ['zstd', 'snappy', 'lz4', 'gzip'];

/** With Kafka baked into the image. */
describeInLab('the units of a booted host', () => {
  let lab: Lab;
  let cluster: SmallCluster;

  beforeAll(async () => {
    lab = await startLab({ name: 'units', image: 'baked', quickJava: true });
    cluster = await SmallCluster.make(lab, { ...smallSpec, mayBeDrilled: true });
    for (const { name } of cluster.topology.hosts) await cluster.launch(name);
    for (const { name } of cluster.topology.hosts) await waitForHostState(lab.host(name), 'ready');
    expect(await checkSmallCluster(lab)).toBe(true);
  });

  afterAll(async () => {
    cluster?.close();
    await lab?.stop();
  });

  const sh = (script: string, ...args: string[]) =>
    lab.host('broker-1').inside(['bash', '-c', script, ...args]);
  const show = (unit: string, property: string) =>
    sh('systemctl show --value --property="$1" "$0"', unit, property);

  /** What a process that the unit's own has started would see. */
  const asProcessOf = (unit: 'kafka' | 'zookeeper', script: string) =>
    sh(
      'echo $$ >/sys/fs/cgroup/system.slice/$0.service/cgroup.procs; ' +
        'exec setpriv --reuid=$0 --regid=$0 --clear-groups bash -c "$1"',
      unit,
      script,
    );

  const token = (limitSeconds: number) =>
    `curl --silent --max-time ${limitSeconds} --request PUT http://169.254.169.254/latest/api/token ` +
    '--header "X-aws-ec2-metadata-token-ttl-seconds: 60" || echo "curl ended with $?"';

  it.each(['kafka', 'zookeeper'] as const)(
    'keep %s from the metadata service, and so from the role of the host, but not from DNS',
    async (unit) => {
      expect(await sh(token(60))).toMatch(/^token-of-/);
      expect(await asProcessOf(unit, token(3))).toBe('curl ended with 28');
      const dns = 'exec 3<>/dev/tcp/169.254.169.253/53 && echo reached';
      expect(await asProcessOf(unit, dns)).toBe('reached');
      // systemd lists them in any order.
      const denied = (await show(`${unit}.service`, 'IPAddressDeny')).split(' ');
      expect(denied.sort()).toEqual(['169.254.169.254/32', 'fd00:ec2::254/128']);
    },
  );

  it('start from the class archives of the image, at the first boot already', async () => {
    for (const { name } of cluster.topology.hosts) {
      expect(await mappedClassArchives(lab.host(name))).toEqual(['kafka', 'zookeeper']);
    }
    expect(await sh('journalctl --no-pager')).toMatch(
      /kafka\.service starts with the class archive .*\n(.*\n)*.*Picked up JDK_JAVA_OPTIONS/,
    );
    expect(await sh('grep "CDS archive" /var/log/kafka/gc.log')).toContain('archive(s) mapped at');
  });

  it('make a class archive that is missing, with next to no rights, and nothing where all are there', async () => {
    const made = () => sh('cd $0 && stat --format="%n %U %a %Y" *', CLASS_ARCHIVES);
    const before = await made();
    await sh('systemctl start cdktf-kafka-class-archives');
    expect(await made()).toBe(before);
    await sh('rm $0/zookeeper-*', CLASS_ARCHIVES);
    await sh('systemctl start cdktf-kafka-class-archives');
    const names = (text: string) => text.replace(/ \d+$/gm, '');
    expect(names(await made())).toBe(names(before));
  });

  it('run without a capability, and with no right to get one', async () => {
    for (const unit of ['kafka', 'zookeeper']) {
      const status = await sh('cat /proc/$(systemctl show --value -p MainPID $0)/status', unit);
      for (const set of ['CapEff', 'CapPrm', 'CapBnd', 'CapAmb']) {
        expect(status).toMatch(new RegExp(`^${set}:\\s0{16}$`, 'm'));
      }
      expect(status).toMatch(/^NoNewPrivs:\s1$/m);
      expect(status).toMatch(/^Seccomp:\s2$/m);
    }
  });

  it('end the session of a broker that was killed, whichever it was, and of none that lives', async () => {
    const sessions: string[] = [];
    for (const { name } of cluster.topology.hosts) {
      const here = (script: string) => lab.host(name).inside(['bash', '-c', script]);
      const log = "grep --only-matching 'session id = 0x[0-9a-f]*' /run/kafka/session.log";
      const session = (await here(`${log} | tail --lines=1 | cut --delimiter=x --fields=2`)).trim();
      const hook = await here('systemctl show --value --property=ExecStopPost kafka');
      const command = /argv\[\]=([^;]*)/.exec(hook)![1]!;
      expect(await here(`setpriv --reuid=kafka --regid=kafka --clear-groups ${command}`)).toMatch(
        /^nothing was done: .* is running$/,
      );
      await here('kill -KILL $(systemctl show --value --property=MainPID kafka)');
      const said = () => here('journalctl --no-pager --unit=kafka');
      await waitUntil('its session to be ended', async () =>
        (await said()).includes(`ended: ${session}`),
      );
      sessions.push(session);
      expect(await checkSmallCluster(lab)).toBe(true);
      expect(await said()).not.toContain('NodeExists');
    }
    expect(new Set(sessions).size).toBe(3);
    for (const { name } of cluster.topology.hosts) {
      const log = await lab.host(name).inside(['cat', '/var/log/zookeeper/zookeeper.log']);
      for (const session of sessions) expect(log).not.toContain(`Expiring session 0x${session}`);
    }
  });

  it('let the broker unpack and load the libraries of every codec', async () => {
    const java = `java ${SHORT_LIVED_JAVA.join(' ')} -cp '/opt/kafka/libs/*'`;
    const server = `--bootstrap-server ${cluster.topology.hosts[0]!.address}:9092`;
    for (const codec of CODECS) {
      const topic = `--topic ${codec} --config compression.type=${codec}`;
      const make = `--create --partitions 1 --replication-factor 3 ${topic}`;
      await sh(`${java} org.apache.kafka.tools.TopicCommand ${server} ${make} 2>&1`);
      // As it comes: it is the broker that compresses.
      const plain = '--compression-codec none --producer-property acks=all';
      const produce = `${java} kafka.tools.ConsoleProducer ${server} ${plain}`;
      await sh(`seq 100 | ${produce} --topic ${codec} 2>&1`);
    }
    const segments = CODECS.map(
      (codec) => `/var/lib/kafka/disk1/topics/${codec}-0/00000000000000000000.log`,
    );
    const dump = await sh(
      `${java} kafka.tools.DumpLogSegments --files ${segments.join(',')} 2>/dev/null`,
    );
    for (const codec of CODECS) expect(dump).toContain(`compresscodec: ${codec}`);
  });

  it('let the agent report metrics, and the JVM log its collections', async () => {
    expect(await sh('curl --silent http://127.0.0.1:7071/metrics')).toMatch(
      /^kafka_server_replicamanager_underreplicatedpartitions 0\.0$/m,
    );
    for (const unit of ['kafka', 'zookeeper']) {
      expect(await sh('stat --format="%U %a" /var/log/$0/gc.log', unit)).toBe(`${unit} 640`);
    }
  });

  it('let the agent report metrics of ZooKeeper', async () => {
    expect(await sh('curl --silent http://127.0.0.1:7073/metrics')).toMatch(
      /^zookeeper_member_state\{state="(leading|following)"\} 1\.0$/m,
    );
  });

  it("let the node exporter see the host's own disks", async () => {
    const told = await sh('curl --silent http://127.0.0.1:9100/metrics');
    for (const what of [
      /^node_filesystem_avail_bytes\{[^}]*mountpoint="\/var\/lib\/kafka\/disk1"\} [1-9]/m,
      /^node_filesystem_readonly\{[^}]*mountpoint="\/var\/lib\/kafka\/disk1"\} 0$/m,
      /^node_time_seconds /m,
      /^node_network_receive_bytes_total\{/m,
      /^node_disk_io_time_seconds_total\{/m,
      /^node_vmstat_oom_kill /m,
      /^node_memory_MemAvailable_bytes /m,
    ]) {
      expect(told).toMatch(what);
    }
  });

  it('let logrotate archive what log4j has closed', async () => {
    for (const unit of ['kafka', 'zookeeper']) {
      const name = unit === 'kafka' ? 'server' : unit;
      await sh(
        'setpriv --reuid=$0 --regid=$0 --clear-groups bash -c "echo closed >/var/log/$0/$1.log.1"',
        ...[unit, name],
      );
      await sh('systemctl start $0-logrotate.service', unit);
      expect(await sh('zcat /var/log/$0/archive/*.gz', unit)).toBe('closed');
      expect(await sh('systemctl is-active $0-logrotate.timer', unit)).toBe('active');
    }
  });

  describe('under drills, which', () => {
    const drill = (...argv: readonly string[]): ChildProcess => {
      const inventory = join(lab.place.folder, 'inventory.json');
      writeFileSync(inventory, JSON.stringify(cluster.inventory()));
      const cli = join(packageFolder(), 'dist/scripts/cli.js');
      const command = [process.execPath, cli, 'drill', ...argv, '--inventory', inventory, '--yes'];
      const [program = '', ...args] = inLab(lab.place, command);
      const env = { ...process.env, ...lab.environment, CDKTF_KAFKA_IDENTITY: lab.place.sshKey };
      return spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    };
    const inside = (name: string, script: string) => lab.host(name).inside(['bash', '-c', script]);

    it('are undone by the host itself where the command is killed', async () => {
      const killed = drill('broker-frozen', '--host', 'broker-2');
      const process = `/proc/$(systemctl show --value --property=MainPID kafka)/status`;
      const isFrozen = async () => /^State:\tT/m.test(await inside('broker-2', `cat ${process}`));
      await waitUntil('the broker to be frozen', isFrozen);
      killed.kill('SIGKILL');
      expect(await inside('broker-2', `systemctl is-active ${UNDO}`)).toBe('active');
      // What the timer does when its time has come.
      await inside('broker-2', `systemctl start ${UNDO.replace('timer', 'service')}`);
      await waitUntil('the broker to go on', async () => !(await isFrozen()));
    });

    it('kill the controller under load, and find every record that was acknowledged once', async () => {
      const killed = drill('controller-killed', '--json', '--wait-for-lock', '60');
      const [said] = await Promise.all([text(killed.stdout!), once(killed, 'exit')]);
      const { partitions } = JSON.parse(said) as DrillReport;
      expect(partitions).toHaveLength(3);
      for (const { acked, lost, doubled } of partitions) {
        expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
        expect(acked).toBeGreaterThan(10);
      }
      expect(killed.exitCode).toBe(0);
      // The timer that the drill before has left is gone.
      expect(await inside('broker-2', `systemctl is-active ${UNDO} || true`)).toBe('inactive');
    });
  });

  it('start again after a crash, which the JVM could report, though the class archive is damaged, and follow no link to hand over a folder', async () => {
    // Another file: what runs has the old one in its memory.
    await sh('cd $0; for a in kafka-*; do head -c 9M $a >new; mv new $a; done', CLASS_ARCHIVES);
    await sh(
      'mkdir /etc/planted; rm -rf /var/log/kafka/archive; ln -s /etc/planted /var/log/kafka/archive',
    );
    const before = await show('kafka.service', 'MainPID');
    await sh('kill -SEGV $0', before);
    await waitUntil(
      'another process',
      async () => !['0', before].includes(await show('kafka.service', 'MainPID')),
      { everyMs: 250 },
    );
    const report = await sh('cat /var/log/kafka/jvm-crash.log');
    expect(report).toContain('SIGSEGV');
    expect(report).toMatch(/^MemTotal:/m);
    // Not all of the smoke checks: Kafka gives it its leadership back only after minutes.
    const serves = 'curl --silent --max-time 20 http://127.0.0.1:7071/metrics || true';
    await waitUntil(
      'the broker to have its replicas in sync',
      async () => /underreplicatedpartitions 0\.0$/m.test(await sh(serves)),
      { everyMs: 500 },
    );
    expect(await mappedClassArchives(lab.host('broker-1'))).toEqual(['zookeeper']);
    await sh('systemctl start kafka-logrotate.service || true');
    expect(await sh('stat --format="%U %G %a" /etc/planted; ls /etc/planted')).toBe(
      'root root 755',
    );
  });
});
