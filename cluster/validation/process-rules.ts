import { quote, type Problem } from '../errors';
import { PROCESSES } from '../processes/processes';
import type { EnvironmentSpec, JvmSpec, KafkaClusterSpec } from '../spec';
import { isSecretName, SECRET_IN_SPEC } from './settings/secret-name';

/** Arguments of java, or variables, that other fields decide or that end the process. */
interface Kept {
  readonly pattern: RegExp;
  readonly rule: string;
  readonly remedy: string;
}

const KEPT_FLAGS: readonly Kept[] = [
  {
    pattern: /^-(Xm[sx]|XX:(Max|Initial|Min)HeapSize|XX:(Max|Min|Initial)RAM|XX:SoftMaxHeapSize)/,
    rule: 'leave the heap to its own field, which capacity is worked out from',
    remedy: 'Set jvm.brokerHeapMiB or jvm.zookeeperHeapMiB',
  },
  {
    pattern: /^-(cp|classpath|jar|m)$|^--(class-path|module|module-path)\b|^-p$/,
    rule: 'leave the class path to this package, which starts the class that a process is',
    remedy: 'Bring further classes as an agent: -javaagent:FILE',
  },
  {
    pattern: /^-(Dlog4j\.configuration|Djava\.io\.tmpdir|XX:ErrorFile)=/,
    rule: 'leave log files and temporary files where the disks and the units expect them',
    remedy: 'Leave it out; levels are set by logLevels',
  },
  {
    pattern: /^--?(version|showversion|fullversion|help|help-extra|X|\?|h|dry-run|list-modules)$/,
    rule: 'not be one with which java shows something and ends',
    remedy: 'Leave it out',
  },
];

const KEPT_VARIABLES: readonly Kept[] = [
  {
    pattern: /^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS)$/,
    rule: 'not carry arguments of java, which jvm.args would no longer show',
    remedy: 'List them in jvm.brokerFlags or jvm.zookeeperFlags',
  },
  {
    pattern: /^CLASSPATH$/,
    rule: 'leave the class path to this package',
    remedy: 'Leave it out',
  },
];

/** What `jvm` and `environment` may not say, each value being sound by itself. */
export function processesStart({ jvm, environment }: KafkaClusterSpec): readonly Problem[] {
  return [...flagProblems(jvm ?? {}), ...variableProblems(environment ?? {})];
}

function flagProblems(jvm: JvmSpec): readonly Problem[] {
  return PROCESSES.flatMap(({ role }) =>
    (jvm[`${role}Flags`] ?? []).flatMap((flag, index) => {
      const path = `jvm.${role}Flags[${index}]`;
      const name = /^-D([^=]*)=/.exec(flag)?.[1];
      if (name !== undefined && isSecretName(name)) return [{ path, ...SECRET_IN_SPEC }];
      return keptProblem(flag, path, KEPT_FLAGS);
    }),
  );
}

function variableProblems(environment: EnvironmentSpec): readonly Problem[] {
  return PROCESSES.flatMap(({ role }) =>
    Object.keys(environment[role] ?? {}).flatMap((name) => {
      const path = `environment.${role}[${quote(name)}]`;
      return isSecretName(name)
        ? [{ path, ...SECRET_IN_SPEC }]
        : keptProblem(name, path, KEPT_VARIABLES);
    }),
  );
}

function keptProblem(value: string, path: string, kept: readonly Kept[]): readonly Problem[] {
  const found = kept.find(({ pattern }) => pattern.test(value));
  return found ? [{ path, rule: found.rule, value, remedy: found.remedy }] : [];
}
