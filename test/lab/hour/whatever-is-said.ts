/** Goes on where the tools did not agree, and fails at the end. */
export async function whateverIsSaid(
  asked: Promise<unknown>,
  then: () => Promise<unknown>,
): Promise<void> {
  const [said] = await Promise.allSettled([asked]);
  await then();
  if (said.status === 'rejected') throw said.reason as Error;
}
