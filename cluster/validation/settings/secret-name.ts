import type { SettingProblem } from './setting-problem';

/** Words of a name whose value is a secret. */
const SECRET_NAME = /passw|secret|token|credential|private.?key|access.?key|api.?key/i;

/** Whether a value of this name had better not be shown. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** What to say of a secret that a spec would carry; the value is never part of it. */
export const SECRET_IN_SPEC: SettingProblem = {
  rule: 'stay out of the spec, as all of a spec stands in clear in the bucket and on the hosts',
  remedy: 'Leave it out, or have it read from a file that your image has',
};
