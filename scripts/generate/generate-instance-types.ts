import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../cluster/package-folder';
import { type DescribedInstanceType, instanceTypesTable } from './instance-types-table';

/** Standard input: what `aws ec2 describe-instance-types` prints. */
const STANDARD_INPUT = 0;

const { InstanceTypes } = JSON.parse(readFileSync(STANDARD_INPUT, 'utf8')) as {
  readonly InstanceTypes: readonly DescribedInstanceType[];
};
writeFileSync(
  join(packageFolder(), 'cluster', 'data', 'instance-types.json'),
  instanceTypesTable(InstanceTypes),
);
