import type { Problem } from '../../../cluster/errors';
import type { CommandResult } from '../../hosts/host-shell';

/** What every dry run begins with, whatever the configuration. */
const ABOUT_DRY_RUNS = /^logrotate in debug mode /;

/** What is wrong with a configuration, by logrotate's dry run of it. */
export function judgeLogrotate(
  path: string,
  { code, stdout, stderr }: CommandResult,
): readonly Problem[] {
  const complaints = [...`${stdout}\n${stderr}`.matchAll(/^(?:error|warning): (.+)$/gim)]
    .map(([, text]) => text!)
    .filter((text) => !ABOUT_DRY_RUNS.test(text));
  if (code === 0 && complaints.length === 0) return [];
  return [
    {
      path,
      rule: "pass logrotate's dry run",
      value: complaints[0] ?? `exit code ${code}`,
      remedy: `Run \`logrotate --debug\` on it there`,
    },
  ];
}
