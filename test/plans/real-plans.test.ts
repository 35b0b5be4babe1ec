import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parsePlan } from '../../scripts/terraform-plan/parse-plan';
import { render } from '../../scripts/plan-review/output';
import { reviewPlan } from '../../scripts/plan-review/reviewing/review-plan';
import type { Finding } from '../../scripts/plan-review/rule';
import { groupBy } from '../../scripts/plan-review/lists';
import { commentMarker, MAX_COMMENT_BYTES } from '../../scripts/plan-review/output/markdown';
import { packageFolder } from '../../cluster/package-folder';
import { grownPlan } from '../support/grown-plan';
import { planFixture, planFixtureFile } from '../support/plan-fixtures';
import { outputOptions } from '../support/review-builder';
import { shownPlan } from '../support/shown-plan';
import { derivedDangers } from './derived-dangers';
import { EXPECTED_REVIEWS } from './expected-reviews';
import { findingLines } from './finding-lines';
import { KIND_CASES } from './kind-cases';
import { PLAN_CASES } from './plan-cases';

interface ReviewJson {
  readonly verdict: string;
  readonly headline: string;
  readonly findings: readonly Finding[];
}

/** Plans made with -target, or with -refresh-only after someone had changed a volume by hand. */
const PARTIAL = [
  ...['partial', 'foreign-partial.opentofu'],
  ...['foreign-refresh-only.opentofu', 'foreign-refresh-only.terraform'],
];
const UNREVIEWABLE = ['errored', ...PARTIAL];

const EXIT_CODES: Readonly<Record<string, number>> = { safe: 0, care: 1, danger: 2 };
const COULD_NOT_REVIEW = 3;
/** The account that the API double makes believe it is. */
const DOUBLE_ACCOUNT = '123456789012';
/** In the plans, and nowhere else. */
const SECRETS = /PSEUDOSECRET\w+|pseudo-secret-\d+/;

// The command itself, compiled, on plans that a real terraform made; what it judges of each is asked here, without a process.
describe('cdktf-kafka plan-review', () => {
  const folder = mkdtempSync(join(tmpdir(), 'real-plans-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const inFolder = (name: string): string => join(folder, name);

  const run = (
    args: readonly string[],
    input = '',
    ofNode: readonly string[] = [],
  ): SpawnSyncReturns<string> =>
    spawnSync(
      process.execPath,
      [...ofNode, join(packageFolder(), 'dist', 'scripts', 'cli.js'), 'plan-review', ...args],
      { encoding: 'utf8', input, maxBuffer: 2 ** 28 },
    );

  const review = (text: string, ...args: readonly string[]) => {
    writeFileSync(inFolder('plan.json'), text);
    return run([inFolder('plan.json'), ...args]);
  };

  const asJson = (text: string) => {
    const { status, stdout, stderr } = review(text, '--json');
    expect(stderr).toBe('');
    return { status, ...(JSON.parse(stdout) as ReviewJson) };
  };
  const reviewAsJson = (text: string) => {
    const { status, verdict, headline, findings } = asJson(text);
    return { status, verdict, headline, findings: findingLines(findings) };
  };
  const reviewed = new Map<string, ReviewJson>();
  /** The review of a plan that is kept; each is reviewed once. */
  const reviewOf = (name: string) => {
    const review = () => reviewPlan(parsePlan(planFixture(name), { source: name }));
    const found =
      reviewed.get(name) ?? (JSON.parse(render.json(review(), outputOptions())) as ReviewJson);
    reviewed.set(name, found);
    return found;
  };

  it('is tested on each plan that is kept, and each that is made is kept', () => {
    const kept = readdirSync(dirname(planFixtureFile('any'))).map(
      (file) => file.split('.plan.')[0]!,
    );
    const kinds = KIND_CASES.map(({ name }) => `kind-${name}`);
    expect(kept.sort()).toEqual(
      [...Object.keys(EXPECTED_REVIEWS), ...UNREVIEWABLE, ...kinds].sort(),
    );
    expect(kept).toEqual(expect.arrayContaining(PLAN_CASES.map(({ name }) => name)));
  });

  it.each([
    ...[...Object.keys(EXPECTED_REVIEWS), ...UNREVIEWABLE],
    ...KIND_CASES.map(({ name }) => `kind-${name}`),
  ])('is tested on %s, which names no place and no account of who made it', (name) => {
    const text = planFixture(name);
    expect(text).not.toMatch(/\/(tmp|home|root|work|Users)\//);
    const accounts = [...text.matchAll(/arn:aws:[\w-]+:[\w-]*:(\d{12}):/g)].map(([, id]) => id);
    expect(new Set([...accounts, DOUBLE_ACCOUNT])).toEqual(new Set([DOUBLE_ACCOUNT]));
  });

  it.each(Object.entries(EXPECTED_REVIEWS))('judges %s', (name, expected) => {
    const { verdict, headline, findings } = reviewOf(name);
    expect({ verdict, headline, findings: findingLines(findings) }).toEqual(expected);
  });

  it.each(Object.keys(EXPECTED_REVIEWS))('finds all dangers of %s, and no others', (name) => {
    const dangers = groupBy(
      reviewOf(name).findings.filter(({ severity }) => severity === 'danger'),
      ({ rule }) => rule,
    );
    const found = [...dangers].map(([rule, same]) => [
      rule,
      [...new Set(same.flatMap(({ addresses }) => addresses))].sort(),
    ]);
    expect(Object.fromEntries(found)).toEqual(derivedDangers(planFixture(name)));
  });

  it('shows a setting of the metadata service, which only sounds like a secret', () => {
    const { stdout } = review(planFixture('instance-metadata-open'), '--format', 'markdown');
    expect(stdout).toContain('`metadata_options.http_tokens` required → optional.');
  });

  it('refuses a plan that ended with an error', () => {
    const { status, stdout, stderr } = review(planFixture('errored'));
    expect({ status, stdout }).toEqual({ status: COULD_NOT_REVIEW, stdout: '' });
    expect(stderr).toContain('must be a plan that went well');
  });

  // OpenTofu's say nowhere that they are partial.
  it.each(PARTIAL)('refuses %s, a plan of a part, and never calls it safe', (name) => {
    const text = planFixture(name);
    expect(review(text)).toMatchObject({ status: COULD_NOT_REVIEW, stdout: '' });
    const { status, stdout } = review(text, '--json', '--partial');
    expect(status).toBe(EXIT_CODES.care);
    const { verdict, findings } = JSON.parse(stdout) as ReviewJson;
    expect(verdict).toBe('care');
    expect(findings.map(({ rule }) => rule)).toContain('plan-partial');
  });

  describe.each([
    'volume-removed',
    'user-data',
    'cluster-renamed',
    'foreign-secret-renewed.opentofu',
  ])('of %s', (name) => {
    const { verdict, headline } = EXPECTED_REVIEWS[name]!;
    const sarif = inFolder('review.sarif');
    const markdown = inFolder('review.md');
    let text: string;

    beforeAll(() => {
      const plan = planFixture(name);
      const ended = review(
        plan,
        '--title',
        'prod-logging',
        ...['--markdown', markdown],
        ...['--sarif', sarif],
      );
      expect(ended.status).toBe(EXIT_CODES[verdict]);
      text = ended.stdout;
    });

    const written = (file: string) => readFileSync(file, 'utf8');

    it('writes a comment that the next review finds, and that GitHub takes', () => {
      expect(written(markdown).split('\n')[0]).toBe(commentMarker('prod-logging'));
      expect(Buffer.byteLength(written(markdown))).toBeLessThanOrEqual(MAX_COMMENT_BYTES);
    });

    it('says the verdict everywhere', () => {
      expect(text).toContain(headline);
      expect(written(markdown).replaceAll('`', '')).toContain(headline);
      const { runs } = JSON.parse(written(sarif)) as {
        readonly runs: readonly { readonly results: readonly { readonly level: string }[] }[];
      };
      const levels = runs[0]!.results.map(({ level }) => level);
      expect(levels.includes('error')).toBe(verdict === 'danger');
    });

    it('shows no secret of the plan', () => {
      for (const each of [text, written(markdown), written(sarif)]) {
        expect(each).not.toMatch(SECRETS);
      }
    });
  });

  it.each([
    ['no-change', 'care', 0],
    ['setting-restart', 'care', 1],
    ['setting-restart', 'danger', 0],
    ['volume-removed', 'danger', 2],
    ['volume-removed', 'never', 0],
    ['errored', 'never', COULD_NOT_REVIEW],
  ])('ends on %s with --fail-on %s with %d', (name, failOn, code) => {
    expect(review(planFixture(name), '--fail-on', failOn).status).toBe(code);
  });

  it('reads standard input', () => {
    const { status, stdout } = run(['-', '--json'], planFixture('volume-removed'));
    expect(status).toBe(EXIT_CODES.danger);
    expect((JSON.parse(stdout) as ReviewJson).headline).toBe(
      EXPECTED_REVIEWS['volume-removed']!.headline,
    );
  });

  const whole = () => planFixture('no-change');
  it.each<[string, () => string]>([
    ['nothing at all', () => ''],
    ['no JSON', () => 'Terraform will perform the following actions:\n'],
    ['half of a plan', () => whole().slice(0, whole().length / 2)],
    ['a plan without its last byte', () => whole().trimEnd().slice(0, -1)],
    ['two plans, one after the other', () => whole() + whole()],
    ['a newer format', () => whole().replace('"format_version":"1.2"', '"format_version":"2.0"')],
    ['no format', () => whole().replace('"format_version":"1.2",', '')],
    [
      'a state',
      () => JSON.stringify((JSON.parse(whole()) as { prior_state: unknown }).prior_state),
    ],
    ['something else', () => '{"format_version":"1.2"}'],
    ['a list', () => '[]'],
  ])('could not review %s, and says why', (_, text) => {
    const { status, stdout, stderr } = review(text());
    expect({ status, stdout }).toEqual({ status: COULD_NOT_REVIEW, stdout: '' });
    expect(stderr).toMatch(/: must .+\.\n$/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('could not review a file that is not there', () => {
    expect(run([inFolder('nowhere')])).toMatchObject({ status: COULD_NOT_REVIEW, stdout: '' });
  });

  it('judges the same whatever the order of keys', () => {
    for (const name of ['volume-removed', 'image', 'setting-restart']) {
      const turned = JSON.stringify(turnKeys(JSON.parse(planFixture(name))));
      expect(reviewAsJson(turned)).toMatchObject(EXPECTED_REVIEWS[name]!);
    }
  });

  describe('of 100 brokers', () => {
    let text: string;

    beforeAll(() => {
      text = grownPlan(planFixture('six-brokers-instance-type'), 100);
    });

    it('sees that they stop one after another', () => {
      expect(reviewAsJson(text)).toEqual({
        status: EXIT_CODES.care,
        verdict: 'care',
        headline: 'stops broker 1 to 100 one after another; replaces none; no data touched',
        findings: [
          'care host-stopped: 100 resources',
          'care configuration-restarts: 100 resources',
        ],
      });
    });

    it('finds the one volume that would be lost, in more than 50 MB', () => {
      const { status, findings } = reviewAsJson(padTo(52e6, withLostVolume(text, 77)));
      expect(status).toBe(EXIT_CODES.danger);
      expect(findings).toContain('danger volume-lost: Broker77_Disk-kafka-1_Volume');
    });

    it('is never in memory as a whole', () => {
      const whole = shownPlan(text);
      expect(whole.length).toBeGreaterThan(52e6);
      writeFileSync(inFolder('plan.json'), whole);
      for (const [file, input] of [
        [inFolder('plan.json'), ''],
        ['-', whole],
      ] as const) {
        // Less of it than the plan has bytes.
        const { status, stderr } = run([file], input, ['--max-old-space-size=48']);
        expect({ status, stderr }).toEqual({ status: EXIT_CODES.care, stderr: '' });
      }
    });
  });
});

/** The plan, in which the first volume of a broker has lost its block. */
function withLostVolume(text: string, broker: number): string {
  const plan = JSON.parse(text) as { resource_changes: PlannedChange[] };
  const volume = plan.resource_changes.find(({ address }) =>
    address.startsWith(`aws_ebs_volume.Kafka_Broker${broker}_Disk-kafka-1_`),
  )!;
  volume.action_reason = 'delete_because_no_resource_config';
  volume.change = { ...volume.change, actions: ['delete'], after: null };
  return JSON.stringify(plan);
}

interface PlannedChange {
  readonly address: string;
  action_reason?: string;
  change: { readonly actions: readonly string[]; readonly after: unknown };
}

function padTo(characters: number, text: string): string {
  const padding = ' '.repeat(Math.max(0, characters - text.length));
  return `${text.slice(0, -1)}${padding}}`;
}

/** The same JSON with the keys of every object the other way round. */
function turnKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turnKeys(inner)]),
  );
}
