import type { Problem } from '../../../cluster/errors';
import type { Topology } from '../../../cluster/topology';
import { mend } from '../remedies';
import { faultOf, subjectOfClientStep } from './client-steps';
import type { ClientPlan } from './plan-clients';

/** Who can log in, and what each may do, is as the spec says. */
export function judgeClients(
  { steps, problems }: ClientPlan,
  topology: Pick<Topology, 'namedBy'>,
): readonly Problem[] {
  const remedy = `Bring the clients of the spec to the cluster: ${mend(topology).clients}`;
  const differences = steps.map((step) => {
    const [rule, value] = faultOf(step);
    return { path: subjectOfClientStep(step), rule, value, remedy };
  });
  return [...problems, ...differences];
}
