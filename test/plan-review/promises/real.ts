import { planFixture } from '../../support/plan-fixtures';
import type { PlanDocument, Promises } from './promise';

/** A plan that the real terraform made of the stack in test/plans/many-kinds/. */
function real(name: string): PlanDocument {
  return JSON.parse(planFixture(`kind-${name}`)) as PlanDocument;
}

/** What a mark, a module, a block of terraform's or the state can hide: as terraform itself writes it. */
export const realPlans: Promises = [
  ['changes nothing', 'safe', 'there is nothing to do', real('no-change')],
  [
    'makes a volume smaller by sensitive(100)',
    'danger',
    'a mark makes nothing milder',
    real('size-marked'),
  ],
  [
    'keeps logs for sensitive(7) days',
    'danger',
    'a mark makes nothing milder',
    real('retention-marked'),
  ],
  [
    'changes the id of a broker in a file within sensitive()',
    'danger',
    'a mark makes nothing milder',
    real('file-marked'),
  ],
  [
    'opens the port of the brokers to sensitive("0.0.0.0/0")',
    'danger',
    'a mark makes nothing milder',
    real('ingress-marked'),
  ],
  [
    'turns a switch of the public-access block to sensitive(false)',
    'danger',
    'a mark makes nothing milder',
    real('public-access-marked'),
  ],
  [
    'cuts the retention of a broker in a parameter of SSM',
    'danger',
    'once the broker reads it, it deletes what is older',
    real('parameter'),
  ],
  [
    'runs rm -rf by a provisioner in a module, whose command is one of its variables',
    'danger',
    'the data is gone',
    real('provisioner-in-module'),
  ],
  [
    'takes a volume out of the state by a removed block',
    'danger',
    'the next apply no longer knows the disk of a broker',
    real('forgotten'),
  ],
  [
    'renames a volume by a moved block',
    'safe',
    'only its address in the state is another',
    real('moved'),
  ],
  [
    'renames a volume without a moved block',
    'lost',
    'terraform deletes the one and makes another',
    real('renamed'),
  ],
  [
    'imports a volume by an import block',
    'safe',
    'it is only written into the state',
    real('imported'),
  ],
  [
    'deletes the deposed volume of an interrupted apply',
    'danger',
    'what was left behind may be the one that holds the data',
    real('deposed'),
  ],
  [
    'takes the first zone out of a list, so that all numbered volumes shift',
    'lost',
    'the first two are made anew in the zones of their neighbours, the last one goes',
    real('count-shifted'),
  ],
  [
    'takes one name out of a for_each of volumes',
    'lost',
    'the volume of that name is deleted',
    real('key-removed-from-each'),
  ],
  [
    'makes the data disk in a launch template smaller',
    'danger',
    'hosts that come from it have no room for their replicas',
    real('template-disk-shrunk'),
  ],
  [
    'shrinks an autoscaling group from 3 to 1',
    'danger',
    'AWS terminates two of them, whichever it likes',
    real('group-shrunk'),
  ],
  [
    'stops keeping the versions of the hosts’ files',
    'danger',
    'what is overwritten or deleted from now on is gone',
    real('versioning-suspended'),
  ],
  [
    'turns an entry of a network ACL from allow to deny',
    'care',
    'clients are cut off',
    real('traffic-denied'),
  ],
  ['fails a check', 'care', 'somebody wrote down that this must not be', real('check-failed')],
];
