import { createHash } from 'node:crypto';
import type {
  Location,
  Log,
  LogicalLocation,
  Notification,
  ReportingDescriptor,
  Result,
} from 'sarif';
import { PROGRAM } from '../../../cluster/program';
import type { Finding, Severity, Rule } from '../rule';
import { inlineMarkdown } from './markdown-text';
import type { OutputOptions } from './output-options';
import { cutText, cutWords, visibleLine } from '../../../cluster/visible-text';

const LEVELS = { danger: 'error', care: 'warning' } as const satisfies Record<Severity, string>;

/** GitHub shows 5,000 results of a run at most, and takes 10 MB gzipped; the gravest come first. */
const MAX_RESULTS = 5_000;
const MAX_RESULT_BYTES = 3_000_000;
const MAX_ADDRESSES = 20;
const LONGEST_TEXT = 1_000;

type RuleText = Pick<Rule, 'id' | 'title'>;

/**
 * The findings as SARIF 2.1.0, for code scanning. All rules are listed, also those that found nothing.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function renderSarif(
  findings: readonly Finding[],
  options: OutputOptions,
  known: readonly RuleText[],
): string {
  const rules = allRules(known, findings);
  const results = resultsOf(findings, rules, options);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: `${PROGRAM} plan-review`,
            semanticVersion: options.reviewerVersion,
            rules: rules.map(ruleJson),
          },
        },
        // Reviews of several stacks stand beside each other: without it, one closes another's alerts.
        automationDetails: { id: `cdktf-kafka-plan-review/${visibleLine(options.name ?? '')}/` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: leftOut(findings.length - results.length),
          },
        ],
        results,
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

/** Those of the registry, then what else has found something, such as the review itself. */
function allRules(known: readonly RuleText[], findings: readonly Finding[]): readonly RuleText[] {
  const ids = new Set(known.map(({ id }) => id));
  const others = new Set(findings.map(({ rule }) => rule).filter((id) => !ids.has(id)));
  return [...known, ...[...others].map((id) => ({ id, title: id }))];
}

function ruleJson({ id, title }: RuleText): ReportingDescriptor {
  const help =
    'The alert itself says why it matters and what to do. It goes away with the next review in ' +
    'which the plan no longer does this.';
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: `${title}.` },
    help: { text: `${title}. ${help}`, markdown: `**${inlineMarkdown(title)}.** ${help}` },
    properties: { tags: ['kafka', 'terraform'] },
  };
}

/** As many as may be uploaded. */
function resultsOf(
  findings: readonly Finding[],
  rules: readonly RuleText[],
  { name, sourceFile }: OutputOptions,
): Result[] {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const fingerprint = fingerprinter(name);
  const location = locationOf(sourceFile);
  const results: Result[] = [];
  let bytes = 0;
  for (const finding of findings.slice(0, MAX_RESULTS)) {
    const result: Result = {
      ruleId: finding.rule,
      ruleIndex: indexes.get(finding.rule),
      level: LEVELS[finding.severity],
      message: { text: messageOf(finding) },
      locations: [{ ...location, logicalLocations: logicalLocations(finding) }],
      partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
    };
    bytes += Buffer.byteLength(JSON.stringify(result, undefined, 2));
    if (bytes > MAX_RESULT_BYTES) break;
    results.push(result);
  }
  return results;
}

/** A plan has no lines of the repository: all findings stand at the start of the one file. */
function locationOf(sourceFile: string): Location {
  const uri = sourceFile.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
    },
  };
}

function logicalLocations({ addresses }: Finding): LogicalLocation[] {
  return addresses.slice(0, MAX_ADDRESSES).map((address) => ({
    fullyQualifiedName: visibleLine(cutText(address, LONGEST_TEXT)),
    kind: 'resource',
  }));
}

/** In a message of SARIF, `[text](target)` is a link and `{0}` the place of an argument. */
function messageOf({ what, why, remedy }: Finding): string {
  const text = [what, why, remedy]
    .map((part) => visibleLine(cutText(cutWords(part), LONGEST_TEXT)))
    .join(' ');
  const linkless = text.includes('](') ? text.replace(/[[\]\\]/g, '\\$&') : text;
  return /\{\d+\}/.test(linkless) ? linkless.replace(/[{}]/g, '$&$&') : linkless;
}

function leftOut(count: number): Notification[] {
  if (count === 0) return [];
  const text = `${count} findings are left out, since so many can not be uploaded.`;
  return [{ level: 'warning', message: { text } }];
}

/**
 * Tells alerts apart and knows them again: by rule, stack and addresses. The words of a finding may
 * change with what else a plan does, and the location is the same for all.
 */
function fingerprinter(name: string | undefined): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ rule, addresses }) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([name ?? null, rule, [...addresses].sort()]))
      .digest('hex')
      .slice(0, 32);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  };
}
