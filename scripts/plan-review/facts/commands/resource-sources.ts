import { jsonIn } from '../../../terraform-plan/json-value';
import { lazy } from '../../../terraform-plan/lazy';
import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { isValues, textOf } from '../../../terraform-plan/values';
import { decodeUserData } from '../user-data/decode-user-data';
import { parseYaml } from '../kubernetes/parse-yaml-objects';
import type { CommandSource } from './command-source';
import type { JudgedCommand } from './judge-script';

/** What resources run whose attributes hold commands, by the names of these, whatever the provider. */
export function resourceSources(
  resource: ResourceChange,
  isFresh: boolean,
  mask: (text: string) => string,
): readonly CommandSource[] {
  const { address, type, change, before, after } = resource;
  const source = { address, isFresh, place: { isHost: true } };
  const isUpdate = change === 'update';
  const all = (values: Values | undefined) => [
    ...commandsIn(values, type),
    ...(isUpdate ? programsIn(values) : []),
  ];
  const scriptsOf = (values: Values | undefined) => all(values).map(({ script }) => script);
  const told = lazy(() => new Set(scriptsOf(resource.shown.after)));
  const own = all(after).map(({ script, by }) => ({
    ...{ ...source, by, script, isMarked: !told().has(script) && !told().has(mask(script)) },
    ...(isUpdate && { before: scriptsOf(before).join('\n') }),
    isGravestOnly: !RUNS.test(type),
  }));
  const also = unseenOf(resource).map((each) => ({
    ...{ ...source, by: type, also: [each], isMarked: false, isGravestOnly: false },
  }));
  return [...own, ...also];
}

/** Scripts and units that standing hosts are given, which run with the next start or sooner. */
function programsIn(values: Values | undefined): readonly HeldCommand[] {
  const text = textOf(values, 'content') ?? textOf(values, 'source_content') ?? '';
  if (/^#!.{0,40}sh\b/.test(text)) return [{ by: 'program', script: text }];
  if (!/^\[(Unit|Service)\]/m.test(text)) return [];
  const lines = [...text.matchAll(/^Exec\w{0,20}=[-@:+!]{0,4}(.{1,4000})$/gm)];
  return [{ by: 'program', script: lines.map(([, command]) => command).join('\n') }];
}

/** Types that run what they hold as they are made or changed, so that whatever it does is told. */
const RUNS =
  /^(shell_|ssh_|sshcommand_|linux_script|ansible_|cmd_|command|terracurl_|null_|local_command|remote_|toolbox_|utility_|aws_ssm_association|kubernetes_job|external)|_(command|script|run_command)$/;

interface HeldCommand {
  readonly by: string;
  readonly script: string;
}

const COMMANDS =
  /^(commands?|args|script(s|_?text|_content)?|inline(_script|_shell)?|run|runs|run_?commands?|runcmd|bootcmd|entry_?point|program|user_?data(_base64|_raw|_plain)?|custom_data|startup[_-]script|shutdown[_-]script|metadata_startup_script|cloud_?init|pre_commands|destroy_commands?|create_command|update_command|delete_command|lifecycle_commands|exec|buildspec|pre_?(start|stop)|post_?(start|stop|install)|install_script|init_script|bootstrap(_script|_commands)?|powershell|commands_.*)$/i;
/** Texts of JSON or YAML, in which commands may stand deeper. */
const TEXTS =
  /^(content|container_definitions|container_properties|definition|yaml_body|yaml_incluster|manifest|manifests|values|buildspec|data|input|inputs|parameters|document|template|template_body|config|metadata|payload|cloudinit|rendered|spec)$/i;

const DEEPEST = 16;

/** Every command in the values of a resource. */
export function commandsIn(values: unknown, by: string, depth = 0): readonly HeldCommand[] {
  if (depth > DEEPEST || typeof values !== 'object' || values === null) return [];
  if (Array.isArray(values)) return values.flatMap((each) => commandsIn(each, by, depth + 1));
  const { command, args } = values as Values;
  return Object.entries(values).flatMap(([key, value]): readonly HeldCommand[] => {
    if (key === 'args' && Array.isArray(command)) return [];
    if (key === 'command' && Array.isArray(command) && Array.isArray(args)) {
      return [{ by: key, script: asWords([...(command as unknown[]), ...(args as unknown[])]) }];
    }
    if (COMMANDS.test(key)) return heldIn(key, value, depth);
    if (TEXTS.test(key)) {
      const texts = [value].flat().filter((each) => typeof each === 'string');
      if (texts.length > 0) return texts.flatMap((text) => inText(text, key, depth));
    }
    return commandsIn(value, by, depth + 1);
  });
}

/** Words are one command, texts one a line; a block has some by what they are for, or more inside. */
function heldIn(key: string, value: unknown, depth: number): readonly HeldCommand[] {
  if (typeof value === 'string') return inScript(value, key, depth);
  if (Array.isArray(value)) {
    const isPlain = value.every((each) => typeof each === 'string');
    if (isPlain) return [{ by: key, script: WORDS.test(key) ? asWords(value) : value.join('\n') }];
    return value.flatMap((each) =>
      Array.isArray(each) ? [{ by: key, script: asWords(each) }] : heldIn(key, each, depth),
    );
  }
  if (!isValues(value)) return [];
  const inner = Object.entries(value).flatMap(([name, each]) =>
    typeof each === 'string' && PURPOSE.test(name) ? [{ by: `${key}.${name}`, script: each }] : [],
  );
  return [...inner, ...commandsIn(value, key, depth + 1)];
}

const WORDS = /^(command|args|entry_?point|program|exec)$/i;
const PURPOSE = /^(create|update|read|delete|default|value|command)$/;

function inScript(value: string, key: string, depth: number): readonly HeldCommand[] {
  const text = /data|init|script/i.test(key)
    ? (decodeUserData(value, /base64/.test(key) ? 'base64' : 'plain').text ?? '')
    : value;
  if (/^\s*#cloud-config/m.test(text.slice(0, 4096)) || /^\s*[[{]/.test(text)) {
    const inner = inText(text, key, depth);
    if (inner.length > 0) return inner;
  }
  return text === '' ? [] : [{ by: key, script: text }];
}

/** A key of JSON or YAML behind which a command may stand. */
const COMMAND_KEY =
  /(?:command|args|script|run|runcmd|bootcmd|entry_?point|exec|inline\w{0,8}|buildspec|user_?data|(?:pre|post)_?\w{4,8}|cmd)s?["']?[ \t]{0,4}:/i;

/** Commands in a text of JSON or of YAML; none where it is neither. */
function inText(text: string, by: string, depth: number): readonly HeldCommand[] {
  if (!COMMAND_KEY.test(text)) return [];
  // JSON is YAML as well, but read sooner as what it is.
  const json = jsonIn(text);
  return commandsIn(json === undefined ? parseYaml(text) : [json], by, depth);
}

/** Words as a shell would take them for the same. */
function asWords(words: readonly unknown[]): string {
  return words
    .filter((word) => typeof word === 'string')
    .map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');
}

/** What a resource runs that no attribute shows. */
function unseenOf({ type, after, change, mode }: ResourceChange): readonly JudgedCommand[] {
  if (mode === 'data' ? change !== 'read' : !/^(create|update|replace)$/.test(change)) return [];
  const told = UNSEEN.find(([pattern]) => pattern.test(type));
  if (!told) return [];
  const name = told[1].map((key) => textOf(after, key)).find((text) => text !== undefined);
  return [{ effect: 'unseen', spelled: name ?? type }];
}

const UNSEEN: readonly (readonly [type: RegExp, names: readonly string[]])[] = [
  [/^aws_lambda_invocation$/, ['function_name']],
  [/^ansible_playbook$/, ['playbook']],
  [/^(aws_ssm_association|aws_ssm_maintenance_window_task)$/, ['name', 'task_arn']],
  [
    /^(azurerm_virtual_machine(_scale_set)?_(extension|run_command)|azurerm_vm_run_command)$/,
    ['name'],
  ],
  [/^google_cloud_run_v2_job_execution$/, ['name']],
];
