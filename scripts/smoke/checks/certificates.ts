import { judgeClientAuthorities } from '../../health/cluster/judge-client-authorities';
import { judgeExpiry, judgeTakenIn } from '../../health/cluster/judge-certificates';
import { judgePlainPorts } from '../../health/cluster/judge-plain-ports';
import { stateCheck } from '../state-check';

/** What each process shows at each of its ports, for how long it holds, and that there are no other ports. */
export const certificates = stateCheck({
  id: 'certificates',
  title: 'Every port has TLS, and shows the certificate in its file, which holds for days',
  judges: [judgeExpiry, judgeTakenIn, judgeClientAuthorities, judgePlainPorts],
  seen: ({ certificates }) => {
    if (!certificates) return 'the cluster has none';
    const ends = certificates.shown.map(({ certificate }) => certificate.notAfter.getTime());
    const first = new Date(Math.min(...ends)).toISOString().slice(0, 10);
    return `${ends.length} ports, the first ends on ${first}`;
  },
});
