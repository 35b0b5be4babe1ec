/** The environment variable that a step finds the cluster's inventory in. */
export const INVENTORY_VARIABLE = 'CDKTF_KAFKA_INVENTORY';

/** The shell's line of a step of a deploy: a command of the tools, with the inventory on its standard input. */
export function stepCommand(program: string, command: string): string {
  return `printf %s "$${INVENTORY_VARIABLE}" | ${program} ${command} --inventory -`;
}
