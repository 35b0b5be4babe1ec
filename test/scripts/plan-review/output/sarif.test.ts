import type { Log, Result } from 'sarif';
import type { Finding } from '../../../../scripts/plan-review/rule';
import { renderSarif } from '../../../../scripts/plan-review/output/sarif';
import { aFinding, outputOptions } from '../../../support/review-builder';

const RULES = [
  { id: 'volume-lost', title: 'A volume that holds data goes away' },
  { id: 'ingress-widened', title: 'More addresses may connect' },
];

function run(findings: readonly Finding[], options = outputOptions()) {
  const log = JSON.parse(renderSarif(findings, options, RULES)) as Log;
  return log.runs[0]!;
}

const results = (findings: readonly Finding[], options = outputOptions()) =>
  run(findings, options).results!;

const fingerprint = (result: Result | undefined) =>
  result?.partialFingerprints?.primaryLocationLineHash;

it('lists all rules with their help, also where nothing is found', () => {
  const { tool, results } = run([]);
  expect(results).toEqual([]);
  expect(tool.driver.rules).toMatchObject([
    { id: 'volume-lost', shortDescription: { text: 'A volume that holds data goes away' } },
    { id: 'ingress-widened', help: { text: expect.stringContaining('More addresses') as string } },
  ]);
});

it('a finding of what is no rule of the registry has a rule all the same', () => {
  const { tool, results } = run([aFinding({ rule: 'rule-failed' })]);
  expect(tool.driver.rules![results![0]!.ruleIndex!]!.id).toBe('rule-failed');
});

it('danger is an error and care a warning', () => {
  const levels = results([aFinding(), aFinding({ severity: 'care' })]).map(({ level }) => level);
  expect(levels).toEqual(['error', 'warning']);
});

it('a result stands at the file given, with the addresses as logical locations', () => {
  const [result] = results([aFinding()], outputOptions({ sourceFile: 'stacks/a b#1.ts' }));
  expect(result!.locations).toMatchObject([
    {
      physicalLocation: {
        artifactLocation: { uri: 'stacks/a%20b%231.ts' },
        region: { startLine: 1 },
      },
      logicalLocations: [{ fullyQualifiedName: 'aws_ebs_volume.Kafka_Broker1_Data1' }],
    },
  ]);
});

describe('the fingerprint', () => {
  const one = aFinding({ addresses: ['a', 'b'] });

  it('stays when words, gravity or the order of addresses change', () => {
    const other = aFinding({ what: 'Else.', severity: 'care', addresses: ['b', 'a'] });
    expect(fingerprint(results([other])[0])).toBe(fingerprint(results([one])[0]));
  });

  it('stays when other findings come before it', () => {
    const before = aFinding({ rule: 'ingress-widened' });
    expect(fingerprint(results([before, one])[1])).toBe(fingerprint(results([one])[0]));
  });

  it.each([
    ['rule', { ...one, rule: 'ingress-widened' }, {}],
    ['addresses', { ...one, addresses: ['a'] }, {}],
    ['stack', one, { name: 'staging' }],
  ])('is another for another %s', (_, finding, options) => {
    const other = results([finding], outputOptions(options))[0];
    expect(fingerprint(other)).not.toBe(fingerprint(results([one])[0]));
  });

  it('tells two findings of a rule about the same addresses apart', () => {
    expect(new Set(results([one, one, one]).map(fingerprint)).size).toBe(3);
  });
});

it('reviews of two stacks do not close each other’s alerts', () => {
  const id = (name: string) => run([], outputOptions({ name })).automationDetails?.id;
  expect(id('prod')).not.toBe(id('staging'));
});

it('nothing in a message is a link, a placeholder or unseen', () => {
  const [result] = results([aFinding({ what: '[a](https://b.example) {0} \u001b[31m\u202E' })]);
  expect(result!.message.text).toContain('\\[a\\](https://b.example) {{0}} ⟨U+001B⟩\\[31m⟨U+202E⟩');
});

it('stays small enough to be uploaded, and says what is left out', () => {
  const many = Array.from({ length: 20_000 }, (_, index) =>
    aFinding({ why: 'long '.repeat(300), addresses: [`a.${index}`] }),
  );
  const text = renderSarif(many, outputOptions(), RULES);
  expect(Buffer.byteLength(text)).toBeLessThan(4_000_000);
  const { results, invocations } = (JSON.parse(text) as Log).runs[0]!;
  expect(results!.length).toBeGreaterThan(1_000);
  const [notice] = invocations![0]!.toolExecutionNotifications!;
  expect(notice!.message.text).toContain(`${20_000 - results!.length} findings`);
});
