import { formatProblem, type Problem } from '../../cluster/errors';
import { visibleLine } from '../../cluster/visible-text';

/** In a file each problem is one line; on a terminal what mends it has a line of its own. */
export function tellProblem(
  problem: Problem,
  { glyph, width }: { readonly glyph: string; readonly width: number },
): readonly string[] {
  const text = formatProblem(problem);
  const remedy = ` ${visibleLine(problem.remedy)}.`;
  if (width === Infinity || !text.endsWith(remedy)) return [`${glyph} ${text}`];
  return [`${glyph} ${text.slice(0, -remedy.length)}`, `  - ${remedy.trim()}`];
}
