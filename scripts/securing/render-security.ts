import type { SecurityStep, Side } from './plan-security';
import { STAGE_WORDS, type LastingStage } from './stages';

const SIDE_WORDS: Readonly<Record<Side, string>> = {
  plain: 'without TLS',
  both: 'with both kinds of ports',
  closed: 'with TLS',
};

/** What is going to be done, for people, before they are asked. */
export function renderSecurity(
  steps: readonly SecurityStep[],
  { side, target }: { readonly side: Side; readonly target: LastingStage },
): string {
  const lines = steps.map((step, index) => `  ${index + 1}. ${describeSecurityStep(step)}`);
  return [
    `The cluster runs ${SIDE_WORDS[side]}; the spec asks for ${STAGE_WORDS[target]}. In this order:`,
    ...lines,
    'Each restart is behind a gate. Broken off anywhere, the same command goes on.',
  ].join('\n');
}

/** One step in words. */
export function describeSecurityStep(step: SecurityStep): string {
  switch (step.kind) {
    case 'certify':
      return 'each process without a certificate gets one';
    case 'roll':
      return `one host after another: ${STAGE_WORDS[step.to]}`;
    case 'clients':
      return step.at === 'opened'
        ? 'all clients lose their passwords and grants'
        : 'the clients of the spec get their passwords and grants, and nobody else has any';
    case 'callers':
      return `it stops here as long as somebody is connected to a port ${step.at === 'tls' ? 'with' : 'without'} TLS, and lists them`;
    case 'entries':
      return `what the cluster keeps in ZooKeeper is for ${step.for === 'everyone' ? 'everyone' : 'its members alone'}`;
  }
}
