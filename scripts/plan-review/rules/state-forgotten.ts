import { say } from '../../masking/say';
import { listSome } from '../lists';
import type { ResourceChange } from '../../terraform-plan/plan';
import type { Judgement, Rule } from '../rule';
import { DATA_STORES } from '../facts/resources/data-stores';

/** Resources that terraform would no longer know. */
export const stateForgotten: Rule = {
  id: 'state-forgotten',
  title: 'A resource stays in AWS, but leaves terraform’s state',
  judge: ({ plan }) => {
    const forgotten = plan.changes.filter(({ change }) => change === 'forget');
    const grave = forgotten.filter(isGrave);
    const others = forgotten.filter((resource) => !isGrave(resource));
    return [
      ...(grave.length > 0 ? [judgement(grave, 'danger')] : []),
      ...(others.length > 0 ? [judgement(others, 'care')] : []),
    ];
  },
};

const GRAVE = new Set(['aws_ebs_volume', 'aws_instance', 'aws_kms_key', 'aws_volume_attachment']);

function isGrave({ type }: ResourceChange): boolean {
  return GRAVE.has(type) || DATA_STORES.has(type);
}

function judgement(
  forgotten: readonly ResourceChange[],
  severity: Judgement['severity'],
): Judgement {
  const addresses = forgotten.map(({ address }) => address);
  return {
    severity,
    what: say`Forgets ${listSome(addresses)}.`,
    why:
      severity === 'danger'
        ? 'Terraform leaves it as it is and looks after it no more. If the code names it again, a new and empty one is made beside it, and a host may come up with the wrong one.'
        : 'Terraform leaves it as it is and looks after it no more: later changes don’t reach it.',
    remedy: 'Have a place where it is managed from now on, such as another state that imports it.',
    addresses,
  };
}
