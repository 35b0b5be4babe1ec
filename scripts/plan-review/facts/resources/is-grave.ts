import type { ResourceChange } from '../../../terraform-plan/plan';
import { kindOf } from '../../kinds/kind-of';
import { carriesBrokers } from '../hosts/carries-brokers';

/** Whether data, or a host's way to its data, hangs on a resource: no change of it is a small one. */
export function isGrave(resource: ResourceChange): boolean {
  const kind = kindOf(resource.type);
  if (kind === 'hosts') return MACHINE.test(resource.type) || carriesBrokers(resource);
  return kind === 'data' || kind === 'key' || kind === 'attachment';
}

const MACHINE = /_(instance|server|machine|vm|droplet)(_v\d+)?$/;
