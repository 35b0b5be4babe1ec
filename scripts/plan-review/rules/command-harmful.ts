import { say, unmarked, type Sayable } from '../../masking/say';
import { groupBy, listSome } from '../lists';
import { commandsRun, type RunCommand } from '../facts/commands/commands-run';
import { EFFECTS, type Effect, type EffectKind } from '../facts/commands/effects';
import type { PlanFacts } from '../plan-facts';
import type { Judgement, Rule } from '../rule';

/** Commands that a plan runs, of which terraform tells nothing but that they run. */
export const commandHarmful: Rule = {
  id: 'command-harmful',
  title: 'A command that the plan runs destroys, stops or changes something, or can’t be seen',
  reads: [{ types: 'null_resource terraform_data', attributes: '*', and: ['created', 'lost'] }],
  isAboutData: true,
  judge: (facts) =>
    [...groupBy(commandsRun(facts), ({ effect }) => effect)].map(([effect, runs]) =>
      judgement(effect, runs, facts),
    ),
};

function judgement(
  effect: EffectKind,
  runs: readonly RunCommand[],
  { plan }: PlanFacts,
): Judgement {
  const { severity, does, undone, isFinal = false }: Effect = EFFECTS[effect];
  const told = runs.map((run) => tell(run, plan.mask));
  const mayNotRun = runs.every((run) => run.mayNotRun);
  return {
    ...{ severity, isFinal },
    inShort: say`runs what ${unmarked(does)}`,
    what: say`Runs what ${unmarked(does)}: ${listSome([...new Set(told)])}.`,
    why: `${undone} No rule and no gate stands between it and what it meets.${mayNotRun ? ` ${AT_THE_END}` : ''}`,
    remedy: severity === 'danger' ? CHANGE_IT : LOOK,
    addresses: [...new Set(runs.map(({ address }) => address))],
  };
}

const AT_THE_END =
  'The plan doesn’t tell whether it runs at the end of the resource (`when = destroy`); only then would it run now.';
const CHANGE_IT =
  'Take it out of the plan, and run it by hand where it is wanted, with a look at what it will meet.';
const LOOK = 'Read what it runs, and choose the time.';

const LONGEST_QUOTE = 160;

/** Such as `rm -rf /data` (local-exec of null_resource.a). */
function tell({ spelled, by, address }: RunCommand, mask: (text: string) => Sayable): Sayable {
  const origin = say`${unmarked(by)} of ${address}`;
  if (spelled === undefined) return say`a command that is marked sensitive (${origin})`;
  const line = mask(spelled).replace(/\s+/g, ' ').trim();
  const quote = line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
  return say`\`${unmarked(quote)}\` (${origin})`;
}
