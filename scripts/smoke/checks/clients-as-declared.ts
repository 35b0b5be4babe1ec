import { judgeDeclaredClients } from '../../health/cluster/judge-declared-clients';
import { stateCheck } from '../state-check';
import { counted } from '../../terminal/quantities';

/** Every client of the spec can log in and may do what the spec grants it, and nobody else can. */
export const clientsAsDeclared = stateCheck({
  id: 'clients-as-declared',
  title: 'Clients may log in and do what the spec says, and nobody else may',
  judges: [judgeDeclaredClients],
  isOfController: true,
  seen: ({ clients }, { spec }) => {
    if (spec.security.kind === 'plaintext') return 'the cluster lets in everybody';
    return clients
      ? `${counted(spec.clients.length, 'client')}, and nobody else`
      : 'nobody could be asked who may log in';
  },
});
