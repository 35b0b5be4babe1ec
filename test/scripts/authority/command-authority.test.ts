import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertificates } from '../../../cluster/identities/found-certificate';
import { CommandAuthority } from '../../../scripts/authority/command-authority';
import { newIdentity, newRequest } from '../../../scripts/authority/new-identity';
import { opensslAuthority, type OpensslAuthorityOptions } from '../../support/openssl-authority';

const folder = mkdtempSync(join(tmpdir(), 'command-authority-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = { commonName: 'logs-members', hosts: ['broker-1.logs.internal', '10.0.0.7'] };
let count = 0;
const made = (options: OpensslAuthorityOptions = {}) =>
  opensslAuthority(join(folder, String(count++)), 'corporate', options);
const identify = (options?: OpensslAuthorityOptions) =>
  newIdentity(new CommandAuthority(made(options).spec), names, 30);
/** What a command does instead of signing. */
const signWith = (script: string, timeoutSeconds = 60) =>
  new CommandAuthority({
    ...{ kind: 'command', trusted: 'none', timeoutSeconds },
    command: ['bash', '-c', script],
  }).sign({ request: 'a request', names, days: 30 });

test.each(['EC', 'RSA'] as const)(
  'one with keys of %s signs, by way of another',
  async (algorithm) => {
    const identity = await identify({ algorithm });
    const [own, signer, ...others] = readCertificates(identity);
    expect(own!.subjectAltName).toBe('DNS:broker-1.logs.internal, IP Address:10.0.0.7');
    expect([own!.subject, signer!.subject, others]).toEqual([
      'CN=logs-members',
      'CN=corporate',
      [],
    ]);
    expect(own!.publicKey.equals(createPublicKey(identity))).toBe(true);
  },
);

test('certificates come in the order in which they are shown, without those that nobody needs', async () => {
  const other = join(folder, String(count - 1), 'root.pem');
  const prints = `cat '${other}' '${folder}/${count}/signer.pem' '${folder}/${count}/root.pem'; printf %s "$signed"`;
  const chain = readCertificates(await identify({ prints }));
  expect(chain.map(({ subject }) => subject)).toEqual(['CN=logs-members', 'CN=corporate']);
});

test.each([
  ['prints what is no certificate', 'echo garbage', /must be a certificate in PEM/],
  ['prints nothing', 'true', /must be a certificate in PEM/],
  [
    'prints the certificate of another key',
    `cat '${folder}/N/root.pem'`,
    /must be for the key that it was asked for\./,
  ],
  ['prints a key beside it', 'cat DIR/signer.key; printf %s "$signed"', undefined],
  [
    'prints twenty times the same',
    'for i in {1..20}; do echo "$signed"; done',
    /must come with no more than 9 others, got 39/,
  ],
  [
    'leaves out the one that it signs with',
    'openssl x509 <<<"$signed"',
    /must lead to a trusted authority \(CN=corporate root\), got 'CN=corporate'/,
  ],
])('one that %s', async (_, prints, refused) => {
  const own = join(folder, String(count));
  const identity = identify({
    prints: prints.replaceAll('DIR', own).replaceAll(`${folder}/N`, own),
  });
  if (refused) return await expect(identity).rejects.toThrow(refused);
  const key = readFileSync(join(own, 'signer.key'), 'utf8').split('\n')[1]!;
  expect(await identity).not.toContain(key);
});

const SIGN =
  'openssl x509 -req -CA DIR/signer.pem -CAkey DIR/signer.key -days DAYS -subj "/CN=logs-members" -extfile <(echo "EXT") 2>/dev/null; cat DIR/signer.pem';
const EXT = 'subjectAltName=DNS:broker-1.logs.internal,IP:10.0.0.7';

test.each([
  [
    'the name of another host',
    '30',
    'subjectAltName=DNS:broker-2.logs.internal',
    /must name broker-1.logs.internal, 10.0.0.7, got 'DNS:broker-2.logs.internal'/,
  ],
  [
    'one host more',
    '30',
    `${EXT},DNS:broker-2.logs.internal`,
    /must name no other host than was asked for, got 'broker-2.logs.internal'/,
  ],
  [
    'the right to sign',
    '30',
    `${EXT}\nbasicConstraints=CA:TRUE`,
    /must be one of a host, not of an authority/,
  ],
  [
    'servers alone',
    '30',
    `${EXT}\nextendedKeyUsage=serverAuth`,
    /must be for servers and clients \(extended key usage\), got \[ '1.3.6.1.5.5.7.3.1' \]/,
  ],
  [
    'less than half of the days',
    '14',
    EXT,
    /must hold for at least half of the 30 days that it was asked for \(security.certificateDays\)/,
  ],
])('one whose certificate is for %s is refused', async (_, days, extensions, refused) => {
  const authority = made();
  const script = SIGN.replaceAll('DIR', authority.folder)
    .replace('DAYS', days)
    .replace('EXT', extensions);
  const careless = new CommandAuthority({ ...authority.spec, command: ['bash', '-c', script] });
  await expect(newIdentity(careless, names, 30)).rejects.toThrow(refused);
});

test('names come from the spec, and nothing else of the environment is changed', async () => {
  const script =
    'cat >/dev/null; echo "$CDKTF_KAFKA_COMMON_NAME $CDKTF_KAFKA_SAN $CDKTF_KAFKA_DAYS ${PATH:+path}"';
  expect(await signWith(script)).toBe(
    'logs-members DNS:broker-1.logs.internal,IP:10.0.0.7 30 path\n',
  );
});

test('it is given the request, whether or not it reads it', async () => {
  const { request } = await newRequest();
  const reads = new CommandAuthority({ kind: 'command', trusted: 'none', command: ['cat'] });
  expect(await reads.sign({ request, names, days: 30 })).toBe(request);
  expect(await signWith('exec <&-; sleep 0.1; echo done')).toBe('done\n');
});

test.each([
  ['hangs', 'sleep 600 & sleep 600', 1, 'nothing for 1 s'],
  ['prints without end', 'yes', 60, 'more than 65536 bytes'],
  ['fails', 'echo the vault is sealed >&2; exit 3', 60, 'exit code 3: the vault is sealed'],
  ['is killed', 'kill -9 $$', 60, 'its end by SIGKILL'],
])('a command that %s is told', async (_, script, seconds, got) => {
  await expect(signWith(script, seconds)).rejects.toThrow(
    `security.authority.command: must print a certificate for the request that it reads (bash), got '${got}'. Run it by hand`,
  );
});

test('a command that is not there is told', async () => {
  const none = new CommandAuthority({ kind: 'command', trusted: 'none', command: ['/no/such'] });
  await expect(none.sign({ request: 'a request', names, days: 30 })).rejects.toThrow(
    /must print a certificate .*\(\/no\/such\), got '(no such program|.*ENOENT)/,
  );
});

test('what is trusted is what the spec names', async () => {
  const { spec } = made();
  const trusted = await new CommandAuthority(spec).trusted();
  expect(new X509Certificate(trusted).subject).toBe('CN=corporate root');
});
