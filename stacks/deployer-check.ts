import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { TerraformData } from './terraform-data';

export interface DeployerCheckProps {
  /** As in the cluster's props; empty where it is not said who deploys. */
  readonly deployers: readonly string[];
  /** The ARN of whoever terraform calls AWS as. */
  readonly callerArn: string;
}

/**
 * Stops a deploy before it shuts itself out of the bucket. A provisioner, since that runs only where
 * the list is new, and only on apply: whoever just plans need not be a deployer.
 */
export class DeployerCheck extends Construct {
  readonly passed: ITerraformDependable;

  constructor(scope: Construct, id: string, { deployers, callerArn }: DeployerCheckProps) {
    super(scope, id);
    this.passed = new TerraformData(this, 'Check', {
      triggersReplace: deployers,
      provisioners: [
        {
          type: 'local-exec',
          // To terraform, a brace behind a dollar begins an expression of its own.
          command: CHECK_DEPLOYER.replaceAll('${', () => '$${'),
          environment: { CALLER: callerArn, DEPLOYERS: deployers.join(' ') },
        },
      ],
    });
  }
}

/**
 * Ends with 1 where whoever calls is not one of those named, or none is named and it is an instance
 * of EC2. A session's ARN has no path of its role, so that all are compared without; the wildcards of
 * ARNs are those of the shell.
 */
export const CHECK_DEPLOYER = `set -f
caller=$(printf %s "$CALLER" | sed -E 's#:sts:(.*):assumed-role/([^/]*)/.*#:iam:\\1:role/\\2#')
for deployer in $DEPLOYERS "\${caller%:*}:root"; do
  case "\${caller%%/*}/\${caller##*/}" in \${deployer%%/*}/\${deployer##*/}) exit 0 ;; esac
done
if [ -z "$DEPLOYERS" ]; then
  case $CALLER in *:assumed-role/*/i-[0-9a-f]*) ;; *) exit 0 ;; esac
fi
echo "deployers: must name whoever deploys, got a deploy by $CALLER. Add '$caller', with its path." >&2
exit 1`;
