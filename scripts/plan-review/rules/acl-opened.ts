import { say, unmarked } from '../../masking/say';
import { quote } from '../../terraform-plan/quote';
import type { ResourceChange, Values } from '../../terraform-plan/plan';
import { blocksOf, textOf } from '../../terraform-plan/values';
import type { Judgement, Rule } from '../rule';

/** Rights on topics and clusters that everybody gets. */
export const aclOpened: Rule = {
  id: 'acl-opened',
  title: 'An ACL of Kafka lets every client in',
  reads: [{ types: '*kafka*_acl *kafka*_acls *redpanda*_acl', and: ['created'] }],
  judge: ({ resources }) =>
    [...resources]
      .filter(([type]) => ACLS.test(type))
      .flatMap(([, acls]) => acls)
      .filter(({ before, after }) => isForAll(after) && !isForAll(before))
      .map(judgement),
};

const ACLS = /(kafka|redpanda)\w*_(acls?|native_acl)(_v\d+)?$/;
const PRINCIPALS = ['acl_principal', 'principal', 'username', 'user_name', 'user'];
const OPERATIONS = ['acl_operation', 'operation', 'permission', 'operation_type'];
const PERMISSIONS = ['acl_permission_type', 'permission_type', 'acl_permission', 'type'];

function isForAll(values: Values | undefined): boolean {
  return entriesOf(values).some(
    (entry) =>
      /^(User:)?\*$/.test(firstOf(entry, PRINCIPALS) ?? '') &&
      !/^deny$/i.test(firstOf(entry, PERMISSIONS) ?? ''),
  );
}

/** Google's have a block for each right. */
function entriesOf(values: Values | undefined): readonly Values[] {
  const blocks = ['acl_entries', 'acls', 'acl'].flatMap((key) => blocksOf(values, key));
  return blocks.length > 0 ? blocks : values === undefined ? [] : [values];
}

function firstOf(values: Values | undefined, keys: readonly string[]): string | undefined {
  return keys.map((key) => textOf(values, key)).find((text) => text !== undefined);
}

function judgement(acl: ResourceChange): Judgement {
  const key = OPERATIONS.find((each) => textOf(acl.after, each) !== undefined);
  const operation = key && quote(acl, 'after', key);
  const isReading = /^(read|describe)/i.test((key && textOf(acl.after, key)) ?? '');
  return {
    severity: isReading ? 'care' : 'danger',
    what: say`Lets every client in by ${acl.address}${operation ? unmarked(`: ${operation}`) : ''}.`,
    why: isReading
      ? 'Whoever reaches a broker can read what is meant for some.'
      : 'Whoever reaches a broker can change or delete what is meant for some.',
    remedy: 'Name the users that shall have the right.',
    addresses: [acl.address],
  };
}
