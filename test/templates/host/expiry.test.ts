import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foundCertificate, readCertificates } from '../../../cluster/identities/found-certificate';
import { newIdentity } from '../../../scripts/authority/new-identity';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { CLOSED_PORT } from '../../support/closed-port';
import { describeUnless } from '../../support/describe-unless';
import { HostFunctions } from '../../support/host-functions';
import { sandboxObstacle } from '../../support/host-sandbox';
import { until } from '../../support/until';

const folder = mkdtempSync(join(tmpdir(), 'expiry-'));
const NAME = 'cdktf_kafka_certificate_not_after_timestamp_seconds';
const LIMIT_MS = 60_000;

describeUnless(sandboxObstacle(), 'how long certificates hold', () => {
  const servers: ChildProcess[] = [];
  let host: HostFunctions;
  let authority: OwnAuthority;

  beforeAll(async () => {
    host = await HostFunctions.make();
    authority = await OwnAuthority.open(new FileSecretStore(folder), 'logs');
    host.box.sh(`groupadd --gid 9092 kafka || true
      useradd --uid 9092 --gid 9092 --no-create-home kafka || true
      mkdir -p /var/lib/cdktf-kafka`);
  }, LIMIT_MS);
  afterAll(async () => {
    servers.forEach((server) => server.kill());
    rmSync(folder, { recursive: true, force: true });
    await host.remove();
  });

  /** A port that shows such a certificate and asks for one, as those of a broker do. */
  const shown = async (days: number) => {
    const pem = await newIdentity(authority, { commonName: 'logs-members', hosts: ['a'] }, days);
    const [identity, trusted] = [`${days}.pem`, 'trusted.pem'].map((name) => join(folder, name));
    writeFileSync(identity!, pem);
    writeFileSync(trusted!, await authority.trusted());
    // A process of its own: this one waits for the host's program and does nothing else.
    const server = spawn('openssl', [
      ...['s_server', '-accept', '127.0.0.1:0', '-tls1_3', '-cert', identity!, '-key', identity!],
      ...['-Verify', '1', '-CAfile', trusted!],
    ]);
    servers.push(server);
    server.stdin.on('error', () => undefined);
    let said = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const port = () => /^ACCEPT 127\.0\.0\.1:(\d+)$/m.exec(said)?.[1];
    await until('it listens', () => port() !== undefined);
    const { notAfter } = foundCertificate(readCertificates(pem)[0]!);
    return { port: Number(port()), ends: notAfter.getTime() / 1000 };
  };

  const expiry = (...ports: readonly number[]) => {
    const lines = ['cluster logs', ...ports.map((port) => `door kafka ${port}`)];
    host.box.put('manifest', `${lines.join('\n')}\n`);
    host.box.sh('cp /bucket/files/manifest /var/lib/cdktf-kafka/manifest; rm -f /run/calls');
    const { code, said } = host.call('expiry');
    return { code, said, metrics: host.box.sh('cat /run/cdktf-kafka/metrics/certificates.prom') };
  };

  it(
    'is asked for at the ports, left for Prometheus, and published: what ends first',
    async () => {
      host.command('aws', 'echo "aws $*" >>/run/calls');
      const [year, month] = [await shown(365), await shown(30)];
      const { code, metrics } = expiry(year.port, month.port, CLOSED_PORT);
      expect(code).toBe(0);
      expect(metrics.split('\n').slice(2)).toEqual([
        `${NAME}{process="kafka",port="${year.port}"} ${year.ends}`,
        `${NAME}{process="kafka",port="${month.port}"} ${month.ends}`,
      ]);
      expect(host.calls()).toMatch(
        /^aws cloudwatch put-metric-data --region eu-west-1 --namespace cdktf-kafka\/logs\/broker-1 --metric-name CertificateDaysLeft --value (29\.\d\d|30\.00)$/,
      );
    },
    LIMIT_MS,
  );

  it(
    'is published of nothing where no process shows a certificate',
    () => {
      host.command('aws', 'echo "aws $*" >>/run/calls');
      const { code, metrics } = expiry(CLOSED_PORT);
      expect(code).toBe(0);
      expect(metrics).not.toMatch(/^[^#]/m);
      expect(host.calls()).toContain('No such file');
    },
    LIMIT_MS,
  );

  it(
    'is left for Prometheus also where CloudWatch is out of reach, and that is said',
    async () => {
      host.command('aws', 'echo "Could not connect" >&2; exit 255');
      const { port, ends } = await shown(30);
      const { code, said, metrics } = expiry(port);
      expect(code).toBe(0);
      expect(said).toContain('could not tell CloudWatch');
      expect(metrics).toContain(`{process="kafka",port="${port}"} ${ends}`);
    },
    LIMIT_MS,
  );
});
