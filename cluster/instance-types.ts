import type { StorageSpec } from './storage';
export function dataDisks(storage: StorageSpec, _type: string): number {
  return storage.kind === 'instance-store' ? 1 : storage.volumesPerBroker;
}
