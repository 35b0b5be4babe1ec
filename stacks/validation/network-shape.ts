import { list, mapOf, optional, variant, type Check } from '../../cluster/checks/checks';
import type { NetworkSpec } from '../network';
import { BUCKET_PATTERN, SUBNET_ID, VPC_BLOCK, VPC_ID, ZONE } from './aws-values';
import { known, orToken } from './known-later';

const BY_RACK = "Give an object by the racks' names";
/** Compared with those of the spec where that is sound. */
const RACK: Check<string> = () => [];

/** What each field of a network may hold, looked at by itself. */
export const networkShape = known(
  variant<NetworkSpec>(
    {
      existing: {
        vpcId: orToken(VPC_ID),
        subnets: known(mapOf(RACK, orToken(SUBNET_ID), BY_RACK)),
      },
      own: {
        cidr: known(VPC_BLOCK),
        subnets: known(mapOf(RACK, known(VPC_BLOCK), BY_RACK)),
        zones: optional(known(mapOf(RACK, orToken(ZONE), BY_RACK))),
        natSubnet: optional(known(VPC_BLOCK)),
        buckets: optional(known(list(orToken(BUCKET_PATTERN), "List buckets' names"))),
      },
    },
    'Make it with Network.existing(…) or Network.own(…)',
  ),
);
