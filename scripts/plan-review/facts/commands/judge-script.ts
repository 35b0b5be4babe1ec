import { posix } from 'node:path';
import { UNKNOWN, type Command } from '../../../shell/command';
import { readScript } from '../../../shell/read-script';
import { Call, type Place } from './call';
import { EFFECTS, type EffectKind, type Judged } from './effects';
import { HARMLESS_PROGRAMS } from './harmless-programs';
import { DELETING_CODE, innerOf, INTERPRETER, type Inner } from './inner-commands';
import { KAFKA_PROGRAMS, toolOfClass } from './kafka-programs';
import { LOCAL_PROGRAMS } from './local-programs';
import { kindOfPath } from './paths';
import { byVerb, REMOTE_PROGRAMS } from './remote-programs';

/** A command of a script, and what it does that a reviewer must know. */
export interface JudgedCommand {
  readonly effect: EffectKind;
  /** As the script spells it. */
  readonly spelled: string;
  /** The host that it goes to, where it goes to another one. */
  readonly host?: string;
}

/** Where a script runs, and what of its environment is known. */
export interface ScriptPlace {
  /** Whether it runs on a host, not where terraform does. */
  readonly isHost: boolean;
  readonly folder?: string;
  readonly variables?: ReadonlyMap<string, string>;
}

/** Longer ones are no command that somebody wrote, and nobody reads them. */
const LONGEST = 256 * 1024;
const DEEPEST = 8;

/** What the commands of a script do, without those that change nothing. */
export function judgeScript(script: string, place: ScriptPlace): readonly JudgedCommand[] {
  if (script.length > LONGEST) return [{ effect: 'unseen', spelled: script.slice(0, 100) }];
  return stoppedTogether(new ScriptJudge(place, 0, functionsIn(script)).judge(script));
}

/** Names of what stops with all that a cluster has on a host. */
export const STOPS_MEMBER = /kafka|zookeeper|\bzk|reboot|shutdown|poweroff|halt|init [06]/i;

/** Who stops one host may do so; more of them are a cluster. */
function stoppedTogether(judged: readonly JudgedCommand[]): readonly JudgedCommand[] {
  const isOne = ({ effect, host, spelled }: JudgedCommand) =>
    effect === 'process-stopped' && host !== undefined && STOPS_MEMBER.test(spelled);
  const hosts = new Set(judged.filter(isOne).map(({ host }) => host));
  if (hosts.size < 2) return judged;
  return judged.map((each) => (isOne(each) ? { ...each, effect: 'cluster-stopped' } : each));
}

function hostOf({ words }: Command): string | undefined {
  const at = words.findIndex(({ text }) => /^(auto)?ssh$/.test(text));
  return at < 0
    ? undefined
    : words
        .slice(at + 1)
        .map(({ text }) => text)
        .join(' ');
}

/** A script's own functions are judged where they are written. */
function functionsIn(script: string): ReadonlySet<string> {
  const heads = script.matchAll(
    /(?:^|[\n;])[ \t]{0,80}(?:function[ \t]{1,9})?([\w-]{1,80})[ \t]{0,9}\([ \t]{0,9}\)/g,
  );
  return new Set([...heads].map(([, name = '']) => name.toLowerCase()));
}

class ScriptJudge {
  #folder: string | undefined;

  constructor(
    private readonly place: ScriptPlace,
    private readonly depth: number,
    private readonly functions: ReadonlySet<string>,
  ) {
    this.#folder = place.folder;
  }

  judge(script: string): readonly JudgedCommand[] {
    return this.#judgeAll(readScript(script, this.place.variables));
  }

  #judgeAll(commands: readonly Command[]): readonly JudgedCommand[] {
    return commands.flatMap((command, index) => {
      const { spelled } = command;
      const effects = this.#effectsOf(command).map((effect) =>
        // Made only where there is none yet.
        effect === 'disk-erased' && isGuarded(commands, index) ? 'files-changed' : effect,
      );
      const host = hostOf(command);
      const where = host === undefined ? {} : { host };
      return [
        ...this.#inWords(command),
        ...effects.map((effect) => ({ effect, spelled, ...where })),
      ];
    });
  }

  #inWords({ words }: Command): readonly JudgedCommand[] {
    return words.flatMap(({ inner }) => this.#judgeAll(inner));
  }

  #effectsOf(command: Command): readonly EffectKind[] {
    const place: Place = { isHost: this.place.isHost, folder: this.#folder };
    const written = this.#redirected(command, place);
    const call = new Call(command.words, command, place);
    if (call.name === 'cd' || call.name === 'pushd') this.#enter(call.operands[0]?.text ?? '~');
    const scripts = this.#writtenScript(call);
    return command.words.length === 0
      ? written
      : [...written, ...scripts, ...this.#effectsOfCall(call)];
  }

  /** What a script does that is written to a file here, to be run by and by. */
  #writtenScript({ name, command: { input, redirects } }: Call): readonly EffectKind[] {
    if (input === undefined || this.depth >= DEEPEST) return [];
    if (name !== 'tee' && !(name === 'cat' && redirects.length > 0)) return [];
    const judge = new ScriptJudge(this.place, this.depth + 1, this.functions);
    const effects = judge.judge(input).map(({ effect }) => effect);
    return effects.filter((effect) => EFFECTS[effect].severity === 'danger');
  }

  #enter(folder: string): void {
    if (/^[/~]/.test(folder)) this.#folder = folder;
    else if (folder.includes(UNKNOWN)) this.#folder = UNKNOWN;
    else if (this.#folder !== undefined && folder !== '-')
      this.#folder = posix.join(this.#folder, folder);
  }

  #redirected({ redirects, words }: Command, place: Place): readonly EffectKind[] {
    return redirects
      .filter(({ operator }) => operator.includes('>'))
      .flatMap(({ operator, target }): readonly EffectKind[] => {
        if (/^\/proc\/sysrq-trigger$/.test(target.text)) return ['process-stopped'];
        const kind = kindOfPath(target, place);
        if (kind === 'disk') return ['disk-erased'];
        const isEmptying =
          !operator.startsWith('>>') &&
          /^(|:|true|cat)$/.test(words[0]?.text ?? '') &&
          words.length < 2;
        if (kind === 'data' && isEmptying) return ['files-deleted'];
        return kind === 'scratch' || kind === 'workspace' ? [] : ['files-changed'];
      });
  }

  #effectsOfCall(call: Call): readonly EffectKind[] {
    if (call.words.length === 0) return [];
    if (call.program.includes(UNKNOWN) && !/\w$/.test(call.program)) return ['unseen'];
    const inner = innerOf(call);
    const own = inner === undefined ? this.#own(call) : ownBeside(call);
    const effects = own === undefined || own === 'harmless' ? [] : [own];
    return [...effects, ...(inner ?? []).flatMap((each) => this.#inner(each))];
  }

  #inner(inner: Inner): readonly EffectKind[] {
    if (inner.kind === 'unseen' || inner.kind === 'fetched') return [inner.kind];
    if (this.depth >= DEEPEST) return ['unseen'];
    const isHost = inner.isHost ?? this.place.isHost;
    const isElsewhere = isHost !== this.place.isHost;
    const { variables } = this.place;
    const folder = isElsewhere ? undefined : this.#folder;
    const place = {
      isHost,
      ...(variables && { variables }),
      ...(folder !== undefined && { folder }),
    };
    const judge = new ScriptJudge(place, this.depth + 1, this.functions);
    return inner.kind === 'script'
      ? judge
          .judge(inner.script)
          .map(({ effect, spelled }) =>
            inner.isMany && effect === 'process-stopped' && STOPS_MEMBER.test(spelled)
              ? 'cluster-stopped'
              : effect,
          )
      : judge.#effectsOfCall(new Call(inner.call.words, inner.call.command, { isHost, folder }));
  }

  #own(call: Call): Judged {
    const tool = /^(kafka-run-class|java|connect-run-class)$/.test(call.name)
      ? toolOfClass(call)
      : undefined;
    if (tool)
      return judgeProgram(
        call.withWords([
          { text: tool.tool, unknown: [], inner: [] },
          ...call.words.slice(tool.at + 1),
        ]),
      );
    if (this.functions.has(call.name)) return 'harmless';
    return judgeProgram(call);
  }
}

const PROGRAMS = [...KAFKA_PROGRAMS, ...LOCAL_PROGRAMS, ...REMOTE_PROGRAMS];

function judgeProgram(call: Call): EffectKind | 'harmless' {
  const judged = PROGRAMS.find(([name]) => name.test(call.name))?.[1](call);
  if (judged !== undefined) return judged;
  if (HARMLESS_PROGRAMS.has(call.name)) return 'harmless';
  if (
    /\.(sh|py|rb|pl|js|ts|ps1|bat|cmd|bash|php|groovy)$/i.test(call.program) ||
    /^\.{0,2}\//.test(call.program)
  )
    return 'unseen';
  const verb = call.words.length > 1 ? byVerb(call) : undefined;
  return verb === undefined || verb === 'harmless' ? 'unknown' : verb;
}

/** What a program does that runs others, besides what these do. */
function ownBeside(call: Call): Judged {
  if (call.name === 'find' && call.has('-delete')) return judgeProgram(call);
  if (INTERPRETER.test(call.name) && DELETING_CODE.test(call.text)) return 'files-deleted';
  return /^(docker|podman|nerdctl)$/.test(call.name) && call.says(/^run$/, 2)
    ? 'unseen'
    : undefined;
}

/** Whether a command before it asks whether there is a file system, and it runs only where there is none. */
function isGuarded(commands: readonly Command[], index: number): boolean {
  if (!['||', '&&', 'then'].includes(commands[index]!.joint)) return false;
  return commands
    .slice(Math.max(0, index - 4), index)
    .some(({ words }) =>
      words.some(({ text, inner }) =>
        [text, ...inner.flatMap((each) => each.words.map((word) => word.text))].some((word) =>
          /^(blkid|lsblk|file|wipefs|findmnt|xfs_info|dumpe2fs)$/.test(word),
        ),
      ),
    );
}
