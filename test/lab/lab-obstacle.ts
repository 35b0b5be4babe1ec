/** Why this machine can't boot a lab's hosts, as the end of "must …"; undefined where it can. */
export function labObstacle(
  platform: NodeJS.Platform = process.platform,
  userId = process.getuid?.(),
): string | undefined {
  if (platform !== 'linux') return `run Linux to boot the lab's hosts, got ${platform}.`;
  if (userId !== 0) return "be used as root to boot the lab's hosts. Run it again as root.";
  return undefined;
}
