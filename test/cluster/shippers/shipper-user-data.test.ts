import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'yaml';
import { Security, shipperUserData, type KafkaClusterSpec } from '../../../cluster/index';
import { validSpec } from '../../support/spec-builder';

const files = [{ pattern: '/var/log/nginx/*.log', topic: 'app-nginx' }];
const secured: KafkaClusterSpec = validSpec({
  ...{ security: Security.tls(), clients: [{ name: 'shipper', produce: ['app-*'] }] },
  shippers: [{ name: 'web', client: 'shipper', files }],
});
/** Two authorities, as while one takes the other's place; what keys are made of can not be packed. */
const body = randomBytes(2 * 450)
  .toString('base64')
  .replace(/(.{64})/g, '$1\n');
const trusted = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
const passwordCommand =
  'aws ssm get-parameter --with-decryption --name /kafka/shipper --query Parameter.Value --output text';

it('fits into the user data of EC2 when it is packed, and has whom to trust', () => {
  const text = shipperUserData(secured, 'web', { trusted, passwordCommand });
  expect(gzipSync(text).length).toBeLessThan(16_384);
  const { write_files: written } = parse(text) as {
    write_files: { path: string; content: string }[];
  };
  const [authorities] = written.filter(({ path }) => path.endsWith('/trusted.pem'));
  expect(authorities!.content).toBe(trusted);
  expect(text).toMatch(/^#cloud-config\n/);
});

it('has a host ask for the password by a role of its own, as often as it takes, and pipes it in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'user-data-'));
  try {
    const at = (name: string) => join(folder, name);
    const text = shipperUserData(secured, 'web', {
      trusted,
      passwordCommand: `n=$(($(cat ${at('asked')}) + 1)); echo $n >${at('asked')}; [ $n -ge 3 ] && echo it\\'s "a" pass`,
    });
    const { runcmd } = parse(text) as { runcmd: [string, string, string][] };
    const [shell, flag, script] = runcmd[0]!;
    writeFileSync(at('asked'), '0');
    writeFileSync(at('install.sh'), `printf '%s\\n' "$@" >${at('args')}; cat >${at('password')}\n`);
    // Without its waits, and with an installer that only says what it was given.
    const here = script.replaceAll('/run/cdktf-kafka-ship-files', folder);
    execFileSync(shell, [flag, here.replace('sleep 5', 'sleep 0')]);
    expect(readFileSync(at('asked'), 'utf8').trim()).toBe('3');
    expect(readFileSync(at('password'), 'utf8')).toBe('it\'s "a" pass\n'.replaceAll('"', ''));
    expect(readFileSync(at('args'), 'utf8').split('\n')).toContain('/dev/stdin');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('says all at once what it is not given', () => {
  const trySuch = () => shipperUserData(secured, 'db', { trusted: 'x', passwordCommand: 'a\nb' });
  expect(trySuch).toThrow(
    /name: must name one of the shippers of the spec, got 'db'. The spec has web/,
  );
  expect(trySuch).toThrow(/options\.trusted: must be certificates, as PEM/);
  expect(trySuch).toThrow(/options\.passwordCommand: must be a command in one line/);
  expect(() => shipperUserData(secured, 'web')).toThrow(/options\.trusted/);
});

it('asks for nothing where nobody logs in', () => {
  const plain = validSpec({ security: Security.plaintext(), shippers: [{ name: 'web', files }] });
  expect(shipperUserData(plain, 'web')).toContain(
    '- ["sh","/run/cdktf-kafka-ship-files/install.sh"]',
  );
  expect(() => shipperUserData(plain, 'web', { trusted, passwordCommand })).toThrow(
    /options: must be left out: nobody logs in to this cluster/,
  );
});

it('says what is wrong with the spec', () => {
  expect(() => shipperUserData({ ...secured, brokers: [] }, 'web')).toThrow(/brokers/);
});
