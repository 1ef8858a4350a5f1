import { readPush } from '../../functions/callback/read/read-push.ts';
import { readRequest } from '../../functions/callback/request.ts';
import type { CallbackSettings } from '../../functions/callback/settings.ts';
import { verifyAge, verifyPush } from '../../functions/callback/verify/verify.ts';
import { claimKey } from '../../functions/model/events-table.ts';
import { gatewayEvent } from '../../test/functions/callback/gateway-event.ts';
import { account } from './account.ts';
import { type Candidate, Refused } from './candidate.ts';

/** The callback function's own steps, from verification to the key of the claim. */
export function ours(encryption: CallbackSettings['encryption']): Candidate {
  const settings: CallbackSettings = { appId: account.appId, encryption, maxAgeSeconds: 600 };
  const keys = { tokens: [account.token], encodingAesKeys: [account.encodingAesKey] };
  return {
    name: 'this receiver',
    prepare: (push) => {
      const request = readRequest(gatewayEvent(push));
      return () => {
        verifyAge(request.query, settings.maxAgeSeconds, new Date());
        const read = readPush(verifyPush(request, settings, keys));
        if (read.kind === 'unreadable') throw new Refused('quarantined');
        if (read.kind === 'other') throw new Refused('no product event');
        const { FromUserName, CreateTimeEvent } = claimKey(read.event);
        return { key: `${FromUserName}#${CreateTimeEvent}`, fields: read.event };
      };
    },
  };
}
