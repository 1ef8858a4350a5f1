import { spoken } from './language.ts';

/** Texts of `npm run forget`. */
export const forgetTexts = spoken(
  {
    about: 'Forgets a person on their request, as unfollowing does: the profile, and what their events say.',
    openid: 'an openid, as in a push’s FromUserName',
    dryRun: 'say what would be removed, and remove nothing',
    yes: 'do not ask',
    stack: 'the deployed stack (default: the running local one)',
    noOpenid: 'an openid is 1 to 512 characters without spaces',
    would: (profile: boolean, claims: number) =>
      `Of this person there ${profile ? 'is a profile' : 'is no profile'}, and ${claims} events of the last 45 days say something.`,
    ask: 'Remove all of it? It cannot be brought back.',
    askFirst: 'Nothing was removed: say --yes where nobody can be asked.',
    kept: 'Nothing was removed.',
    unknown: 'Nothing is known of this person. A tombstone now refuses what may still arrive of the past.',
    removed: (profile: boolean, claims: number) =>
      `Removed: ${profile ? 'the profile, and ' : ''}what ${claims} events say. Nothing that is still on its way brings it back.`,
    stays: [
      'What stays, and until when:',
      '  the keys of events and marks, which hold the openid: up to 45 days, so that nothing is counted twice;',
      '  messages that wait: 7 days on a queue, 14 days in dead letters or quarantine (npm run dlq -- drop);',
      '  the statistics, for good: they name nobody.',
    ].join('\n'),
    waiting: (claims: number) =>
      `${claims} events wait in the outbox: what they say is removed once they are counted, within minutes.`,
  },
  {
    about: '应用户要求将其遗忘，与取消关注时相同：删除资料，以及其事件的内容。',
    openid: 'openid，即推送中的 FromUserName',
    dryRun: '只说明将删除什么，不做删除',
    yes: '不再询问',
    stack: '已部署的堆栈（默认：正在运行的本地堆栈）',
    noOpenid: 'openid 为 1 到 512 个字符，不含空格',
    would: (profile, claims) =>
      `此人${profile ? '有资料' : '没有资料'}，最近 45 天内有 ${claims} 条事件带有内容。`,
    ask: '全部删除？删除后无法恢复。',
    askFirst: '没有删除任何内容：无法询问时请加 --yes。',
    kept: '没有删除任何内容。',
    unknown: '没有此人的任何记录。已立下墓碑，过去的事件即使迟到也不会留下资料。',
    removed: (profile, claims) =>
      `已删除：${profile ? '资料，以及' : ''} ${claims} 条事件的内容。仍在途中的消息不会使其恢复。`,
    stays: [
      '仍会保留的内容及期限：',
      '  事件与标记的键（含 openid）：最多 45 天，以免重复计数；',
      '  等待中的消息：队列中 7 天，死信或隔离区中 14 天（npm run dlq -- drop）；',
      '  统计数字：长期保留，不指向任何人。',
    ].join('\n'),
    waiting: (claims) => `有 ${claims} 条事件在发件箱中：计数后（几分钟内）其内容即被删除。`,
  },
);
