import type { TerraformElement } from 'cdktf';

/**
 * Says why a finding of checkov is accepted on a resource. It stands in the synthesized output as a
 * comment of the resource, where the tests hold it against what checkov finds.
 */
export function acceptFinding(resource: TerraformElement, check: string, reason: string): void {
  resource.addOverride(`//.accepted.${check}`, reason);
}
