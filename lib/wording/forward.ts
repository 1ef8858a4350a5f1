import type { CheckProblem, CheckStep } from '../weixin/check-target.ts';
import { spoken } from './language.ts';

/** What is known of an answer that is wrong. */
interface Answered {
  readonly status: number | undefined;
  readonly location: string | undefined;
}

type Problems = Readonly<Record<CheckProblem, (answered: Answered) => string>>;

/** Texts of `npm run forward`. */
export const forwardTexts = spoken(
  {
    about: 'Looks after forwarding to your own message server.',
    check: 'Plays Weixin towards your server, and says in words what is wrong.',
    stack: 'the deployed stack, its server, Token and key (default: the local run)',
    url: 'a server before it is deployed, with the account of the environment',
    encryption: 'with --url, what the account has set (default: required)',
    account: (variables: string) => `With --url the account comes from the environment: ${variables}.`,
    nothingForwarded:
      'Nothing is forwarded there: deploy with -c forwardUrl=…, start with FORWARD_URL=…, or say --url.',
    notAUrl: (expected: string) => `A server to forward to is ${expected}.`,
    notAsked: (url: string, mode: string) => `To ${url}, ${mode} mode:`,
    steps: {
      verification: 'the URL is verified',
      chat: 'a chat message is answered',
    } as Readonly<Record<CheckStep, string>>,
    right: (step: string, milliseconds: number) => `right: ${step}, after ${milliseconds} ms`,
    wrong: (step: string, milliseconds: number) => `wrong: ${step}, after ${milliseconds} ms`,
    reply: (text: string) => `the follower sees ${text}`,
    noReply: 'the follower sees nothing: the server has no reply to it',
    allRight: 'All is well.',
    problems: {
      unknownName: () => 'The name of the server is unknown: is it spelt right, and in the DNS?',
      forbiddenAddress: () =>
        'The name stands for an address that is not on the internet, such as of a private network.',
      unreachable: () => 'Nobody answers there within a second: see its address, its port and its firewall.',
      tls: () =>
        'Its certificate is not valid for its name, or incomplete, or it speaks no TLS: browsers are more patient.',
      cut: () => 'It hangs up without an answer.',
      tooSlow: () => 'It does not answer within three seconds.',
      redirect: ({ location }: Answered) =>
        `It redirects to ${location ?? 'somewhere'}: a POST would arrive there as a GET. Make that the URL to forward to.`,
      status: ({ status }: Answered) =>
        status === 401 || status === 403
          ? `It answers ${status}: it takes the request for a stranger's. Where the URL is not verified either, its Token is another; else its EncodingAESKey, AppID or mode is, or it lets in Weixin's addresses alone.`
          : `It answers ${status} instead of 200: see its log.`,
      tooLarge: () => 'Its answer is longer than 64 KB: that is no reply.',
      html: () => 'It answers with a web page: is it the right path, or a page of a firewall in front of it?',
      json: () => 'It answers with JSON: Weixin takes XML, `success` or nothing.',
      notXml: () => 'Its answer is neither empty, nor `success`, nor a whole XML document.',
      noEchostr: () =>
        'It does not give the echostr back: its Token is another, or it does not verify the URL. A blank or a line feed before it is wrong, too.',
      notEncrypted: () =>
        'It replies in clear, but the account is set to encryption: set the same mode there.',
      wrongToken: () => 'Its reply is signed with another Token.',
      wrongKey: () => 'Its reply is encrypted with another EncodingAESKey.',
      wrongAppId: () => 'Its reply is encrypted for another AppID.',
    } as Problems,
  },
  {
    about: '管理向自有消息服务器的转发。',
    check: '像微信那样访问您的服务器，并用文字说明有什么问题。',
    stack: '已部署的堆栈及其服务器、Token 和密钥（默认：本地运行）',
    url: '部署前先检查的服务器，账号取自环境变量',
    encryption: '与 --url 一起使用：账号的加密设置（默认：required）',
    account: (variables) => `使用 --url 时，账号取自环境变量：${variables}。`,
    nothingForwarded: '那里没有转发：请用 -c forwardUrl=… 部署，用 FORWARD_URL=… 启动，或指定 --url。',
    notAUrl: (expected) => `转发的目标应为：${expected}。`,
    notAsked: (url, mode) => `发往 ${url}，${mode} 模式：`,
    steps: { verification: 'URL 验证', chat: '应答聊天消息' },
    right: (step, milliseconds) => `正常：${step}，用时 ${milliseconds} 毫秒`,
    wrong: (step, milliseconds) => `有问题：${step}，用时 ${milliseconds} 毫秒`,
    reply: (text) => `粉丝看到 ${text}`,
    noReply: '粉丝看不到回复：服务器没有应答内容',
    allRight: '一切正常。',
    problems: {
      unknownName: () => '找不到服务器的域名：拼写是否正确，DNS 是否已生效？',
      forbiddenAddress: () => '域名指向的地址不在互联网上，例如内网地址。',
      unreachable: () => '一秒内无人应答：请检查地址、端口和防火墙。',
      tls: () => '证书与域名不符、证书链不完整，或没有启用 TLS：浏览器的要求更宽松。',
      cut: () => '没有应答就断开了连接。',
      tooSlow: () => '三秒内没有应答。',
      redirect: ({ location }) =>
        `它重定向到 ${location ?? '别处'}：POST 到那里会变成 GET。请直接转发到该地址。`,
      status: ({ status }) =>
        status === 401 || status === 403
          ? `它应答 ${status}，认为请求不是来自微信。如果 URL 验证也失败，则 Token 不同；否则是 EncodingAESKey、AppID 或加密模式不同，或只允许微信的 IP。`
          : `它应答 ${status} 而不是 200：请查看其日志。`,
      tooLarge: () => '应答超过 64 KB：这不是回复。',
      html: () => '它应答的是网页：路径是否正确，前面是否有防火墙页面？',
      json: () => '它应答的是 JSON：微信只接受 XML、`success` 或空内容。',
      notXml: () => '应答既不是空内容、`success`，也不是完整的 XML。',
      noEchostr: () => '它没有原样返回 echostr：Token 不同，或没有实现 URL 验证。前面多出空格或换行也不行。',
      notEncrypted: () => '它用明文回复，而账号设置了加密：请设为相同的模式。',
      wrongToken: () => '回复的签名用的是另一个 Token。',
      wrongKey: () => '回复用另一个 EncodingAESKey 加密。',
      wrongAppId: () => '回复是为另一个 AppID 加密的。',
    },
  },
);
