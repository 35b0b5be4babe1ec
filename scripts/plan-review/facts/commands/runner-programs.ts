import { UNKNOWN, type Command, type Word } from '../../../shell/command';
import type { Call } from './call';
import { reachOf } from './paths';
import { wordOf, type Deed, type Row, type Run } from './program-rows';

/**
 * Programs that run the rest of their words: how many words of their own stand before these, such as the
 * time of `timeout`, and which options have a value.
 */
const PREFIXES: readonly (readonly [names: string, own: number, withValue: string])[] = [
  [
    'nohup|setsid|command|builtin|unbuffer|chronic|busybox|toybox|systemd-inhibit|caffeinate|start',
    0,
    '',
  ],
  ['sudo', 0, '-u -g -p -h -C -U -r -t -D -R -T --user --group'],
  ['doas', 0, '-u -C'],
  ['env', 0, '-u --unset -C --chdir -S'],
  ['nice', 0, '-n --adjustment'],
  ['ionice', 0, '-c -n -p --class --classdata'],
  ['stdbuf', 0, '-i -o -e'],
  ['exec', 0, '-a'],
  ['time', 0, '-f -o'],
  ['strace', 0, '-o -e -p -f'],
  ['systemd-run', 0, '-p --unit -u --property --uid'],
  ['xargs', 0, '-I -n -P -L -d -s -a -E --max-args --max-procs --delimiter --replace'],
  ['parallel', 0, '-j --jobs -I --colsep -a'],
  ['watch', 0, '-n --interval'],
  ['nsenter', 0, '-t --target'],
  ['unshare', 0, ''],
  ['runuser', 0, '-u -g'],
  ['retry', 0, '-t -d --times --delay'],
  ['sshpass', 0, '-p -f -P -e'],
  ['timeout', 1, '-s -k --signal --kill-after'],
  ['chroot|faketime', 1, ''],
  ['flock', 1, '-w -E --timeout --wait'],
  ['taskset', 1, '-c'],
  ['chrt', 1, '-p'],
];

const SHELLS = '(ba|da|z|k|a|c|tc|fi)?sh';
const INTERPRETERS = 'python[\\d.]*|perl|ruby|node|deno|php|lua|tclsh|groovy|pwsh|powershell';

/** Programs that run others. */
export const RUNNER_PROGRAMS: readonly Row[] = [
  ['flock|runuser', (call) => scriptOf(call.valueOf('-c', '--command'), call), '-c|--command'],
  ...PREFIXES.map(([names, own, withValue]): Row => [
    names,
    (call) => behind(call, withValue, own),
  ]),
  [`${SHELLS}|cmd`, shell],
  ['su', (call) => scriptOf(call.valueOf('-c', '--command'), call)],
  ['eval', (call) => scriptOf(call.args.join(' '), call)],
  ['trap', (call) => scriptOf(call.operands[0]?.text, call)],
  ['source|\\.', sourced],
  ['ssh|autossh|mosh|rsh', (call) => overSsh(call, 1)],
  // They name their hosts by an option.
  ['pdsh|clush|dsh', (call) => overSsh(call, 0)],
  ['find', found],
  [INTERPRETERS, interpreted],
  ['ansible', adHoc],
  ['salt', ({ operands }) => onMany(operands.at(-1)?.text)],
  ['aws', sentToAgent, '2:send-command'],
  [
    'gcloud|vagrant|az',
    (call) => ({ runs: call.valueOf('--command', '-c', '--scripts')!, isHost: true }),
    '4:ssh|run-command|invoke --command|-c|--scripts',
  ],
  ['kubectl|oc|docker|podman|nerdctl|docker-compose|lxc|crictl', inContainer, '3:exec|run|debug'],
  ['go', 'unseen', '1:run|generate'],
  ['npm', 'harmless', '1:ci|install|i|pack|version|config'],
  [
    'ansible-(playbook|pull)|salt-call|chef-client|puppet|packer|make|npx|npm|yarn|pnpm|rake|gradlew?|tox|just|' +
      'task|invoke|fab|cap(istrano)?',
    'unseen',
  ],
];

/** The call behind a program's options, its own words and assignments. */
function behind(call: Call, withValue: string, own: number): readonly Deed[] {
  const words = wordsBehind(call.words, withValue, own);
  if (words.length > 0) return [{ runs: call.withWords(words) }];
  return call.name === 'sudo' && call.has('-i', '-s') ? scriptOf(call.input, call) : [];
}

function wordsBehind(words: readonly Word[], withValue: string, own: number): readonly Word[] {
  const valued = withValue.split(' ');
  let left = own;
  for (let at = 1; at < words.length; at += 1) {
    const { text } = words[at]!;
    if (text === '--') return words.slice(at + 1);
    if (/^-./.test(text)) at += valued.includes(text) ? 1 : 0;
    else if (!/^\w+=/.test(text) && left-- <= 0) return words.slice(at);
  }
  return [];
}

function shell(call: Call): readonly Deed[] {
  const at = call.args.findIndex((arg) => /^(-[a-z]*c|\/[cC])$/.test(arg));
  if (at >= 0) {
    const script = call.words[at + 2];
    return [script ? textOf(script) : 'unseen'];
  }
  // `-s` takes what comes in; a name is that of a file.
  const [file] = call.operands;
  if (file && !call.has('-s')) return [putThere(file)];
  const { input } = call;
  if (input === undefined) return [];
  return [input.includes(UNKNOWN) && call.command.from ? fromPipe(call) : { runs: input }];
}

/** What a pipe brings that isn't written out. */
function fromPipe({ command }: Call): Deed {
  for (let { from } = command; from; from = from.from) {
    const decoded = decode(from);
    if (decoded !== undefined) return { runs: decoded };
    if (isFetching(from)) return 'fetched';
  }
  return 'unseen';
}

/** What `echo … | base64 -d` brings. */
function decode({ words: [decoder], from }: Command): string | undefined {
  const [program, ...args] = from?.words.map(({ text }) => text) ?? [];
  const isWritten = program === 'echo' || program === 'printf';
  if (!isWritten || !/^(base64|openssl)$/.test(decoder?.text ?? '')) return undefined;
  const encoded = args.at(-1) ?? '';
  return /^[A-Za-z0-9+/\s]+=*$/.test(encoded)
    ? Buffer.from(encoded, 'base64').toString('utf8')
    : undefined;
}

function isFetching({ words }: Command): boolean {
  const texts = words.map(({ text }) => text);
  const isFetcher = (text: string) =>
    /(^|\/)(curl|wget|fetch|aria2c|iwr|irm|invoke-webrequest)$/i.test(text);
  return texts.some(isFetcher) || (texts.includes('s3') && texts.includes('cp'));
}

/** What a command puts in a word: fetched where it fetches. */
function putThere({ inner }: Word): Deed {
  return inner.some(isFetching) ? 'fetched' : 'unseen';
}

/** A script in a word: as text, or, where a command puts it there, unseen. */
function textOf(word: Word): Deed {
  const isPut = word.text === UNKNOWN || (word.inner.length > 0 && word.text.length < 4);
  return isPut ? putThere(word) : { runs: word.text };
}

function scriptOf(script: string | undefined, call: Call): readonly Deed[] {
  if (script === undefined || script === '') return [];
  return [textOf(call.words.find(({ text }) => text === script) ?? wordOf(script))];
}

/** Profiles and files of variables set something, and do nothing else as a rule. */
function sourced({ operands: [file] }: Call): Deed {
  if (file && file.inner.length > 0) return putThere(file);
  const isSetting =
    /(\/etc\/(profile|os-release|environment|default|sysconfig)|\.(bashrc|profile|bash_profile|env)$|activate$|nvm\.sh$)/;
  return isSetting.test(file?.text ?? '') ? 'harmless' : 'unseen';
}

const SSH_VALUES = '-i -p -l -o -F -J -L -R -D -b -c -E -m -S -W -w -P';
/** A shell that takes what comes in. */
const BARE_SHELL =
  /^\s*(sudo\s+(-\w+\s+(\w+\s+)?)?)?(\S*\/)?(ba|da|z|k|a)?sh(\s+-[a-z]*[sl][a-z]*(\s.*)?|\s*)$/;

function overSsh(call: Call, hosts: number): readonly Deed[] {
  const words = wordsBehind(call.words, SSH_VALUES, hosts);
  const [program = '', ...args] = words.map(({ text }) => text);
  const script = [program, ...args].join(' ');
  const { input } = call;
  const isBare = words.length === 0 || BARE_SHELL.test(script);
  if (isBare && input !== undefined)
    return input.trim() === UNKNOWN ? ['unseen'] : [{ runs: input, isHost: true }];
  if (script === UNKNOWN) return ['unseen'];
  if (new RegExp(`^${SHELLS}$`).test(program))
    return [{ runs: call.withWords(words), isHost: true }];
  return script === '' ? [] : [{ runs: script, isHost: true, isMany: hosts === 0 }];
}

/** Where it deletes what it finds, the folder that it looks through is what matters. */
function found(call: Call): readonly Deed[] {
  const [folder] = call.operands;
  const at = call.words.findIndex(({ text }) => /^-(exec|execdir|ok|okdir)$/.test(text));
  const rest = at < 0 ? [] : call.words.slice(at + 1);
  const end = rest.findIndex(({ text }) => text === ';' || text === '+');
  const words = rest
    .slice(0, end < 0 ? undefined : end)
    .map((word) => (word.text === '{}' && folder ? folder : word));
  const runs: readonly Deed[] = words.length > 0 ? [{ runs: call.withWords(words) }] : [];
  const isDeleting = call.args.includes('-delete') && reachOf(call.operands, call) !== 'own';
  return isDeleting ? ['files-deleted', ...runs] : runs;
}

/** In code of other languages: what deletes files. */
const DELETING_CODE =
  /rmtree|os\.(?:remove|unlink|rmdir)|rmSync|rmdirSync|unlink|FileUtils\.rm|Remove-Item|delete_topics|deleteTopics/;
/** What runs something else again. */
const RUNNING_CODE =
  /os\.(?:system|popen)|subprocess|child_process|execSync|exec\(|system\(|eval\(/;

function interpreted(call: Call): readonly Deed[] {
  if (call.args.some((arg) => /^(--version|-V|-v)$/.test(arg))) return [];
  return [
    ...(DELETING_CODE.test(call.text) ? ['files-deleted' as const] : []),
    ...(codeOf(call) ?? ['unseen']),
  ];
}

/** What its code runs; undefined where nobody sees that. */
function codeOf(call: Call): readonly Deed[] | undefined {
  const module = call.valueOf('-m');
  const code = call.valueOf('-c', '-e', '-Command', '--eval');
  if (code !== undefined && /^(pwsh|powershell)$/.test(call.name)) return scriptOf(code, call);
  const isSeen =
    module !== undefined
      ? /^(json\.tool|venv|pip|base64|http\.server|zipfile)$/.test(module)
      : code !== undefined
        ? !RUNNING_CODE.test(code)
        : call.operands.length === 0 && call.input === undefined;
  return isSeen ? [] : undefined;
}

function adHoc(call: Call): readonly Deed[] {
  const module = call.valueOf('-m', '--module-name') ?? 'command';
  if (/^(ansible\.builtin\.)?(shell|command|raw)$/.test(module))
    return onMany(call.valueOf('-a', '--args'));
  return /^(ping|setup|debug)$/.test(module) ? [] : ['unseen'];
}

function onMany(script: string | undefined): readonly Run[] {
  return script === undefined ? [] : [{ runs: script, isHost: true, isMany: true }];
}

const CONTAINER_VALUES =
  '-e --env -v --volume -u --user -w --workdir -p --publish --name --network --net -h --hostname --entrypoint --mount --env-file -c --container -n --namespace -l --label --platform --restart -m --memory --cpus --add-host --index -f --file';

function inContainer(call: Call): readonly Deed[] {
  const isNew = call.subcommands.slice(0, 2).includes('run');
  const dashes = call.words.findIndex(({ text }) => text === '--');
  const verb = call.words.findIndex(({ text }, index) => index > 0 && /^(exec|run)$/.test(text));
  const entry = call.valueOf('--entrypoint');
  const words =
    dashes > 0
      ? call.words.slice(dashes + 1)
      : wordsBehind(call.words.slice(verb), CONTAINER_VALUES, 1);
  const isSeen = words.length > 0 && !(isNew && /^(docker|podman|nerdctl)$/.test(call.name));
  const all = entry === undefined || dashes > 0 ? words : [wordOf(entry), ...words];
  return [
    ...(isSeen ? [] : ['unseen' as const]),
    ...(words.length > 0 ? [{ runs: call.withWords(all), isHost: true }] : []),
  ];
}

/** `commands=["…","…"]`, or the same as JSON. */
function sentToAgent(call: Call): Deed {
  const given = call.valueOf('--parameters') ?? '';
  const commands = /commands["']?\s{0,9}[=:]\s{0,9}(\[?[\s\S]*)/.exec(given)?.[1];
  if (commands === undefined) return 'unseen';
  const texts = [...commands.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    text.replace(/\\(.)/g, '$1'),
  );
  const runs = texts.length > 0 ? texts.join('\n') : commands;
  return { runs, isHost: true, isMany: call.has('--targets') };
}
