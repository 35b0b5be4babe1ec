import type { Problem } from '../../../cluster/errors';
import { RUN_PROGRAM } from '../../../cluster/program';
import { faultOf, subjectOfClientStep } from './client-steps';
import type { ClientPlan } from './plan-clients';

/** Who can log in, and what each may do, is as the spec says. */
export function judgeClients({ steps, problems }: ClientPlan): readonly Problem[] {
  const differences = steps.map((step) => {
    const [rule, value] = faultOf(step);
    return { path: subjectOfClientStep(step), rule, value, remedy: REMEDY };
  });
  return [...problems, ...differences];
}

const REMEDY = `Bring the clients of the spec to the cluster: \`${RUN_PROGRAM} clients\``;
