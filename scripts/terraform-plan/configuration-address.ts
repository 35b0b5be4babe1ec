const INDEX = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g;

/** A resource's address in the configuration, which knows no `count` and no `for_each`. */
export function configurationAddress(address: string): string {
  return address.replace(INDEX, '');
}
