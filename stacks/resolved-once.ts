import { Lazy } from 'cdktf';

/**
 * An expression that many resources of one stack hold alike. cdktf works out each use of it from the
 * start, twice a synth: an inventory of all hosts in the step of each host would grow with their square.
 */
export function resolvedOnce(expression: string): string {
  // References to other stacks are made while the stack is prepared, and read after that.
  const known = new Map<boolean, string>();
  return Lazy.stringValue({
    produce: (context) => {
      const text = known.get(context.preparing) ?? String(context.resolve(expression));
      known.set(context.preparing, text);
      return text;
    },
  });
}
