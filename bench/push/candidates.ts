import { createRequire } from 'node:module';
import type { CallbackSettings } from '../../functions/callback/settings.ts';
import type { Candidate } from './candidate.ts';
import { expressionFloor, parserFloor } from './floors.ts';
import { ours } from './ours.ts';
import { coWechatPeer } from './peers/co-wechat.ts';
import { easyWechatPeer } from './peers/node-easywechat.ts';
import { wechatPeer } from './peers/wechat.ts';
import { wechatCryptoPeer } from './peers/wechat-crypto.ts';
import { wecomCryptoPeer } from './peers/wecom-crypto.ts';

export interface Candidates {
  readonly ours: Candidate;
  readonly peers: readonly Candidate[];
  readonly parserFloor: Candidate;
  readonly expressionFloor: Candidate;
}

/** @param packageFile of the package that has the peers as its dependencies */
export function loadCandidates(packageFile: string, encryption: CallbackSettings['encryption']): Candidates {
  const load: (name: string) => unknown = createRequire(packageFile);
  const peers = [wechatPeer, coWechatPeer, wechatCryptoPeer, wecomCryptoPeer, easyWechatPeer];
  return { ours: ours(encryption), peers: peers.map((peer) => peer(load)), parserFloor, expressionFloor };
}
