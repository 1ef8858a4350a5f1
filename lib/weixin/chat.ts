/** What Weixin calls an ordinary message of text. */
export const chatType = 'text';

/** What is said in a chat message unless it is given. */
export const sampleChat = '你好';

/** The elements of a chat message that may be chosen, in Weixin's order. */
export const chatFields = ['ToUserName', 'FromUserName', 'CreateTime', 'Content', 'MsgId'] as const;

/** What may be changed about a chat message. */
export type ChatChanges = Readonly<Partial<Record<(typeof chatFields)[number], string>>>;

/** A follower's chat message (Weixin, Receiving ordinary messages). */
export function chatMessage(changes: ChatChanges = {}): Readonly<Record<string, string>> {
  const { Content = sampleChat, MsgId = String(Date.now()), ...head } = changes;
  return {
    ToUserName: 'gh_4e47c9c9ecad',
    FromUserName: 'okkeXs1nI-xU4ql8-5BXkv1f0gDo',
    CreateTime: String(Math.floor(Date.now() / 1000)),
    ...head,
    MsgType: chatType,
    Content,
    MsgId,
  };
}
