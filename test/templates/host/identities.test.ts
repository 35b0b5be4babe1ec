import { createPrivateKey, X509Certificate } from 'node:crypto';
import { OwnAuthority } from '../../../scripts/authority/own-authority';
import { parseHostIdentities } from '../../../scripts/health/host/host-identities';
import { FileSecretStore } from '../../../scripts/secrets/file-secret-store';
import { describeUnless } from '../../support/describe-unless';
import { HostFunctions } from '../../support/host-functions';
import { sandboxObstacle } from '../../support/host-sandbox';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'identities-'));
const names = { commonName: 'logs-members', hosts: ['broker-1.logs.internal', '10.0.0.7'] };
const IDENTITY = '/etc/kafka/tls/identity.pem';
const TRUSTED = '/etc/kafka/tls/trusted.pem';

describeUnless(sandboxObstacle(), "a host's certificates", () => {
  let host: HostFunctions;
  let authority: OwnAuthority;
  let other: OwnAuthority;

  beforeAll(async () => {
    host = await HostFunctions.make();
    const open = (name: string) => OwnAuthority.open(new FileSecretStore(join(folder, name)), name);
    [authority, other] = await Promise.all([open('one'), open('other')]);
    host.box.sh(`groupadd --gid 9092 kafka || true
      useradd --uid 9092 --gid 9092 --no-create-home kafka || true
      mkdir -p /var/lib/cdktf-kafka
      echo "identity kafka ${IDENTITY} ${TRUSTED}" >/var/lib/cdktf-kafka/manifest`);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await host.remove();
  });

  const request = () => {
    const { code, said } = host.call('request kafka');
    expect([code, said]).toEqual([0, expect.stringContaining('BEGIN CERTIFICATE REQUEST')]);
    return said;
  };
  /** As over SSH: what is signed, then who is to be trusted. */
  const certify = (signed: string, trusted: string, before = '') => {
    host.box.put('signed', `${signed}trusted\n${trusted}`);
    return host.call(`${before}\ncertify kafka </bucket/files/signed`);
  };
  const found = () => parseHostIdentities(host.call('identities').said)[0]!;
  const read = (path: string) => host.box.sh(`cat ${path}`);
  const signed = (by: OwnAuthority, days = 30) => by.sign({ request: request(), names, days });
  const status = () => host.call('use_manifest "$APPLIED"; tell_identities').said;

  it('wait for a signature, and are told to', () => {
    expect(status()).toBe('certificate kafka lacking');
    expect(found()).toEqual({
      ...{ process: 'kafka', certificate: undefined, chain: '', trusted: '', keyFits: false },
    });
  });

  it('are of a key that only their process reads, and that is shown to nobody', async () => {
    const { code, said } = certify(await signed(authority), await authority.trusted());
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/has a certificate for kafka: notAfter=/),
    ]);
    expect(host.box.sh(`stat -c '%a %U %G' ${IDENTITY} ${TRUSTED}`)).toBe(
      '400 kafka kafka\n644 root root',
    );
    const pem = read(IDENTITY);
    expect(new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem))).toBe(true);
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    const { certificate, keyFits, trusted } = found();
    expect(certificate?.subject).toBe('CN=logs-members');
    expect(certificate?.hosts).toEqual(names.hosts);
    expect(keyFits).toBe(true);
    expect(trusted.trim()).toBe((await authority.trusted()).trim());
    expect(host.call('identities').said).not.toContain('PRIVATE');
    expect(status()).toBe('certificate kafka here');
  });

  it('are of a new key each time, and the old one is nowhere', async () => {
    const before = read(IDENTITY).split('\n')[1]!;
    expect(certify(await signed(authority), await authority.trusted()).code).toBe(0);
    expect(read(IDENTITY)).not.toContain(before);
    expect(host.box.run(`grep -rl -- '${before}' /etc/kafka /var/lib/cdktf-kafka /run`).said).toBe(
      '',
    );
    expect(host.box.sh('ls /var/lib/cdktf-kafka/requests')).toBe('');
  });

  it.each([
    [
      'for another key',
      async () => {
        const first = request();
        request();
        return authority.sign({ request: first, names, days: 30 });
      },
      /must be for the key that was made here last/,
    ],
    ['of another authority', () => signed(other), /must hold now, and lead to a trusted authority/],
    ['that is over', () => signed(authority, -1), /must hold now/],
  ] as const)('are not taken %s', async (_, make, reason) => {
    const before = read(IDENTITY);
    const { code, said } = certify(await make(), await authority.trusted());
    expect([code, said]).toEqual([3, expect.stringMatching(reason)]);
    expect(read(IDENTITY)).toBe(before);
    expect(read(TRUSTED).trim()).toBe((await authority.trusted()).trim());
  });

  it('keep one that the authorities to be trusted would not believe', async () => {
    const { code, said } = certify('', await other.trusted());
    expect([code, said]).toEqual([3, expect.stringMatching(/lead to a trusted authority/)]);
  });

  it('fit together wherever taking them in is cut off', async () => {
    const whole = `certify kafka </bucket/files/signed`;
    const [from, to] = [await authority.trusted(), await other.trusted()];
    for (let cut = 1; cut <= 3; cut += 1) {
      host.box.put('signed', `${await signed(authority)}trusted\n${from}`);
      expect(host.call(whole).code).toBe(0);
      host.box.put('signed', `${await signed(other)}trusted\n${to}`);
      // Killed after so many files have their place, as by kill -9.
      const { code } =
        host.call(`mv() { command mv "$@"; if [[ $* == *tls/* ]] && ((++moved == ${cut})); then kill -9 $BASHPID; fi; }
        ${whole}`);
      expect(code).not.toBe(0);
      const check = host.box.run(
        `openssl verify -no-CApath -no-CAstore -CAfile ${TRUSTED} ${IDENTITY}`,
      );
      expect([cut, check.said]).toEqual([cut, `${IDENTITY}: OK`]);
      expect(found().keyFits).toBe(true);
    }
    // What was not done is done by the next one.
    host.box.put('signed', `${await signed(other)}trusted\n${to}`);
    expect(host.call(whole).code).toBe(0);
    expect(read(TRUSTED).trim()).toBe(to.trim());
  });
});
