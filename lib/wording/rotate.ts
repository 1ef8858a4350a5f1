import { spoken } from './language.ts';

/** Texts of `npm run rotate`. */
export const rotateTexts = spoken(
  {
    about: 'Replaces the token or the EncodingAESKey shared with Weixin, refusing nothing meanwhile.',
    secret: 'which of the two',
    finish: 'drop the previous value: pushes signed with it are refused from then on',
    force:
      'begin although the last rotation is unfinished, dropping the oldest value; or finish before ten minutes are over',
    fromStdin: 'take the new value from standard input: the one your own server has',
    stack: 'the deployed stack (default: the local run)',
    paste: (name: string) => `Paste the ${name}, and press Enter:`,
    wrongForm: {
      token: 'A Token is 3 to 32 letters and digits, and nothing else. Nothing was changed.',
      key: 'An EncodingAESKey is 43 letters and digits, and nothing else. Nothing was changed.',
    },
    unchanged: 'It is the current value already: nothing was changed.',
    taken: (
      name: string,
      finishCommand: string,
    ) => `The ${name} given is current; the previous one is still accepted, too.

1. In a minute the callback knows it. If the platform has it already, there is nothing to paste there.
2. When the platform uses nothing else: ${finishCommand}
   (with --force at once, where the previous one was never in the platform)
`,
    dropped: (name: string) => `The previous ${name} is dropped: within five minutes it is refused.`,
    next: (
      name: string,
      value: string,
      finishCommand: string,
    ) => `The new ${name} is current; the previous one is still accepted.

  ${value}

1. In a minute paste it into the Official Accounts Platform as ${name} (基本配置 → 服务器配置 →
   修改配置) and submit. Not sooner: the callback looks for new values once a minute.
2. Ten minutes after that, when the pushes under way have arrived: ${finishCommand}
`,
    unfinished:
      'The last rotation is unfinished: its previous value is still accepted. Drop that with --finish first.',
    notUnderWay: 'No rotation is under way: there is no previous value to drop.',
    tooSoon: (begun: string, until: string, command: string) =>
      `The rotation began at ${begun}: pushes signed with the previous value may still be under way, and until Weixin has the new one every push is. From ${until} on: ${command}. At once, because a stranger knows the old value: --force.`,
  },
  {
    about: '更换与微信共享的 Token 或 EncodingAESKey，期间不会拒绝任何推送。',
    secret: '更换哪一个',
    finish: '弃用旧值：此后用旧值签名的推送会被拒绝',
    force: '上次更换未完成也重新开始，并弃用最旧的值；或不等十分钟就完成',
    fromStdin: '从标准输入读取新值：您自有服务器正在使用的值',
    stack: '已部署的堆栈（默认：本地运行）',
    paste: (name) => `请粘贴 ${name} 并按回车：`,
    wrongForm: {
      token: 'Token 只能是 3 到 32 个字母和数字。没有做任何更改。',
      key: 'EncodingAESKey 只能是 43 个字母和数字。没有做任何更改。',
    },
    unchanged: '它已经是当前的值：没有做任何更改。',
    taken: (name, finishCommand) => `给出的 ${name} 已生效；旧值仍然接受。

1. 一分钟后回调函数开始使用它。如果公众平台已经是这个值，无需再粘贴。
2. 公众平台不再使用其他值之后：${finishCommand}
   （如果旧值从未在公众平台使用过，可加 --force 立即弃用）
`,
    dropped: (name) => `旧的 ${name} 已弃用：五分钟内开始拒绝。`,
    next: (name, value, finishCommand) => `新的 ${name} 已生效；旧值仍然接受。

  ${value}

1. 一分钟后把它作为 ${name} 粘贴到公众平台（基本配置 → 服务器配置 → 修改配置）并提交。
   不要更早：回调函数每分钟读取一次新值。
2. 再过十分钟，等途中的推送都到达后：${finishCommand}
`,
    unfinished: '上次更换尚未完成：旧值仍然接受。请先用 --finish 弃用它。',
    notUnderWay: '没有进行中的更换：没有可弃用的旧值。',
    tooSoon: (begun, until, command) =>
      `更换开始于 ${begun}：用旧值签名的推送可能还在途中，而在微信得到新值之前，所有推送都用旧值。${until} 之后：${command}。如果旧值已泄露，要立即弃用：--force。`,
  },
);
