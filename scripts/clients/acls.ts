import { createAclsV3, deleteAclsV3, type Acl } from '@platformatic/kafka';
import { findController, type Brokers } from '../cluster-access/ask-brokers';

export async function giveAcls(brokers: Brokers, acls: readonly Acl[]): Promise<void> {
  const controller = brokers.kafka.broker(await findController(brokers));
  await controller.ask(createAclsV3.api, [...acls]);
}

export async function takeAcls(brokers: Brokers, acls: readonly Acl[]): Promise<void> {
  const controller = brokers.kafka.broker(await findController(brokers));
  await controller.ask(deleteAclsV3.api, [...acls]);
}
