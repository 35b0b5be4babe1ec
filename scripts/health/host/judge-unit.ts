import type { Problem } from '../../../cluster/errors';
import { parseUnitProperties, type UnitProperties } from './units';
import { MEND } from '../remedies';

/** What {@link judgeUnit} looks at. */
export const UNIT_PROPERTIES = [
  ...['ActiveState', 'SubState', 'NeedDaemonReload', 'LimitNOFILE', 'LimitCORE', 'TimeoutStopUSec'],
  ...['Restart', 'User', 'NRestarts'],
] as const;

/** The limits that a rendered unit file sets, in systemd's own units. */
export function renderedLimits(unitFile: string): UnitProperties {
  const lines = parseUnitProperties(unitFile);
  const limits = new Map<string, string>();
  for (const key of ['LimitNOFILE', 'LimitCORE', 'Restart', 'User']) {
    const value = lines.get(key);
    if (value !== undefined) limits.set(key, value);
  }
  const stop = lines.get('TimeoutStopSec');
  if (stop !== undefined) limits.set('TimeoutStopUSec', systemdSpan(Number(stop)));
  return limits;
}

/** What is wrong with a unit. */
export function judgeUnit(
  path: string,
  limits: UnitProperties,
  found: UnitProperties,
): readonly Problem[] {
  const state = `${found.get('ActiveState')} (${found.get('SubState')})`;
  const remedy = `Look at \`systemctl status\` and \`journalctl -u\` of that unit`;
  const problems: Problem[] = [];
  if (state !== 'active (running)') {
    problems.push({ path, rule: 'be active (running)', value: state, remedy });
  }
  if (found.get('NeedDaemonReload') !== 'no') {
    const value = 'an older one';
    const rule = 'be run from the file that stands there';
    problems.push({
      path,
      rule,
      value,
      remedy: `Run ${MEND.converge}`,
    });
  }
  for (const [key, wanted] of limits) {
    if (found.get(key) === wanted) continue;
    const remedy = `Look for a drop-in that changes it: \`systemctl cat\` of that unit`;
    problems.push({ path, rule: `have ${key}=${wanted}`, value: found.get(key), remedy });
  }
  return problems;
}

/** As systemd prints a span: `5min`, `1min 30s`. */
function systemdSpan(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return [...(minutes > 0 ? [`${minutes}min`] : []), ...(rest > 0 ? [`${rest}s`] : [])].join(' ');
}
