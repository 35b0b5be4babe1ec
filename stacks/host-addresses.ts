import { Fn, Token } from 'cdktf';
import { addressAt, parseExactCidr } from '../cluster/cidr';
import type { Host } from '../cluster/topology';

/**
 * The place of a host in its subnet, from its id, so that it never moves: brokers count from the
 * front, ZooKeeper hosts, as negative numbers, from the back.
 */
export function hostNumber({ broker, zookeeper }: Host): number {
  return broker ? FIRST_BROKER + broker.id : -(LAST_RESERVED + zookeeper!.id);
}

/** The address of that place; a token where the subnet is only known to terraform. */
export function hostAddress(cidr: string, number: number): string {
  return Token.isUnresolved(cidr)
    ? Fn.cidrhost(cidr, number)
    : addressAt(parseExactCidr(cidr)!, number);
}

/** AWS keeps the first four addresses of a subnet; people like to use the next ones. */
const FIRST_BROKER = 10;
/** AWS keeps the last address, which is -1. */
const LAST_RESERVED = 1;
