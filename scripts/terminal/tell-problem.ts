import { formatProblem, type Problem } from '../../cluster/errors';
import { visibleLine } from '../../cluster/visible-text';

/** In a file each problem is one line; on a terminal what mends it has a line of its own. */
export function tellProblem(
  problem: Problem,
  { glyph, width }: { readonly glyph: string; readonly width: number },
): readonly string[] {
  const [finding, remedy] = findingAndRemedy(problem);
  if (width === Infinity || remedy === undefined) return [`${glyph} ${formatProblem(problem)}`];
  return [`${glyph} ${finding}`, `  - ${remedy}`];
}

/** What is wrong, and in a sentence of its own what mends it; undefined where the two can't be told apart. */
export function findingAndRemedy(
  problem: Problem,
): readonly [finding: string, remedy: string | undefined] {
  const text = formatProblem(problem);
  const remedy = ` ${visibleLine(problem.remedy)}.`;
  return text.endsWith(remedy) ? [text.slice(0, -remedy.length), remedy.trim()] : [text, undefined];
}
