import { gunzipSync, gzipSync } from 'node:zlib';
import fc from '../../support/fast-check';
import { maskText, maskTextPair } from '../../../scripts/masking/mask-text';
import { renderForProduction } from '../../support/render-for-production';
import prodLogging from '../../../stacks/prod-logging.spec';
import { plantedSecret } from '../../support/planted-secrets';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const fromBase64 = (text: string) => Buffer.from(text, 'base64').toString();

/** Everything that a reader could decode from a text without knowing anything. */
function allReadings(text: string, depth = 3): string {
  if (depth === 0) return text;
  const runs = text.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? [];
  return [text, ...runs.map((run) => allReadings(fromBase64(run), depth - 1))].join('\n');
}

it('lets no planted secret through, in the open or packed', () => {
  fc.assert(
    fc.property(plantedSecret, fc.string(), ({ secret, text }, noise) => {
      const masked = maskText(`${noise.replaceAll(/[\\"'`[|>]/g, '')}\n${text}`);
      expect(allReadings(masked)).not.toContain(secret);
    }),
    { numRuns: 2_000 },
  );
});

it('leaves a masked text as it is', () => {
  fc.assert(
    fc.property(fc.array(plantedSecret, { maxLength: 4 }), fc.string(), (planted, noise) => {
      const masked = maskText([...planted.map(({ text }) => text), noise].join('\n'));
      expect(maskText(masked)).toBe(masked);
    }),
    { numRuns: 1_000 },
  );
});

it('shows that a secret is another one, and neither of the two', () => {
  fc.assert(
    fc.property(plantedSecret, plantedSecret, (one, other) => {
      const { before, after } = maskTextPair({
        before: `ssl.key.password=${one.secret}`,
        after: `ssl.key.password=${other.secret}`,
      });
      expect(before).toBe('ssl.key.password=(sensitive)');
      expect(after).toBe(
        one.secret === other.secret ? before : 'ssl.key.password=(sensitive, changed)',
      );
    }),
  );
});

describe('what changes behind the masks', () => {
  it('is shown for secrets that change places', () => {
    const { before, after } = maskTextPair({
      before: 'old.password=aaa\nnew.password=bbb',
      after: 'old.password=bbb\nnew.password=aaa',
    });
    expect(before).toBe('old.password=(sensitive)\nnew.password=(sensitive)');
    expect(after).toBe('old.password=(sensitive, changed)\nnew.password=(sensitive, changed)');
  });

  it('is shown only where it changes, although a line comes in before it', () => {
    const { after } = maskTextPair({
      before: 'a.password=aaa\nb.password=bbb',
      after: 'c.password=ccc\na.password=aaa\nb.password=bbb',
    });
    expect(after).toBe(
      'c.password=(sensitive, changed)\na.password=(sensitive)\nb.password=(sensitive)',
    );
  });

  it('is shown inside of base64, compressed or not', () => {
    const script = (password: string) => `#!/bin/sh\nexport DB_PASSWORD=${password}\n`;
    const { before, after } = maskTextPair({
      before: gzipSync(script('aaa')).toString('base64'),
      after: base64(script('bbb')),
    });
    expect(fromBase64(before!)).toBe(script('(sensitive)'));
    expect(fromBase64(after!)).toBe(script('(sensitive, changed)'));
  });

  it('is not claimed of a secret that comes with what is new', () => {
    expect(maskTextPair({ after: 'password=aaa' })).toEqual({ after: 'password=(sensitive)' });
  });
});

it.each([
  'password.encoder.iterations=4096',
  'ssl.keystore.type=PKCS12\nssl.keystore.location=/etc/kafka/keystore.p12',
  'sasl.enabled.mechanisms=SCRAM-SHA-512',
  'sasl.oauthbearer.token.endpoint.url=https://login.example.org/oauth2/token',
  'delegation.token.expiry.time.ms=86400000',
  'ssl.keystore.password=${file:/etc/kafka/secrets.properties:keystore}',
  '{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}',
  'etag d41d8cd98f00b204e9800998ecf8427e',
  'aws_kms_key.signing_key is deleted, and module.x.aws_x.api_token is not.',
  'arn:aws:secretsmanager:eu-west-1:123456789012:secret:kafka/admin-AbCdEf',
  'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  'ami-0123456789abcdef0 vol-0123456789abcdef0 i-0123456789abcdef0 eni-0a1b2c3d',
  'aws_ebs_volume.Kafka_Broker1_Disk-kafka-2_Volume_8C8DABBB',
  'TOKEN=$(curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 300" http://169.254.169.254/latest/api/token)',
  'curl -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/',
  'docker run --user 1000:1000 image',
  'http://localhost:9092/path@version',
  '{"http_tokens":"required","key_name":"ops","kms_key_id":"alias/kafka"}',
  '{"Action":["secretsmanager:GetSecretValue","sts:GetSessionToken"],"Effect":"Allow"}',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJk6bTKQ8Wg3v5u5yZQy0sJmJw1vJ5iVwZ5 ops@example',
  'Basic authentication is off; bearer of bad news.',
  'registry.terraform.io/hashicorp/aws 5.100.0',
])('keeps %j readable', (text) => {
  expect(maskText(text)).toBe(text);
});

it('keeps every file of a production cluster readable', () => {
  const files = renderForProduction(prodLogging).flatMap((host) => host.files);
  expect(files.map(({ path, content }) => ({ path, content: maskText(content) }))).toEqual(
    files.map(({ path, content }) => ({ path, content })),
  );
});

it('keeps readable base64 as it is, where no secret is in it', () => {
  const userData = gzipSync('#!/bin/sh\necho hello\n').toString('base64');
  expect(maskText(userData)).toBe(userData);
  expect(gunzipSync(Buffer.from(maskText(userData), 'base64')).toString()).toContain('hello');
});

it('finds secrets in base64 that is broken into lines, as in mail', () => {
  const lines = base64(`${'# padding\n'.repeat(20)}export DB_PASSWORD=hunter2hunter2\n`);
  const mail = `Content-Transfer-Encoding: base64\n\n${lines.match(/.{1,76}/g)!.join('\r\n')}\n--x--`;
  expect(allReadings(maskText(mail))).not.toContain('hunter2hunter2');
});

it.each([
  'key',
  '"password":"',
  '://a:',
  'password=\\"',
  '-eyJaaaaaaaaa',
  'token=$(',
  'YWFh',
  ' -u a:b',
])('gets through five megabytes of %j in one line', (part) => {
  const text = part.repeat(Math.ceil(5_000_000 / part.length));
  expect(typeof maskText(text)).toBe('string');
});
