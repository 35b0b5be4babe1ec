import type { Problem } from '../../../cluster/errors';
import type { CommandResult } from '../../hosts/host-shell';

interface CloudInitStatus {
  readonly status?: string;
  readonly detail?: string;
  readonly errors?: readonly string[];
  /** Since 23.4: what went wrong without ending the boot, by its level. */
  readonly recoverable_errors?: Readonly<Record<string, readonly string[]>>;
}

/**
 * What is wrong with a host's first boot, by `cloud-init status --format json`.
 *
 * @see https://docs.cloud-init.io/en/latest/explanation/return_codes.html
 */
export function judgeFirstBoot(
  path: string,
  { code, stdout, stderr }: CommandResult,
): readonly Problem[] {
  const remedy = 'Look at /var/log/cloud-init-output.log there';
  const status = parse(stdout);
  if (!status) {
    const value = stderr.trim().slice(-200) || `exit code ${code}`;
    return [{ path, rule: 'tell how its first boot went', value, remedy }];
  }
  const errors = [...(status.errors ?? []), ...(status.recoverable_errors?.ERROR ?? [])];
  if (status.status === 'done' && errors.length === 0) return [];
  const value = [status.status, ...errors.map((error) => String(error).slice(0, 300))].join(': ');
  return [{ path, rule: 'have ended its first boot without an error', value, remedy }];
}

function parse(json: string): CloudInitStatus | undefined {
  try {
    // Older releases print dots before it while they wait.
    return JSON.parse(json.slice(json.indexOf('{'))) as CloudInitStatus;
  } catch {
    return undefined;
  }
}
