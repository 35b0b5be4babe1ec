import { UNKNOWN, type Word } from '../../../shell/command';
import type { Call } from './call';

/** What a command runs in its turn: a script as text, or a call of its own words. */
export type Inner =
  | {
      readonly kind: 'script';
      readonly script: string;
      readonly isHost?: boolean;
      /** Whether on many hosts at once. */
      readonly isMany?: boolean;
    }
  | { readonly kind: 'call'; readonly call: Call; readonly isHost?: boolean }
  | { readonly kind: 'unseen' }
  | { readonly kind: 'fetched' };

/** Programs that run the rest of their words; the options among these have a value. */
const PREFIXES: Readonly<Record<string, string>> = {
  sudo: '-u -g -p -h -C -U -r -t -D -R -T --user --group',
  doas: '-u -C',
  env: '-u --unset -C --chdir -S',
  nohup: '',
  nice: '-n --adjustment',
  ionice: '-c -n -p --class --classdata',
  chrt: '-p',
  taskset: '-c',
  timeout: '-s -k --signal --kill-after',
  stdbuf: '-i -o -e',
  setsid: '',
  exec: '-a',
  command: '',
  builtin: '',
  time: '-f -o',
  unbuffer: '',
  chronic: '',
  busybox: '',
  toybox: '',
  strace: '-o -e -p -f',
  faketime: '',
  'systemd-run': '-p --unit -u --property --uid',
  'systemd-inhibit': '',
  xargs: '-I -n -P -L -d -s -a -E --max-args --max-procs --delimiter --replace',
  parallel: '-j --jobs -I --colsep -a',
  watch: '-n --interval',
  chroot: '',
  nsenter: '-t --target',
  unshare: '',
  flock: '-w -E --timeout --wait',
  runuser: '-u -g',
  retry: '-t -d --times --delay',
  caffeinate: '',
  start: '',
};

/** How many words of their own stand before the command: the time of `timeout`, the folder of `chroot`. */
const OWN_WORDS: Readonly<Record<string, number>> = {
  timeout: 1,
  chroot: 1,
  flock: 1,
  faketime: 1,
  taskset: 1,
  chrt: 1,
};

const SHELL = /^(ba|da|z|k|a|c|tc|fi)?sh$/;
export const INTERPRETER =
  /^(python[\d.]*|perl|ruby|node|deno|php|lua|tclsh|groovy|pwsh|powershell)$/;

/** What a command runs; undefined where it runs nothing but itself. */
export function innerOf(call: Call): readonly Inner[] | undefined {
  const { name } = call;
  if (Object.hasOwn(PREFIXES, name)) return prefixed(call);
  if (SHELL.test(name) || name === 'cmd') return shell(call);
  if (name === 'su') return scriptOf(call.valueOf('-c', '--command'), call);
  if (name === 'eval') return scriptOf(call.args.join(' '), call);
  if (name === 'trap') return scriptOf(call.operands[0]?.text, call);
  if (name === 'source' || name === '.') return [sourced(call)];
  if (/^(ssh|autossh|mosh|pdsh|clush|dsh|rsh)$/.test(name)) return [overSsh(call)];
  if (name === 'sshpass') return skip(call, '-p -f -P -e');
  if (name === 'find') return found(call);
  if (INTERPRETER.test(name)) return interpreted(call);
  if (/^(ansible|salt)$/.test(name)) return adHoc(call);
  if (
    /^(kubectl|oc|docker|podman|nerdctl|docker-compose|lxc|crictl|vagrant|gcloud|az|aws)$/.test(
      name,
    )
  )
    return within(call);
  return undefined;
}

function prefixed(call: Call): readonly Inner[] {
  const { name } = call;
  const given = PREFIXES[name]!;
  const command = call.valueOf('-c', '--command');
  if ((name === 'flock' || name === 'runuser') && command !== undefined)
    return scriptOf(command, call);
  if (name === 'sudo' && call.has('-i', '-s') && call.operands.length === 0)
    return scriptOf(call.input, call);
  return skip(call, given, OWN_WORDS[name]);
}

/** The call behind a program's options, its own words and assignments. */
function skip(call: Call, withValue: string, own = 0): readonly Inner[] {
  const valued = new Set(withValue.split(' '));
  let at = 1;
  let left = own;
  for (; at < call.words.length; at += 1) {
    const { text } = call.words[at]!;
    if (text === '--') {
      at += 1;
      break;
    }
    if (/^-./.test(text)) {
      if (valued.has(text)) at += 1;
    } else if (!/^\w+=/.test(text) && left-- <= 0) break;
  }
  return at < call.words.length ? [{ kind: 'call', call: call.from(at) }] : [];
}

function shell(call: Call): readonly Inner[] {
  const at = call.words.findIndex(
    ({ text }, index) => index > 0 && (/^-[a-z]*c$/.test(text) || /^\/[cC]$/.test(text)),
  );
  if (at > 0) {
    const script = call.words[at + 1];
    return script ? [textOf(script)] : [{ kind: 'unseen' }];
  }
  // `-s` takes what comes in; a name is that of a file.
  const [file] = call.operands;
  if (file && !call.has('-s')) return [putThere(file)];
  const { input } = call;
  if (input === undefined) return [];
  if (!input.includes(UNKNOWN)) return [{ kind: 'script', script: input }];
  return [call.command.from ? fromPipe(call) : { kind: 'script', script: input }];
}

/** What a pipe brings that isn't written out. */
function fromPipe({ command }: Call): Inner {
  for (let from = command.from; from; from = from.from) {
    const words = from.words.map(({ text }) => text);
    const decoded =
      /^(base64|openssl)$/.test(words[0] ?? '') && from.from ? decode(from.from.words) : undefined;
    if (decoded !== undefined) return { kind: 'script', script: decoded };
    if (isFetching(words)) return { kind: 'fetched' };
  }
  return { kind: 'unseen' };
}

function decode(words: readonly Word[]): string | undefined {
  const encoded = words.at(-1)?.text ?? '';
  if (words[0]?.text !== 'echo' && words[0]?.text !== 'printf') return undefined;
  return /^[A-Za-z0-9+/\s]+=*$/.test(encoded)
    ? Buffer.from(encoded, 'base64').toString('utf8')
    : undefined;
}

function isFetching(words: readonly string[]): boolean {
  return (
    words.some((word) => /(^|\/)(curl|wget|fetch|aria2c|iwr|irm|invoke-webrequest)$/i.test(word)) ||
    (words.includes('s3') && words.includes('cp'))
  );
}

/** A script in a word: as text, or, where a command puts it there, unseen. */
function textOf(word: Word): Inner {
  const isPut =
    word.text === UNKNOWN ||
    (word.text.includes(UNKNOWN) && word.inner.length > 0 && word.text.length < 4);
  return isPut ? putThere(word) : { kind: 'script', script: word.text };
}

/** What a command puts in a word: fetched where it fetches. */
function putThere({ inner }: Word): Inner {
  const isFetched = inner.some(({ words }) => isFetching(words.map(({ text }) => text)));
  return isFetched ? { kind: 'fetched' } : { kind: 'unseen' };
}

function scriptOf(script: string | undefined, call: Call): readonly Inner[] {
  if (script === undefined || script === '') return [];
  const word = call.words.find(({ text }) => text === script);
  return [word ? textOf(word) : { kind: 'script', script }];
}

/** Profiles and files of variables set something, and do nothing else as a rule. */
function sourced(call: Call): Inner {
  const [file] = call.operands;
  if (file && file.inner.length > 0) return putThere(file);
  return /(\/etc\/(profile|os-release|environment|default|sysconfig)|\.(bashrc|profile|bash_profile|env)$|activate$|nvm\.sh$)/.test(
    file?.text ?? '',
  )
    ? { kind: 'script', script: '' }
    : { kind: 'unseen' };
}

const SSH_VALUES = '-i -p -l -o -F -J -L -R -D -b -c -E -m -S -W -w -P';

/** A shell that takes what comes in. */
const BARE_SHELL =
  /^\s*(sudo\s+(-\w+\s+(\w+\s+)?)?)?(\S*\/)?(ba|da|z|k|a)?sh(\s+-[a-z]*[sl][a-z]*(\s.*)?|\s*)$/;

function overSsh(call: Call): Inner {
  const isMany = /^(pdsh|clush|dsh)$/.test(call.name);
  // They name their hosts by an option.
  const [found] = skip(call, SSH_VALUES, isMany ? 0 : 1);
  if (found?.kind === 'call') {
    // It reads what comes in here.
    if (SHELL.test(found.call.name)) return { ...found, isHost: true };
    const script = found.call.words.map(({ text }) => text).join(' ');
    if (BARE_SHELL.test(script) && call.input !== undefined) {
      const shellCall = call.withWords([{ text: 'sh', unknown: [], inner: [] }]);
      return { kind: 'call', call: shellCall, isHost: true };
    }
    return script === UNKNOWN
      ? { kind: 'unseen' }
      : { kind: 'script', script, isHost: true, isMany };
  }
  const { input } = call;
  if (input === undefined) return { kind: 'script', script: '' };
  return input.trim() === UNKNOWN
    ? { kind: 'unseen' }
    : { kind: 'script', script: input, isHost: true };
}

function found(call: Call): readonly Inner[] | undefined {
  const at = call.words.findIndex(({ text }) => /^-(exec|execdir|ok|okdir)$/.test(text));
  if (at < 0) return undefined;
  const end = call.words.findIndex(
    ({ text }, index) => index > at && (text === ';' || text === '+'),
  );
  const folder = call.operands[0];
  // Where it deletes what it finds, the folder that it looks through is what matters.
  const words = call.words
    .slice(at + 1, end < 0 ? undefined : end)
    .map((word) => (word.text === '{}' && folder ? folder : word));
  return [{ kind: 'call', call: call.from(0).withWords(words) }];
}

/** In code of other languages: what deletes files. */
export const DELETING_CODE =
  /rmtree|os\.(?:remove|unlink|rmdir)|rmSync|rmdirSync|unlink|FileUtils\.rm|Remove-Item|delete_topics|deleteTopics/;

/** What runs something else again. */
const RUNNING_CODE =
  /os\.(?:system|popen)|subprocess|child_process|execSync|exec\(|system\(|eval\(/;

function interpreted(call: Call): readonly Inner[] {
  const code = call.valueOf('-c', '-e', '-Command', '--eval', '-m');
  if (call.has('--version', '-V', '-v')) return [];
  if (/^(pwsh|powershell)$/.test(call.name) && code !== undefined)
    return [{ kind: 'script', script: code }];
  if (call.valueOf('-m') !== undefined)
    return /^(json\.tool|venv|pip|base64|http\.server|zipfile)$/.test(code ?? '')
      ? []
      : [{ kind: 'unseen' }];
  if (code !== undefined) return RUNNING_CODE.test(code) ? [{ kind: 'unseen' }] : [];
  return call.operands.length > 0 || call.input !== undefined ? [{ kind: 'unseen' }] : [];
}

function adHoc(call: Call): readonly Inner[] {
  const module = call.valueOf('-m', '--module-name') ?? 'command';
  const script = call.name === 'salt' ? call.operands.at(-1)?.text : call.valueOf('-a', '--args');
  if (
    call.name === 'ansible' &&
    !/^(shell|command|raw|ansible\.builtin\.(shell|command|raw))$/.test(module)
  ) {
    return /^(ping|setup|debug)$/.test(module) ? [] : [{ kind: 'unseen' }];
  }
  return script === undefined ? [] : [{ kind: 'script', script, isHost: true, isMany: true }];
}

/** What is run in a container, on an instance, or by an agent. */
function within(call: Call): readonly Inner[] | undefined {
  const { name } = call;
  if (name === 'aws') return call.says(/^send-command$/, 2) ? sentToAgent(call) : undefined;
  const script = call.valueOf('--command', '-c', '--scripts');
  if (/^(gcloud|vagrant|az)$/.test(name)) {
    return call.says(/^(ssh|run-command|invoke)$/, 4) && script !== undefined
      ? [{ kind: 'script', script, isHost: true }]
      : undefined;
  }
  if (!call.says(/^(exec|run|debug)$/, 3)) return undefined;
  const dashes = call.words.findIndex(({ text }) => text === '--');
  if (dashes > 0) return [{ kind: 'call', call: call.from(dashes + 1), isHost: true }];
  return inContainer(call);
}

const CONTAINER_VALUES =
  '-e --env -v --volume -u --user -w --workdir -p --publish --name --network --net -h --hostname --entrypoint --mount --env-file -c --container -n --namespace -l --label --platform --restart -m --memory --cpus --add-host --index -f --file';

function inContainer(call: Call): readonly Inner[] | undefined {
  const verb = call.words.findIndex(({ text }, index) => index > 0 && /^(exec|run)$/.test(text));
  const entry = call.valueOf('--entrypoint');
  const [behind] = skip(call.from(verb), CONTAINER_VALUES, 1);
  if (behind?.kind !== 'call') return undefined;
  const words =
    entry === undefined
      ? behind.call.words
      : [{ text: entry, unknown: [], inner: [] }, ...behind.call.words];
  return [{ kind: 'call', call: behind.call.withWords(words), isHost: true }];
}

/** `commands=["…","…"]`, or the same as JSON. */
function sentToAgent(call: Call): readonly Inner[] {
  const given = call.valueOf('--parameters') ?? '';
  const commands = /commands["']?\s{0,9}[=:]\s{0,9}(\[?[\s\S]*)/.exec(given)?.[1];
  if (commands === undefined) return [{ kind: 'unseen' }];
  const texts = [...commands.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    text.replace(/\\(.)/g, '$1'),
  );
  return [
    {
      kind: 'script',
      script: texts.length > 0 ? texts.join('\n') : commands,
      isHost: true,
      isMany: call.has('--targets'),
    },
  ];
}
