import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { SpecError, type Problem } from '../cluster/errors';
import { kafkaVersionOf } from '../cluster/kafka-releases';
import { validateSpec } from '../cluster/validate-spec';
import { isRecord } from '../cluster/checks/checks';
import { plainData } from '../cluster/checks/plain-data';
import { archiveCommand } from './cached-archive';
import { resolveProps, type KafkaClusterProps, type ResolvedProps } from './kafka-cluster-props';
import { isKnownLater, tokensIn } from './validation/known-later';
import { PROP_RULES, laidOut } from './validation/prop-rules';
import { propsShape } from './validation/props-shape';
import { wayToLogs } from './validation/way-to-logs';

/** Props that hold together, and what deserves a decision all the same. */
export interface SoundProps {
  readonly props: ResolvedProps;
  readonly warnings: readonly Problem[];
}

/**
 * Reads what a stack hands over, which may be anything where nobody compiled it, and gathers all
 * that is wrong with it: the spec, each prop by itself, and, where these are sound, what must hold
 * between them.
 *
 * @throws SpecError with all of it
 */
export function soundProps(given: unknown): SoundProps {
  const read = plainData(given, isKnownLater);
  if (!isRecord(read)) throw new SpecError([noProps(read)]);
  const props = read as unknown as KafkaClusterProps;
  const tokens = tokensIn(props.spec);
  const verdict = validateSpec(props.spec);
  const spec = besides(tokens, verdict.problems);
  const shape = propsShape(props, '');
  const alone = [...tokens, ...spec, ...shape, ...archiveProblems(props, shape)];
  const isSpecSound = tokens.length + verdict.problems.length === 0;
  const problems = [...alone, ...(isSpecSound ? relatedProblems(props, alone) : [])];
  if (problems.length > 0) throw new SpecError(problems);
  const resolved = resolveProps(props);
  return { props: resolved, warnings: [...verdict.warnings, ...wayToLogs(resolved)] };
}

function noProps(value: unknown): Problem {
  return { path: 'props', rule: 'be an object', value, remedy: 'Give { spec, network, … }' };
}

/** Those of places of which nothing is said yet. */
function besides(told: readonly Problem[], problems: readonly Problem[]): readonly Problem[] {
  const places = new Set(told.map(({ path }) => path));
  return problems.filter(({ path }) => !places.has(path));
}

/** What must hold between sound props. */
function relatedProblems(props: KafkaClusterProps, told: readonly Problem[]): readonly Problem[] {
  const unsound = new Set(told.map(({ path }) => path.split(/[.[]/)[0]));
  const cluster = laidOut(props.spec);
  return PROP_RULES.filter(({ reads }) => !reads.some((prop) => unsound.has(prop))).flatMap(
    (rule) => rule.problems(resolveProps(props), cluster),
  );
}

function archiveProblems(
  { kafkaArchive: file, spec }: KafkaClusterProps,
  told: readonly Problem[],
): readonly Problem[] {
  if (file === undefined || told.some(({ path }) => path === 'kafkaArchive')) return [];
  const version = kafkaVersionOf(isRecord(spec) ? spec : {});
  const named = releaseNamedBy(file);
  if (named !== undefined && named !== version) {
    return [
      {
        path: 'kafkaArchive',
        rule: `be of Kafka ${version}, as the spec is`,
        value: file,
        remedy: `Name one of that release, or set kafkaVersion: '${named}' in the spec where this package carries it`,
      },
    ];
  }
  if (isFile(file)) return [];
  return [
    {
      path: 'kafkaArchive',
      rule: "be a file: Kafka's archive",
      value: file,
      remedy: `Make it with \`${archiveCommand(version, file)}\`, or leave it out and it is made by itself`,
    },
  ];
}

/** The release in a file's name: `kafka-3.9.2.tar`, `kafka_2.13-3.9.2.tgz`. */
function releaseNamedBy(file: string): string | undefined {
  return /^kafka(?:_[\d.]+)?-(\d+\.\d+\.\d+)\.t/.exec(basename(file))?.[1];
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
