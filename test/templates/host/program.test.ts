import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderHost, type HostFile } from '../../../cluster/host-files';
import { hostManifest } from '../../../cluster/host-files/host-manifest';
import { hostProgram } from '../../../cluster/host-files/host-program';
import { asService } from '../../../scripts/hosts/command-words';
import { firstBoot } from '../../../stacks/first-boot';
import { describeUnless } from '../../support/describe-unless';
import { HostSandbox, sandboxObstacle } from '../../support/host-sandbox';
import { productionTopology } from '../../support/production-topology';

const PREFIX = 'logs/broker-1';
const PROGRAM = '/usr/local/sbin/cdktf-kafka-host';
const SETTINGS = '/etc/kafka/server.properties';
const META = '/var/lib/kafka/disk1/topics/meta.properties';
const SECRET = 'broker.id=1\nbroker.id=not to be seen\n';

const sha = (algorithm: string, content: string | Buffer) =>
  createHash(algorithm).update(content).digest('hex');

/** A tar with one file in one folder, as Kafka's archive has. */
function makeArchive(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    mkdirSync(join(folder, 'kafka/libs'), { recursive: true });
    writeFileSync(join(folder, 'kafka/libs/a.jar'), 'a jar');
    spawnSync('tar', ['--create', `--file=${folder}/a.tar`, `--directory=${folder}`, 'kafka']);
    return readFileSync(join(folder, 'a.tar'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describeUnless(sandboxObstacle(), "the host's program", () => {
  let box: HostSandbox;
  let manifest = '';
  const tar = makeArchive();
  const topology = productionTopology();
  const host = topology.hosts[0]!;

  beforeEach(async () => {
    box = await HostSandbox.make();
    publish();
    box.sh(
      `mkdir -p /etc/cdktf-kafka && cd /etc/cdktf-kafka &&
      printf '%s\\n' 'host broker-1' 'region eu-west-1' 'bucket files' 'prefix ${PREFIX}' >host.conf`,
    );
    vouch();
    box.sh(`install -m 0755 /bucket/files/${PREFIX}${PROGRAM} ${PROGRAM}`);
    box.sh('install -m 0600 /dev/null /etc/secret && printf %s "$1" >/etc/secret', SECRET);
  });
  afterEach(() => box?.remove());

  /** As a deploy does. */
  function publish(alter: (file: HostFile) => HostFile = (file) => file): void {
    const files = [hostProgram(), ...renderHost(topology, host)].map(alter);
    const archive = { key: 'logs/archives/kafka.tar', sha512: sha('sha512', tar) };
    for (const { path, content } of files) box.put(`${PREFIX}${path}`, content);
    box.put(archive.key, tar);
    manifest = hostManifest(topology, host, { files, archive });
    box.put(`${PREFIX}/manifest`, manifest);
  }

  /** As converge does. */
  const vouch = () =>
    box.sh('echo "$1" >/etc/cdktf-kafka/manifest.sha256', sha('sha256', manifest));

  const withLine =
    (line: string) =>
    (file: HostFile): HostFile => {
      if (file.path !== SETTINGS) return file;
      const content = `${file.content}${line}\n`;
      return { ...file, content, sha256: sha('sha256', content) };
    };
  const changed = withLine('changed=1');
  const boot = () => box.run(`${PROGRAM} boot`);
  const booted = () => expect(boot()).toMatchObject({ code: 0 });
  const pull = () => box.run(`${PROGRAM} pull`);
  const prepare = () => box.run(`${PROGRAM} prepare`);
  const status = () => box.sh(`${PROGRAM} status`);
  /** One of its functions, with what a command knows. */
  const call = (script: string, ...args: string[]) =>
    box.run(
      `source <(head --lines=-1 ${PROGRAM}); COMMAND=boot; mkdir -p $RUN; read_settings
      use_manifest $APPLIED; ${script}`,
      ...args,
    );

  describe('at a boot', () => {
    it('writes every file with its owner and mode, and starts the units in their order', () => {
      expect(boot().said).toContain('ready: starts zookeeper.service kafka.service');
      for (const { path, mode, owner, group } of renderHost(topology, host)) {
        const found = box.sh('stat --format="%a %U %G" "$1"', path);
        expect(`${path} ${found}`).toBe(`${path} ${mode.toString(8)} ${owner} ${group}`);
      }
      expect(box.sh('cat /opt/kafka/libs/a.jar')).toBe('a jar');
      expect(box.sh('cat /run/calls').split('\n').slice(-2)).toEqual([
        'systemctl --no-block start zookeeper.service kafka.service ' +
          'zookeeper-logrotate.timer kafka-logrotate.timer ' +
          'prometheus-node-exporter.service cdktf-kafka-class-archives.timer',
        `systemd-run --quiet --collect --no-block --unit=cdktf-kafka-packages ${PROGRAM} packages`,
      ]);
      expect(box.sh(`cat /bucket/files/${PREFIX}/published/ssh_host_keys`)).toBe(
        'ssh-ed25519 AAAA',
      );
    });

    it('has nothing installed in the background where all is there, and stops what had the name before', () => {
      box.sh('echo prometheus-node-exporter >/etc/installed');
      booted();
      const calls = box.sh('cat /run/calls').split('\n');
      expect(calls.filter((call) => call.startsWith('systemd-run'))).toEqual([]);
      expect(calls).toContain('systemctl --quiet stop prometheus-node-exporter.service');
    });

    it("gives a service its last folder alone, and keeps those above root's", () => {
      booted();
      const owners = 'stat --format="%U %a" "$@"';
      expect(
        box.sh(owners, '/var/lib/kafka/disk1/topics', '/var/lib/zookeeper/snapshots/version-2'),
      ).toBe('kafka 750\nzookeeper 750');
      expect(
        box.sh(owners, '/var/lib/kafka', '/var/lib/kafka/disk1', '/var/lib/zookeeper/snapshots'),
      ).toBe('root 755\nroot 755\nroot 755');
    });

    it('does nothing anew at the next one, and asks nothing of the bucket', () => {
      booted();
      const of = /^(etc|opt|var\/lib\/kafka)\//;
      box.sh('touch /run/booted');
      box.put(`${PREFIX}/manifest`, 'nothing of use');
      booted();
      expect(box.writtenAfter('/run/booted').filter((file) => of.test(file))).toEqual([]);
      expect(status()).toMatch(/^state ready$/m);
    });

    it.each([
      [
        'a torn file',
        `${PREFIX}${SETTINGS}`,
        'torn',
        /differs in: \/etc\/kafka\/server\.properties/,
      ],
      ['a missing file', `${PREFIX}${SETTINGS}`, undefined, /differs in: \/etc\/kafka\/server/],
      ['another archive', 'logs/archives/kafka.tar', 'else', /kafka\.tar: must have the SHA-512/],
      [
        'another manifest',
        `${PREFIX}/manifest`,
        'host broker-1\n',
        /manifest: must have the SHA-256/,
      ],
      ['no manifest', `${PREFIX}/manifest`, undefined, /manifest: must be there/],
    ])('refuses %s, and starts nothing', (_, key, content, message) => {
      box.put(key, content);
      const { code, said } = boot();
      expect(said).toMatch(message);
      expect(code).toBe(3);
      expect(status()).toMatch(/^state refused$/m);
      expect(box.sh('cat /run/calls 2>/dev/null || true')).not.toContain('start');
    });

    it.each([
      [META, 'kafka', 'broker.id=7\n', 'must say broker.id=1, got 7.'],
      ['/var/lib/zookeeper/snapshots/myid', 'root', '2\n', 'must say 1, got 2.'],
    ])('refuses the data of another: %s', (path, owner, text, message) => {
      booted();
      box.sh('install -o "$2" /dev/null "$1" && printf %s "$3" >"$1"', path, owner, text);
      expect(boot()).toMatchObject({ code: 3, said: expect.stringContaining(message) as string });
    });
  });

  describe('at a pull', () => {
    it('writes what differs and says what it needs, and nothing the next time', () => {
      booted();
      publish(changed);
      vouch();
      expect(pull().said).toBe(
        `changed broker-settings ${SETTINGS}\nmanifest ${sha('sha256', manifest)}`,
      );
      expect(pull().said).toBe(`manifest ${sha('sha256', manifest)}`);
      expect(box.sh('tail -1 "$1"', SETTINGS)).toBe('changed=1');
    });

    it('asks nothing of the bucket for what was laid aside, which until then changes nothing', () => {
      booted();
      publish(changed);
      vouch();
      const before = box.sh('cat "$1"; readlink /opt/kafka; ls /opt', SETTINGS);
      const told = { code: 0, said: `manifest ${sha('sha256', manifest)}` };
      expect(prepare()).toEqual(told);
      expect(prepare()).toEqual(told);
      expect(box.sh('cat "$1"; readlink /opt/kafka; ls /opt', SETTINGS)).toBe(before);
      box.sh('mv /bucket/files /bucket/away');
      expect(pull().said).toContain(`changed broker-settings ${SETTINGS}`);
      box.sh('mv /bucket/away /bucket/files');
    });

    it('fetches anew where what was laid aside is torn, or of an older deploy', () => {
      booted();
      publish(changed);
      vouch();
      expect(prepare().code).toBe(0);
      box.sh('rm "/var/lib/cdktf-kafka/incoming$1"', SETTINGS);
      expect(pull().code).toBe(0);
      expect(box.sh('tail -1 "$1"', SETTINGS)).toBe('changed=1');
      expect(prepare().code).toBe(0);
      publish(withLine('changed=2'));
      vouch();
      expect(pull().code).toBe(0);
      expect(box.sh('tail -1 "$1"', SETTINGS)).toBe('changed=2');
    });

    it('lays nothing aside that nobody but the bucket vouches for', () => {
      booted();
      publish(changed);
      expect(prepare()).toMatchObject({
        code: 3,
        said: expect.stringContaining('must have the SHA-256') as string,
      });
      expect(status()).toMatch(/^state ready$/m);
    });

    it.each([
      ['other comments', '# changed', 'nothing'],
      ['another setting', 'changed=1', 'broker-settings'],
    ])('knows whether %s ask for a restart, and whether what runs is behind', (_, line, word) => {
      booted();
      box.sh(`for unit in kafka zookeeper; do ${PROGRAM} started $unit.service; done`);
      publish(withLine(line));
      vouch();
      expect(pull().said).toContain(`changed ${word} ${SETTINGS}`);
      const [wanted] = new RegExp(`(?<=^file )\\S+(?= .*${SETTINGS}$)`, 'm').exec(status())!;
      const notes = status()
        .split('\n')
        .filter((each) => /^started /.test(each));
      const current = (unit: string) => `started ${unit}.service ${wanted} ${SETTINGS}`;
      expect(notes.includes(current('kafka'))).toBe(word === 'nothing');
      expect(notes.includes(current('zookeeper'))).toBe(word === 'nothing');
      expect(notes).toHaveLength(2 * (renderHost(topology, host).length + 1));
    });

    it('keeps the note of a process that was started with neither the old file nor the new', () => {
      booted();
      box.sh(`${PROGRAM} started kafka.service; echo '# by hand' >>${SETTINGS}`);
      const notes = box.sh('cat /run/cdktf-kafka/started/kafka.service');
      expect(pull().said).toContain(`changed nothing ${SETTINGS}`);
      expect(box.sh('cat /run/cdktf-kafka/started/kafka.service')).toBe(notes);
    });

    it('says until then that another archive waits for its processes to stop', () => {
      booted();
      expect(status()).not.toMatch(/^waiting/m);
      box.sh('ln -sfn /opt/older /opt/kafka');
      expect(status()).toMatch(/^waiting broker-restart \/opt\/kafka$/m);
      expect(pull().said).toContain('changed broker-restart /opt/kafka');
      expect(status()).not.toMatch(/^waiting/m);
    });

    it('keeps a file as it was given, whatever the bucket has, until it is released', () => {
      booted();
      const held = 'broker.id=1\nheld=1';
      const hold = (path: string) => box.run(`printf %s "$1" | ${PROGRAM} hold "$2"`, held, path);
      expect(hold(SETTINGS)).toEqual({ code: 0, said: '' });
      expect(status()).toMatch(new RegExp(`^held ${SETTINGS}$`, 'm'));
      publish(changed);
      vouch();
      expect(pull().said).toContain(`changed broker-settings ${SETTINGS}`);
      booted();
      expect(pull().said).not.toContain(SETTINGS);
      expect(box.sh('cat "$1"', SETTINGS)).toBe(held);
      expect(box.sh('stat --format="%a %U %G" "$1"', SETTINGS)).toBe('640 root kafka');
      expect(box.sh('stat --format=%a /var/lib/cdktf-kafka/held')).toBe('700');

      box.sh(`${PROGRAM} release`);
      expect(status()).not.toMatch(/^held/m);
      expect(pull().said).toContain(`changed broker-settings ${SETTINGS}`);
      expect(box.sh('tail -1 "$1"', SETTINGS)).toBe('changed=1');
      expect(hold('/etc/passwd')).toEqual({
        code: 2,
        said: "cdktf-kafka-host: FAILED: hold: must be of a file of the manifest, got '/etc/passwd'.",
      });
    });

    it('removes what the host should not have any more', () => {
      booted();
      publish((file) =>
        file.path === '/etc/kafka/jmx-exporter.yml'
          ? { ...file, path: '/etc/kafka/other.yml' }
          : file,
      );
      vouch();
      expect(pull().said).toContain('removed nothing /etc/kafka/jmx-exporter.yml');
      expect(box.sh('ls /etc/kafka')).toMatch(/^other\.yml$/m);
      expect(box.sh('ls /etc/kafka')).not.toContain('jmx-exporter.yml');
    });

    it('stops a timer or a socket that the host should not have any more', () => {
      booted();
      const TIMER = '/etc/systemd/system/kafka-logrotate.timer';
      publish((file) => (file.path === TIMER ? { ...file, path: `${TIMER}.other` } : file));
      vouch();
      expect(pull().said).toContain(`removed restart-timer ${TIMER}`);
      expect(box.sh('cat /run/calls')).toContain('systemctl --quiet stop kafka-logrotate.timer');
    });

    it('takes nothing that nobody but the bucket vouches for, and stays as ready as it was', () => {
      booted();
      publish((file) =>
        file.path === PROGRAM
          ? { ...file, content: 'touch /pwned\n', sha256: sha('sha256', 'touch /pwned\n') }
          : changed(file),
      );
      expect(pull()).toMatchObject({
        code: 3,
        said: expect.stringContaining('must have the SHA-256') as string,
      });
      expect(box.sh('tail -1 "$1"', SETTINGS)).not.toBe('changed=1');
      expect(box.sh(`head -1 ${PROGRAM}`)).toBe('#!/bin/bash');
      expect(status()).toMatch(/^state ready$/m);
    });
  });

  describe('where a service has put a link', () => {
    const asKafka = (script: string) =>
      box.sh(`setpriv --reuid=kafka --regid=kafka --clear-groups bash -ec "$1"`, script);

    it('shows nothing of what meta.properties leads to', () => {
      booted();
      asKafka(`ln -s /etc/secret ${META}`);
      const { code, said } = boot();
      expect(said).toContain('must say broker.id=1, got none.');
      expect(code).toBe(3);
      expect(`${said}${status()}`).not.toMatch(/not to be seen/);
    });

    it.each(['broker.id=1; rm -rf /', 'broker.id=\u001b[2J', 'broker.id=99999999999'])(
      'shows nothing but a number of meta.properties that says %j',
      (text) => {
        booted();
        box.sh('printf %s "$2" >"$1"; chown kafka "$1"', META, text);
        expect(boot().said).toContain('must say broker.id=1, got none.');
      },
    );

    it('waits for no pipe in the place of a file', () => {
      booted();
      asKafka(`mkfifo ${META}`);
      expect(boot().said).toContain('must say broker.id=1, got none.');
    });

    it('shows nothing of what myid leads to, takes its folder back and writes myid anew', () => {
      booted();
      // As earlier releases left it.
      box.sh(`cd /var/lib/zookeeper/snapshots && rm myid && chown zookeeper . &&
        setpriv --reuid=zookeeper --regid=zookeeper --clear-groups ln -s /etc/secret myid`);
      const { said } = boot();
      expect(said).toContain('myid: must say 1, got none.');
      expect(`${said}${status()}`).not.toMatch(/not to be seen/);
      expect(status()).toMatch(/^file \S{64} missing \/var\/lib\/zookeeper\/snapshots\/myid$/m);
      expect(box.sh('stat --format="%U" /var/lib/zookeeper/snapshots')).toBe('root');
    });

    it('writes no file below a folder that is not root’s', () => {
      booted();
      box.sh(
        'chown kafka /etc/kafka && ln -s /etc/secret /etc/kafka/server.properties.cdktf-kafka',
      );
      publish(changed);
      vouch();
      expect(pull()).toMatchObject({
        code: 3,
        said: expect.stringContaining(
          "must lie below folders that are root's alone to write",
        ) as string,
      });
      expect(box.sh('cat /etc/secret')).toBe(SECRET.trim());
      expect(status()).toMatch(/^file \S{64} missing \/etc\/kafka\/server\.properties$/m);
    });

    it('shows converge and smoke nothing of what a log leads to', () => {
      booted();
      box.sh('install -d -o kafka /var/log/kafka && ln -s /etc/secret /var/log/kafka/server.log');
      const { code, said } = box.run(
        '"$@"',
        ...asService('kafka', ['cat', '/var/log/kafka/server.log']),
      );
      expect(said).toContain('Permission denied');
      expect(code).toBe(1);
    });

    it('tells no digest of what a link in the place of a file leads to', () => {
      booted();
      box.sh(`ln -sf /etc/secret ${SETTINGS}`);
      expect(status()).toMatch(/^file \S{64} missing \/etc\/kafka\/server\.properties$/m);
      expect(box.sh(`${PROGRAM} started kafka.service; cat /run/cdktf-kafka/started/*`)).toContain(
        `missing ${SETTINGS}`,
      );
    });

    it('refuses a link in the place of a data folder', () => {
      booted();
      box.sh('cd /var/lib/kafka/disk1 && rm -r topics && ln -s /etc topics');
      expect(boot().said).toContain('/var/lib/kafka/disk1/topics: must be a folder.');
      expect(box.sh('stat --format=%U /etc')).toBe('root');
    });

    it('changes the owner of the link, not of what it leads to', () => {
      booted();
      const [data, link] = ['/var/lib/kafka/disk1/topics', '/var/lib/kafka/disk1/topics/link'];
      box.sh('ln -s /etc/secret "$2" && chown -h 4711 "$1" "$2"', data, link);
      booted();
      expect(box.sh('stat --format=%U "$@"', data, link, '/etc/secret')).toBe('kafka\nkafka\nroot');
    });

    it.each([
      ['ln -s /etc/secret .cdktf-kafka', ''],
      ["printf 'logs broker-1 kafka-1\\n' >.cdktf-kafka", 'logs broker-1 kafka-1'],
      ["printf '\\033[2Jlogs' >.cdktf-kafka", 'a mark that is none'],
      ['true', ''],
    ])('takes for the mark of a disk only what can be one: %s', (script, mark) => {
      booted();
      expect(call(`cd $(mktemp -d); ${script}; mark_in "$PWD"`).said).toBe(mark);
    });

    it('reads as the service, with no capability and without the lock that it holds', () => {
      booted();
      const asked =
        'id -un; id -Gn; grep -E "^(CapEff|CapBnd|NoNewPrivs)" /proc/self/status; ls /proc/self/fd/9';
      const { said } = call(`exec 9>$RUN/lock; as_service kafka bash -c '${asked}' || true`);
      expect(said.split(/\s+/)).toEqual([
        ...['kafka', 'kafka', 'CapEff:', '0'.repeat(16), 'CapBnd:', '0'.repeat(16)],
        ...['NoNewPrivs:', '1'],
      ]);
    });
  });

  describe('from user data', () => {
    /** The script of cloud-init's bootcmd; systemd would run what it writes. */
    const register = () => {
      box.sh(`rm -r ${PROGRAM} /etc/cdktf-kafka`);
      const text = firstBoot({
        ...{ hostName: 'broker-1', region: 'eu-west-1', bucket: 'files', keyPrefix: PREFIX },
        ...{ manifestSha256: sha('sha256', manifest), disks: [] },
      });
      const [, script] = text.split(/^ {2}- \|\n/m);
      box.sh(script!.replace(/^ {4}/gm, ''));
    };
    const start = () => box.run('bash /usr/local/lib/cdktf-kafka/start');

    it('comes up by the program of the bucket, once its digest is known to be right', () => {
      register();
      expect(start()).toMatchObject({
        code: 0,
        said: expect.stringContaining('ready: starts') as string,
      });
    });

    it.each([
      ['another program', () => box.put(`${PREFIX}${PROGRAM}`, 'touch /pwned\n')],
      [
        'another program and its manifest',
        () =>
          publish((file) => {
            const content = file.path === PROGRAM ? 'touch /pwned\n' : file.content;
            return { ...file, content, sha256: sha('sha256', content) };
          }),
      ],
      [
        'a manifest without a program',
        () => box.put(`${PREFIX}/manifest`, manifest.replace(/^file .*cdktf-kafka-host$/m, '')),
      ],
    ])('runs nothing of %s', (_, attack) => {
      register();
      attack();
      const { code, said } = start();
      expect(said).toContain('REFUSED: the bucket holds another manifest or program');
      expect(code).toBe(3);
      expect(box.run('ls /pwned').code).not.toBe(0);
    });

    it('takes what converge has handed over in the place of what it was born with', () => {
      register();
      publish(changed);
      expect(start().code).toBe(3);
      vouch();
      expect(start().code).toBe(0);
    });
  });
});

it("shellcheck has nothing to say against the host's program", () => {
  const { stdout, status } = spawnSync('shellcheck', ['--shell=bash', '-'], {
    input: hostProgram().content,
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
});
