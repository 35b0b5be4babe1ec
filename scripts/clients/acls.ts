import { createAclsV3, deleteAclsV3, type Acl } from '@platformatic/kafka';
import { controllerOf, type Brokers } from '../cluster-access/ask-brokers';

export async function giveAcls(brokers: Brokers, acls: readonly Acl[]): Promise<void> {
  const controller = await controllerOf(brokers);
  await controller.ask(createAclsV3.api, [...acls]);
}

export async function takeAcls(brokers: Brokers, acls: readonly Acl[]): Promise<void> {
  const controller = await controllerOf(brokers);
  await controller.ask(deleteAclsV3.api, [...acls]);
}
