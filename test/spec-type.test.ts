import type { BrokerSpec } from '../cluster/spec';
import type { StorageSpec } from '../cluster/hardware/storage/storage';
import {
  either,
  integer,
  list,
  oneOf,
  optional,
  record,
  text,
  variant,
  type Check,
} from '../cluster/checks/checks';
import { specShape } from '../cluster/validation/spec-shape';

// What is refused here is refused by the compiler: `tsc` fails where such a line compiles. So a
// field or a variant can't stand in a type alone, nor in a check alone.

/** Three kinds of storage, whatever kinds there are. */
type Three = Extract<StorageSpec, { readonly kind: 'gp3' | 'st1' | 'instance-store' }>;
type Broker = Pick<BrokerSpec, 'id' | 'rack' | 'instanceType'>;

const number = integer(0, 9, '');
const string = text(/./, '', '');
const volumes = { volumesPerBroker: number, sizeGiB: number };
const gp3 = { ...volumes, throughputMiBps: optional(number), iops: optional(number) };

describe('the checks of a record', () => {
  it('are those of its fields', () => {
    record<Broker>({ id: number, rack: string, instanceType: optional(string) }, '');
  });

  it('leave out none, not even one that may be left out', () => {
    // @ts-expect-error -- instanceType has no check
    record<Broker>({ id: number, rack: string }, '');
  });

  it('are for no field that the type has not', () => {
    const fields = { id: number, rack: string, instanceType: optional(string) };
    // @ts-expect-error -- a broker has no zone
    record<Broker>({ ...fields, zone: string }, '');
  });

  it('are of its types, and let out what may be left out and nothing else', () => {
    // @ts-expect-error -- id is a number
    record<Broker>({ id: string, rack: string, instanceType: optional(string) }, '');
    // @ts-expect-error -- rack can't be left out
    record<Broker>({ id: number, rack: optional(string), instanceType: optional(string) }, '');
    // @ts-expect-error -- instanceType can be left out
    record<Broker>({ id: number, rack: string, instanceType: string }, '');
  });

  it('do not make its type: it is named', () => {
    // @ts-expect-error -- a record of what?
    record({ id: number }, '');
  });
});

describe('the checks of a union', () => {
  it('are those of each of its kinds', () => {
    variant<Three>({ gp3, st1: volumes, 'instance-store': {} }, '');
  });

  it('leave out none', () => {
    // @ts-expect-error -- 'instance-store' has no checks
    variant<Three>({ gp3, st1: volumes }, '');
  });

  it('are for no other', () => {
    // @ts-expect-error -- there is no such storage
    variant<Three>({ gp3, st1: volumes, 'instance-store': {}, tape: volumes }, '');
  });

  it('are not those of another kind', () => {
    // @ts-expect-error -- the operations of st1 are not provisioned
    variant<Three>({ gp3, st1: { ...volumes, iops: number }, 'instance-store': {} }, '');
  });

  it('are all there where a kind is added to the type', () => {
    type Grown = Three | { readonly kind: 'tape'; readonly spools: number };
    // @ts-expect-error -- 'tape' has no checks
    variant<Grown>({ gp3, st1: volumes, 'instance-store': {} }, '');
  });
});

it('words are those of the type, all of them and no others', () => {
  type Level = { readonly level: 'INFO' | 'WARN' };
  record<Level>({ level: oneOf(['INFO', 'WARN'], '') }, '');
  // @ts-expect-error -- WARN would be refused
  record<Level>({ level: oneOf(['INFO'], '') }, '');
  // @ts-expect-error -- ERROR is none
  record<Level>({ level: oneOf(['INFO', 'WARN', 'ERROR'], '') }, '');
});

it('one of two shapes is no third', () => {
  const two = either(() => true, number, string);
  const same: Check<number | string> = two;
  // @ts-expect-error -- lists are never looked at
  const other: Check<number | string | readonly string[]> = two;
  expect(same).toBe(other);
});

it('elements of a list are of its type', () => {
  const numbers: Check<readonly number[]> = list(number, '');
  // @ts-expect-error -- a list of numbers
  const strings: Check<readonly string[]> = list(number, '');
  expect(numbers('', '')).toEqual(strings('', ''));
});

it('the check of a spec is of the very type that specs are written in', () => {
  const check: Check<import('../cluster/spec').KafkaClusterSpec> = specShape;
  expect(check).toBe(specShape);
});
