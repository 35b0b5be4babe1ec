import { TerraformResource, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';

export interface TerraformDataConfig extends TerraformMetaArguments {
  /** Any change of these makes the resource anew, and so runs its provisioners. */
  readonly triggersReplace?: readonly unknown[];
  /** What it keeps, and a plan shows where it changes. */
  readonly input?: unknown;
}

/**
 * Terraform's built-in resource that stands for an action, or keeps a value.
 *
 * @see https://developer.hashicorp.com/terraform/language/resources/terraform-data
 */
export class TerraformData extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: TerraformDataConfig,
  ) {
    super(scope, id, { terraformResourceType: 'terraform_data', ...config });
  }

  /** New each time that the action ran. */
  get id(): string {
    return this.getStringAttribute('id');
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { triggersReplace, input } = this.config;
    return { triggers_replace: triggersReplace, input };
  }
}
