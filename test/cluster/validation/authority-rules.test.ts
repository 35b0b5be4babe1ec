import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem } from '../../../cluster/errors';
import { Authority, Security } from '../../../cluster/index';
import { specProblems } from '../../../cluster/validate-spec';
import { CommandAuthority } from '../../../scripts/authority/command-authority';
import { newRequest } from '../../../scripts/authority/new-identity';
import { opensslAuthority } from '../../support/openssl-authority';
import { unsoundSpec, validSpec } from '../../support/spec-builder';

const folder = mkdtempSync(join(tmpdir(), 'authority-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { spec } = opensslAuthority(folder, 'corporate');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const problemsOf = (authority: unknown) =>
  specProblems(unsoundSpec({ security: { kind: 'tls', authority } })).map(formatProblem);

test('the three kinds are taken', () => {
  const arn = 'arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/0a1b2c3d-0000';
  const { command, trusted } = spec;
  for (const authority of [
    Authority.own(),
    Authority.awsPrivateCa({ arn }),
    Authority.command({ command, trusted, timeoutSeconds: 5 }),
  ]) {
    expect(specProblems(validSpec({ security: Security.tls({ authority }) }))).toEqual([]);
  }
});

test.each([
  [
    'of no kind',
    { kind: 'mine' },
    /^security\.authority\.kind: must be 'own' or 'aws-private-ca' or 'command', got 'mine'/,
  ],
  [
    'of another service',
    { kind: 'aws-private-ca', arn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1' },
    /^security\.authority\.arn: must be the ARN of an authority of AWS Private CA, got/,
  ],
  [
    'without a program',
    { ...spec, command: [] },
    /^security\.authority\.command: must name a program, got \[\]/,
  ],
  [
    'with too much patience',
    { ...spec, timeoutSeconds: 0 },
    /^security\.authority\.timeoutSeconds: must be a whole number from 1 to 3,600, got 0/,
  ],
  [
    'that trusts nobody',
    { ...spec, trusted: 'nobody' },
    /^security\.authority\.trusted: must be certificates as PEM, and nothing that is secret\. Give the text/,
  ],
  [
    'that trusts the certificate of a host',
    { ...spec, trusted: () => read('host.pem') },
    /^security\.authority\.trusted, certificate 1: must be of an authority \(CA:TRUE\), got 'CN=host'/,
  ],
  [
    'that trusts one in between',
    { ...spec, trusted: read('signer.pem') },
    /^security\.authority\.trusted, certificate 1: must be of a root, which has signed itself, got 'CN=corporate'\. Give the one that it leads to, CN=corporate root/,
  ],
  [
    'whose text is torn',
    { ...spec, trusted: spec.trusted.replace(/\n.{30}/, '\n') },
    /^security\.authority\.trusted, certificate 1: must be readable\. Copy it anew/,
  ],
])('an authority %s is refused', async (_, authority, expected) => {
  const trusted = 'trusted' in authority ? authority.trusted : undefined;
  const given =
    typeof trusted === 'function' ? { ...authority, trusted: await hostCertificate() } : authority;
  expect(problemsOf(given)).toEqual([expect.stringMatching(expected)]);
});

test('a key beside what is to be trusted is refused, and not shown', () => {
  const [problem, ...others] = problemsOf({
    ...spec,
    trusted: `${read('root.key')}${spec.trusted}`,
  });
  expect(others).toEqual([]);
  expect(problem).toMatch(
    /^security\.authority\.trusted: must be certificates as PEM, and nothing that is secret/,
  );
  expect(problem).not.toContain(read('root.key').split('\n')[1]!.slice(0, 20));
});

async function hostCertificate(): Promise<string> {
  const { request } = await newRequest();
  const names = { commonName: 'host', hosts: [] };
  const signed = await new CommandAuthority(spec).sign({ request, names, days: 2 });
  return /-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/.exec(signed)![0];
}
