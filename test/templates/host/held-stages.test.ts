import { createHash } from 'node:crypto';
import { renderHost, type HostFile } from '../../../cluster/host-files';
import { hostManifest } from '../../../cluster/host-files/host-manifest';
import { HOST_PROGRAM, hostProgram } from '../../../cluster/host-files/host-program';
import { Security, type SecuritySpec } from '../../../cluster/security';
import type { Topology } from '../../../cluster/topology';
import { parseHostReport } from '../../../scripts/health/host/host-report';
import type { HostShell } from '../../../scripts/hosts/host-shell';
import { holdBack } from '../../../scripts/rolling/hold-back';
import { securityAt, STAGES, type Stage } from '../../../scripts/securing/stages';
import { describeUnless } from '../../support/describe-unless';
import { HostSandbox, sandboxObstacle } from '../../support/host-sandbox';
import { productionTopology } from '../../support/production-topology';

const PREFIX = 'logs/broker-1';
const TAR = 'an archive that no host unpacks';
const IDENTITY = '/etc/kafka/tls/identity.pem';
const sha = (algorithm: string, content: string) =>
  createHash(algorithm).update(content).digest('hex');

const tls = Security.tls({ metricsReaders: ['prometheus'] });
const at = (stage: Stage, target: SecuritySpec): Topology => {
  const topology = productionTopology({ security: stage === 'plain' ? Security.plaintext() : tls });
  const security = securityAt(stage, target);
  return { ...topology, spec: { ...topology.spec, security } };
};

// As a roll does it, with the host's own program. Each test goes on where the one before has ended.
describeUnless(sandboxObstacle(), 'a host whose security changes', () => {
  let box: HostSandbox;

  beforeAll(async () => {
    box = await HostSandbox.make();
    deploy(at('plain', Security.plaintext()));
    box.sh(
      `mkdir -p /etc/cdktf-kafka && cd /etc/cdktf-kafka &&
      printf '%s\n' 'host broker-1' 'region eu-west-1' 'bucket files' 'prefix ${PREFIX}' >host.conf &&
      install -m 0755 /bucket/files/${PREFIX}${HOST_PROGRAM} ${HOST_PROGRAM} &&
      mkdir -p /opt/kafka-${sha('sha512', TAR).slice(0, 12)} && ln -sfn /opt/kafka-${sha('sha512', TAR).slice(0, 12)} /opt/kafka`,
    );
    vouch(at('plain', Security.plaintext()));
    expect(box.run(`${HOST_PROGRAM} boot`)).toMatchObject({ code: 0 });
  });
  afterAll(() => box?.remove());

  const hostOf = ({ hosts }: Topology) => hosts[0]!;
  const filesOf = (topology: Topology): readonly HostFile[] =>
    renderHost(topology, hostOf(topology));
  const manifestOf = (topology: Topology) =>
    hostManifest(topology, hostOf(topology), {
      files: [hostProgram(), ...filesOf(topology)],
      archive: { key: 'logs/archives/kafka.tar', sha512: sha('sha512', TAR) },
    });

  /** What terraform does: what the spec no longer has is gone. */
  function deploy(topology: Topology): void {
    box.run(`rm -rf /bucket/files/${PREFIX}`);
    for (const { path, content } of [hostProgram(), ...filesOf(topology)])
      box.put(`${PREFIX}${path}`, content);
    box.put(`${PREFIX}/manifest`, manifestOf(topology));
  }
  const vouch = (topology: Topology) =>
    box.sh('echo "$1" >/etc/cdktf-kafka/manifest.sha256', sha('sha256', manifestOf(topology)));

  const shell: HostShell = {
    name: 'broker-1',
    run: ([...argv], { input = '' } = {}) => {
      box.put('input', input);
      const { code, said } = box.run('"$@" </bucket/files/input', ...argv);
      return Promise.resolve({ code: code ?? -1, stdout: said, stderr: '' });
    },
    read: () => Promise.reject(new Error('not read')),
    write: () => Promise.reject(new Error('not written')),
    forward: () => Promise.reject(new Error('not forwarded')),
  };
  const report = () => parseHostReport(box.sh(`${HOST_PROGRAM} status`));
  const hold = (topology: Topology, deployed?: Topology) =>
    holdBack(
      { cluster: { topology }, ...(deployed && { deployed }) },
      { host: hostOf(topology), hasHeld: true },
      shell,
    );

  /** The files of a stage, and no others, whatever the bucket has. */
  async function expectStage(stage: Stage, target: SecuritySpec, isLast: boolean): Promise<void> {
    const topology = at(stage, target);
    await hold(
      topology,
      isLast ? undefined : at(STAGES.at(target.kind === 'tls' ? -1 : 0)!, target),
    );
    expect(box.run(`${HOST_PROGRAM} pull`)).toMatchObject({ code: 0 });
    const files = filesOf(topology);
    const found = box.sh(
      'for path; do echo "$(sha256sum <"$path") $(stat --format="%a %U %G %n" "$path")"; done',
      ...files.map(({ path }) => path),
    );
    const wanted = files.map(
      ({ path, sha256, mode, owner, group }) =>
        `${sha256}  - ${mode.toString(8)} ${owner} ${group} ${path}`,
    );
    expect(found.split('\n')).toEqual(wanted);
    const lines = box.sh('cat /var/lib/cdktf-kafka/manifest').split('\n');
    expect(lines.sort()).toEqual(manifestOf(topology).trim().split('\n').sort());
    expect(report().heldFiles.length > 0).toBe(!isLast);
    const others = STAGES.flatMap((each) => filesOf(at(each, target))).map(({ path }) => path);
    const gone = others.filter((path) => !files.some((file) => file.path === path));
    expect(box.sh('for path; do test ! -e "$path" || echo "$path"; done', ...gone)).toBe('');
  }

  it('makes its keys before it has any file that names them', async () => {
    deploy(at('closed', tls));
    vouch(at('closed', tls));
    expect(box.run(`${HOST_PROGRAM} request kafka`)).toMatchObject({ code: 2 });
    await hold(at('opened', tls), at('closed', tls));
    expect(box.sh(`${HOST_PROGRAM} request kafka`)).toContain('BEGIN CERTIFICATE REQUEST');
    expect(box.sh(`${HOST_PROGRAM} identities`)).toMatch(/^identity zookeeper$/m);
    expect(box.sh('cat /var/lib/cdktf-kafka/manifest')).toBe(
      manifestOf(at('plain', Security.plaintext())).trim(),
    );
  });

  it('has the files of each stage on the way to TLS, and the last ones from its bucket', async () => {
    await expectStage('opened', tls, false);
    await expectStage('moved', tls, false);
    await expectStage('closed', tls, true);
    box.sh(`mkdir -p /etc/kafka/tls && echo a key >${IDENTITY}`);
  });

  it('goes back alike, when its bucket has no file of TLS any more, and forgets its keys with the last', async () => {
    const plain = Security.plaintext();
    deploy(at('plain', plain));
    vouch(at('plain', plain));
    await expectStage('moved', plain, false);
    await expectStage('opened', plain, false);
    expect(box.run(`test -e ${IDENTITY}`).code).toBe(0);
    await expectStage('plain', plain, true);
    expect(box.run(`test -e ${IDENTITY}`).code).toBe(1);
  });

  it('refuses a held manifest of which it lacks a file, and one of another host', async () => {
    const plain = Security.plaintext();
    await hold(at('moved', plain), at('plain', plain));
    box.sh('rm -rf /var/lib/cdktf-kafka/held');
    expect(box.run(`${HOST_PROGRAM} pull`)).toMatchObject({
      code: 3,
      said: expect.stringMatching(
        /must be in the bucket as the manifest that is held here names it/,
      ) as string,
    });
    expect(box.run(`echo 'host broker-2' | ${HOST_PROGRAM} hold-manifest`)).toMatchObject({
      code: 2,
      said: expect.stringContaining("must be of broker-1, got 'broker-2'") as string,
    });
    box.sh(`${HOST_PROGRAM} release`);
    expect(report().heldFiles).toEqual([]);
  });
});
