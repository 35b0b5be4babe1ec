import { gzipSync } from 'node:zlib';
import fc from '../../../../support/fast-check';
import { decodeUserData } from '../../../../../scripts/plan-review/facts/user-data/decode-user-data';

const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');
const SCRIPT = '#!/bin/sh\necho hello > /etc/motd\n';

it.each([
  ['text', SCRIPT, 'plain'],
  ['base64 of text', base64(SCRIPT), 'base64'],
  ['base64 of text where text is expected', base64(SCRIPT), 'plain'],
  ['gzip', base64(gzipSync(SCRIPT)), 'base64'],
  ['gzip where text is expected', base64(gzipSync(SCRIPT)), 'plain'],
] as const)('shows %s', (_, value, encoding) => {
  expect(decodeUserData(value, encoding)).toEqual({ text: SCRIPT });
});

it('shows the parts of a MIME archive', () => {
  const archive = [
    'Content-Type: multipart/mixed; boundary="==B=="',
    'MIME-Version: 1.0',
    '',
    '--==B==',
    'Content-Type: text/x-shellscript',
    'Content-Transfer-Encoding: base64',
    '',
    base64(SCRIPT),
    '--==B==',
    'Content-Type: text/cloud-config',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'password: a=3Db',
    '--==B==--',
  ].join('\n');
  const { text } = decodeUserData(base64(gzipSync(archive)), 'base64');
  expect(text).toContain('echo hello > /etc/motd');
  expect(text).toContain('password: a=b');
});

it('shows the files that a cloud-config writes from base64', () => {
  const config = [
    '#cloud-config',
    'write_files:',
    '  - path: /etc/a',
    '    encoding: gz+b64',
    `    content: ${base64(gzipSync('inner text\n'))}`,
    '  - path: /etc/b',
    '    content: !!binary |',
    `      ${base64('second text')}`,
    '  - path: /etc/c',
    '    content: c2hvcnQ=',
  ].join('\n');
  const { text } = decodeUserData(config, 'plain');
  expect(text).toContain('inner text');
  expect(text).toContain('second text');
  // No encoding is named: the host writes it as it stands.
  expect(text).toContain('content: c2hvcnQ=');
});

it.each([
  ['a digest', 'a'.repeat(40), 'plain', 'only a digest'],
  ['binary data', base64(Buffer.from([0, 1, 2, 255])), 'base64', 'not text'],
  ['damaged gzip', base64(Buffer.from([0x1f, 0x8b, 1, 2])), 'base64', 'can’t be unpacked'],
  ['a gzip bomb', base64(gzipSync(Buffer.alloc(50_000_000))), 'base64', 'more than 1 MiB'],
  ['more than anyone can read', 'a'.repeat(3_000_000), 'plain', 'larger than 1 MiB'],
] as const)('says of %s why it is not shown', (_, value, encoding, reason) => {
  const { text, note } = decodeUserData(value, encoding);
  expect(text).toBeUndefined();
  expect(note).toContain(reason);
});

it('never throws, whatever it is given', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.uint8Array().map((bytes) => base64(Buffer.from(bytes))),
    fc.uint8Array().map((bytes) => base64(gzipSync(bytes))),
    fc.string().map((text) => `#cloud-config\nwrite_files:\n- encoding: b64\n  content: ${text}`),
    fc.string().map((text) => `Content-Type: multipart/mixed; boundary=${text}\n\n--${text}\n`),
  );
  fc.assert(
    fc.property(
      anything,
      fc.constantFrom('plain' as const, 'base64' as const),
      (value, encoding) => {
        const { text, note } = decodeUserData(value, encoding);
        expect(text ?? note).toBeDefined();
      },
    ),
  );
});
