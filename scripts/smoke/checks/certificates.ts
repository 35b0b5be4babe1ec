import { judgeClientAuthorities } from '../../health/cluster/judge-client-authorities';
import { judgeExpiry, judgeTakenIn } from '../../health/cluster/judge-certificates';
import { stateCheck } from '../state-check';

/** What each process shows at each of its ports, and for how long it holds. */
export const certificates = stateCheck({
  id: 'certificates',
  title: 'Every process shows the certificate in its file, and it holds for days',
  judges: [judgeExpiry, judgeTakenIn, judgeClientAuthorities],
  seen: ({ certificates }) => {
    if (!certificates) return 'the cluster has none';
    const ends = certificates.shown.map(({ certificate }) => certificate.notAfter.getTime());
    const first = new Date(Math.min(...ends)).toISOString().slice(0, 10);
    return `${ends.length} ports, the first ends on ${first}`;
  },
});
