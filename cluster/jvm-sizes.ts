export function brokerHeapMiB(_instanceType: string): number {
  return 1024;
}
