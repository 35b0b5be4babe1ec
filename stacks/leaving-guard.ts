import { Fn, TerraformIterator, TerraformSelf, Token } from 'cdktf';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Inventory } from '../cluster/inventory/inventory';
import { INVENTORY_VARIABLE, stepCommand } from './step-command';
import type { ClusterHost } from './cluster-host';
import { literals } from './literal';
import { TerraformData } from './terraform-data';

export interface LeavingGuardProps {
  /** How the tools are called. */
  readonly program: string;
  readonly brokers: readonly ClusterHost[];
  /** Without instances: they change while the hosts stay. */
  readonly inventory: Inventory;
  /** What comes first in a deploy. */
  readonly after: readonly ITerraformDependable[];
}

const LEAVING_VARIABLE = 'CDKTF_KAFKA_LEAVING';

/**
 * Asks the cluster whether a broker that the spec has lost still holds data, before anything of its host
 * is destroyed or stopped. One for each broker, that depends on the parts of its host: terraform destroys
 * it before them, and runs its command then, since the block itself stays in the code while one of its
 * keys goes.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax#destroy-time-provisioners
 */
export class LeavingGuard extends TerraformData {
  constructor(scope: Construct, id: string, props: LeavingGuardProps) {
    const { program, brokers, inventory, after } = props;
    const each = TerraformIterator.fromList(brokers.map(({ name }) => name));
    // A command that runs at a destroy knows its own resource, and literals. The spec is one of these:
    // in the resource, each changed setting would show in it.
    const { spec, ...others } = inventory;
    const hosts = inventory.hosts.map((host) => ({ ...host, disks: [] }));
    const own: unknown = TerraformSelf.getAny('input');
    const told: unknown = Fn.merge([own, { spec: literals(spec) }]);
    super(scope, id, {
      forEach: each,
      input: literals({ ...others, hosts }),
      dependsOn: [
        ...after,
        ...brokers.flatMap(({ prerequisites, attachments }) => [...prerequisites, ...attachments]),
      ],
      provisioners: [
        {
          type: 'local-exec',
          when: 'destroy',
          // Written out, so that a plan shows it.
          command: stepCommand(program, `gate --leaving "$${LEAVING_VARIABLE}"`),
          environment: {
            [INVENTORY_VARIABLE]: Fn.jsonencode(told),
            [LEAVING_VARIABLE]: Token.asString(each.key),
          },
        },
      ],
    });
  }
}
