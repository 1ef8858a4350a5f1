import WXBizMsgCrypt from 'wechat-crypto';
import type { WeixinAccount } from '../../lib/weixin/account.ts';
import { render } from '../../lib/weixin/render.ts';
import type { Say } from './old-server.ts';

const textOf = (xml: string, name: string) =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, 's').exec(xml)?.[1] ?? '';

/**
 * A message server as merchants have one, made of a published SDK: it verifies the URL, refuses what is not
 * Weixin's, and answers a chat message by repeating it.
 * @param writer with whose values it signs and encrypts its answers. @default its own
 */
export function sdkServer(
  { token, encodingAesKey, appId }: WeixinAccount,
  writer: WeixinAccount = { token, encodingAesKey, appId },
): Say {
  const crypto = new WXBizMsgCrypt(token, encodingAesKey, appId);
  const writing = new WXBizMsgCrypt(writer.token, writer.encodingAesKey, writer.appId);

  /** What is answered to a message in clear. */
  function answerTo(message: string): string {
    const fields = {
      ToUserName: textOf(message, 'FromUserName'),
      FromUserName: textOf(message, 'ToUserName'),
      CreateTime: '1438250111',
      MsgType: 'text',
      Content: `you said ${textOf(message, 'Content')}`,
    };
    return render(new Map(Object.entries(fields)), 'xml');
  }

  function encrypted(reply: string): string {
    const [timestamp, nonce, text] = ['1438250111', '12345', writing.encrypt(reply)];
    const signature = writing.getSignature(timestamp, nonce, text);
    return `<xml><Encrypt><![CDATA[${text}]]></Encrypt><MsgSignature>${signature}</MsgSignature><TimeStamp>${timestamp}</TimeStamp><Nonce>${nonce}</Nonce></xml>`;
  }

  return (response, { method, url = '' }, body) => {
    const query = new URLSearchParams(url.split('?')[1]);
    const [timestamp, nonce] = [query.get('timestamp') ?? '', query.get('nonce') ?? ''];
    const refuse = () => void response.writeHead(403).end('Invalid signature');
    if (method === 'GET') {
      if (query.get('signature') !== crypto.getSignature(timestamp, nonce)) return refuse();
      return void response.end(query.get('echostr'));
    }
    const xml = body.toString();
    response.setHeader('content-type', 'application/xml');
    if (query.get('encrypt_type') !== 'aes') {
      if (query.get('signature') !== crypto.getSignature(timestamp, nonce)) return refuse();
      return void response.end(answerTo(xml));
    }
    const text = textOf(xml, 'Encrypt');
    if (query.get('msg_signature') !== crypto.getSignature(timestamp, nonce, text)) return refuse();
    const { message, id } = crypto.decrypt(text);
    if (id !== appId) return refuse();
    return void response.end(encrypted(answerTo(message)));
  };
}
