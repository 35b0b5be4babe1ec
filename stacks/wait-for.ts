import { dependable, type ITerraformDependable, type TerraformResource } from 'cdktf';

/** Has terraform do one thing after another, beside what it waits for already. */
export function waitFor(resource: TerraformResource, other: ITerraformDependable): void {
  resource.dependsOn = [...(resource.dependsOn ?? []), dependable(other)];
}
