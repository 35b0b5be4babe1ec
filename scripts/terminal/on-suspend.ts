/**
 * Has something done before this process is suspended (Ctrl-Z), and after it goes on (`fg`).
 * @returns what ends that
 */
export function onSuspend(before: () => void, after: () => void): () => void {
  const suspend = () => {
    before();
    // Without a listener it stops, as all do; or goes on at once where no shell could let it go on later.
    process.off('SIGTSTP', suspend);
    process.kill(process.pid, 'SIGTSTP');
    process.on('SIGTSTP', suspend);
    after();
  };
  process.on('SIGTSTP', suspend);
  return () => void process.off('SIGTSTP', suspend);
}
