import { posix } from 'node:path';
import { UNKNOWN, type Command } from '../../../shell/command';
import { readScript, type Environment } from '../../../shell/read-script';
import { Call, type Place } from './call';
import { EFFECTS, type EffectKind } from './effects';
import { HOST_PROGRAMS } from './host-programs';
import { KAFKA_PROGRAMS } from './kafka-programs';
import { kindOfPath } from './paths';
import { judgeBy, type Deed, type Run } from './program-rows';
import { RUNNER_PROGRAMS } from './runner-programs';
import { byVerb, SERVER_PROGRAMS } from './server-programs';

/** A command of a script, and what it does that a reviewer must know. */
export interface JudgedCommand {
  readonly effect: EffectKind;
  /** As the script spells it. */
  readonly spelled: string;
  /** The host that it goes to, where it goes to another one. */
  readonly host?: string;
}

/** Where a script runs, and what of its environment is known. */
export interface ScriptPlace extends Environment {
  /** Whether it runs on a host, not where terraform does. */
  readonly isHost: boolean;
  readonly folder?: string | undefined;
}

/** Longer ones are no command that somebody wrote, and nobody reads them. */
const LONGEST = 256 * 1024;
const DEEPEST = 8;

/** What the commands of a script do, without those that change nothing. */
export function judgeScript(script: string, place: ScriptPlace): readonly JudgedCommand[] {
  if (script.length > LONGEST) return [{ effect: 'unseen', spelled: script.slice(0, 100) }];
  return stoppedTogether(new ScriptJudge(script, place, 0).judge(), ({ host }) => host);
}

/** Names of what stops with all that a cluster has on a host. */
const STOPS_MEMBER = /kafka|zookeeper|\bzk|reboot|shutdown|poweroff|halt|init [06]/i;

/** Who stops one host may do so; in more places than one it is a cluster. */
export function stoppedTogether<
  Told extends { readonly effect: EffectKind; readonly spelled?: string },
>(judged: readonly Told[], placeOf: (told: Told) => string | undefined): readonly Told[] {
  const isOne = (told: Told) => stopsMember(told) && placeOf(told) !== undefined;
  const places = new Set(judged.filter(isOne).map(placeOf));
  if (places.size < 2) return judged;
  return judged.map((each) => (isOne(each) ? { ...each, effect: 'cluster-stopped' } : each));
}

function stopsMember({ effect, spelled = '' }: { effect: EffectKind; spelled?: string }): boolean {
  return effect === 'process-stopped' && STOPS_MEMBER.test(spelled);
}

const judgeCall = judgeBy([
  ...RUNNER_PROGRAMS,
  ...KAFKA_PROGRAMS,
  ...HOST_PROGRAMS,
  ...SERVER_PROGRAMS,
]);

class ScriptJudge {
  #folder: string | undefined;
  readonly #commands: readonly Command[];
  readonly #place: ScriptPlace;

  constructor(
    script: string,
    place: ScriptPlace,
    private readonly depth: number,
  ) {
    const { commands, functions } = readScript(script, place);
    this.#commands = commands;
    this.#place = { ...place, functions };
    this.#folder = place.folder;
  }

  judge(): readonly JudgedCommand[] {
    return this.#commands.flatMap((command, index) => {
      const { spelled } = command;
      const host = hostOf(command);
      return this.#effectsOf(command).map((effect) => ({
        // Made only where there is none yet.
        effect:
          effect === 'disk-erased' && isGuarded(this.#commands, index) ? 'files-changed' : effect,
        spelled,
        ...(host !== undefined && { host }),
      }));
    });
  }

  #effectsOf(command: Command): readonly EffectKind[] {
    const place: Place = { isHost: this.#place.isHost, folder: this.#folder };
    const call = new Call(command.words, command, place);
    const written = [...redirected(command, place), ...this.#writtenScript(call)];
    if (call.name === 'cd' || call.name === 'pushd') this.#enter(call.operands[0]?.text ?? '~');
    return [...written, ...this.#effectsOfCall(call)];
  }

  /** What a script does that is written to a file here, to be run by and by. */
  #writtenScript({ name, command: { input, redirects } }: Call): readonly EffectKind[] {
    const isWriting = name === 'tee' || (name === 'cat' && redirects.length > 0);
    if (input === undefined || !isWriting) return [];
    const effects = this.#effectsOfRun({ runs: input });
    return effects.filter((effect) => EFFECTS[effect].severity === 'danger');
  }

  #enter(folder: string): void {
    if (/^[/~]/.test(folder)) this.#folder = folder;
    else if (folder.includes(UNKNOWN)) this.#folder = UNKNOWN;
    else if (this.#folder !== undefined && folder !== '-')
      this.#folder = posix.join(this.#folder, folder);
  }

  #effectsOfCall(call: Call): readonly EffectKind[] {
    if (call.words.length === 0) return [];
    if (call.program.includes(UNKNOWN) && !/\w$/.test(call.program)) return ['unseen'];
    return (judgeCall(call) ?? [unnamed(call)]).flatMap((deed) => this.#effectsOfDeed(deed, call));
  }

  #effectsOfDeed(deed: Deed, call: Call): readonly EffectKind[] {
    if (typeof deed !== 'string') return this.#effectsOfRun(deed);
    const judged = deed === 'by-verb' ? (byVerb(call) ?? 'unknown') : deed;
    return judged === 'harmless' ? [] : [judged];
  }

  #effectsOfRun({ runs, isHost = this.#place.isHost, isMany = false }: Run): readonly EffectKind[] {
    if (this.depth >= DEEPEST) return ['unseen'];
    const folder = isHost === this.#place.isHost ? this.#folder : undefined;
    if (runs instanceof Call)
      return this.#effectsOfCall(new Call(runs.words, runs.command, { isHost, folder }));
    return new ScriptJudge(runs, { ...this.#place, isHost, folder }, this.depth + 1)
      .judge()
      .map((judged) => (isMany && stopsMember(judged) ? 'cluster-stopped' : judged.effect));
  }
}

/** What a program does that no row names. */
function unnamed(call: Call): Deed {
  const isScript =
    /\.(sh|py|rb|pl|js|ts|ps1|bat|cmd|bash|php|groovy)$/i.test(call.program) ||
    /^\.{0,2}\//.test(call.program);
  if (isScript) return 'unseen';
  const verb = byVerb(call);
  return verb === undefined || verb === 'harmless' ? 'unknown' : verb;
}

function redirected({ redirects, words }: Command, place: Place): readonly EffectKind[] {
  const isEmpty = words.length < 2 && /^(|:|true|cat)$/.test(words[0]?.text ?? '');
  return redirects
    .filter(({ operator }) => operator.includes('>'))
    .flatMap(({ operator, target }): readonly EffectKind[] => {
      if (target.text === '/proc/sysrq-trigger') return ['process-stopped'];
      const kind = kindOfPath(target, place);
      if (kind === 'own') return [];
      if (kind === 'disk') return ['disk-erased'];
      const isEmptied = kind === 'data' && isEmpty && !operator.startsWith('>>');
      return [isEmptied ? 'files-deleted' : 'files-changed'];
    });
}

function hostOf({ words }: Command): string | undefined {
  const at = words.findIndex(({ text }) => /^(auto)?ssh$/.test(text));
  const behind = words.slice(at + 1).map(({ text }) => text);
  return at < 0 ? undefined : behind.join(' ');
}

/** Whether a command before it asks whether there is a file system, and it runs only where there is none. */
function isGuarded(commands: readonly Command[], index: number): boolean {
  if (!['||', '&&', 'then'].includes(commands[index]!.joint)) return false;
  return commands
    .slice(Math.max(0, index - 4), index)
    .some(({ words }) =>
      words.some(({ text }) => /^(blkid|lsblk|file|wipefs|findmnt|xfs_info|dumpe2fs)$/.test(text)),
    );
}
