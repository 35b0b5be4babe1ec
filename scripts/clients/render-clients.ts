import { formatProblem } from '../../cluster/errors';
import type { Topology } from '../../cluster/topology';
import { visibleLine } from '../../cluster/visible-text';
import { describeClientStep, subjectOfClientStep } from '../health/clients/client-steps';
import type { ClientPlan } from '../health/clients/plan-clients';
import type { Terminal } from '../terminal/terminal';
import { wrapLines } from '../terminal/wrap-text';
import { isAsGranted } from './converge-clients';
import { counted } from '../terminal/quantities';

/** What differs from the spec, for a person. */
export function renderClients(
  { spec }: Topology,
  plan: ClientPlan,
  { glyphs, width }: Terminal,
): string {
  const declared = counted(spec.clients.length, 'client');
  const lines = [
    isAsGranted(plan)
      ? `${glyphs.good} ${spec.clusterName}: all is as the spec says (${declared}), and nobody else is let in.`
      : `${spec.clusterName}: not as the spec says (${declared}, and nobody else):`,
    ...plan.steps.map(
      (step) => `${glyphs.warning} ${subjectOfClientStep(step)}: ${describeClientStep(step)}`,
    ),
    ...(plan.revoked ?? []).map(
      (name) => `${glyphs.warning} client ${name}: was revoked, and is denied everything`,
    ),
    ...plan.problems.map((problem) => `${glyphs.bad} ${formatProblem(problem)}`),
  ];
  return wrapLines(lines.map(visibleLine).join('\n'), width);
}

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
export const CLIENTS_JSON_VERSION = 1;

/** The same for a program. */
export function renderClientsJson({ spec }: Topology, plan: ClientPlan): string {
  const json = {
    formatVersion: CLIENTS_JSON_VERSION,
    clusterName: spec.clusterName,
    clients: spec.clients,
    steps: plan.steps.map((step) => ({
      subject: subjectOfClientStep(step),
      kind: step.kind,
      what: describeClientStep(step),
    })),
    problems: plan.problems.map(formatProblem),
    revoked: plan.revoked ?? [],
  };
  return JSON.stringify(json, null, 2);
}
