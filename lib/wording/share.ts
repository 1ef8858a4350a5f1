import { spoken } from './language.ts';

/** Texts of `npm run share`. */
export const shareTexts = spoken(
  {
    about: 'Links that open the console page for people without AWS credentials.',
    stack: 'the deployed stack (default: the local run)',
    create: 'makes a link and prints it, this once',
    name: 'whom it is for, such as 店长',
    days: (most: number) => `how long it is valid, 1 to ${most} days`,
    people: 'it shows people too: profiles and events by openid (default: numbers only)',
    list: 'the links there are, and when each was used last',
    revoke: 'ends a link: its next request is refused',
    id: 'as `list` prints it',
    noReader: 'This stack serves no links: deploy it with -c reader=true.',
    noLocalReader: 'This local run serves no links: start it with READER=true.',
    created: (shown: string, name: string, until: string, revoke: string) =>
      `Shows ${shown}${name && ` to ${name}`} until ${until}.
Copy it now: it is not kept and not printed again. Whoever has it can look.
To end it sooner: ${revoke}`,
    numbers: 'numbers',
    numbersAndPeople: 'numbers and people',
    none: 'There are no links.',
    columns: ['id', 'name', 'shows', 'created', 'valid until', 'last used'],
    over: (day: string) => `${day} (over)`,
    never: 'never',
    revoked: (id: string) => `The link ${id} is ended: its next request is refused.`,
    noSuch: (id: string, list: string) => `There is no link ${id}: see ${list}`,
    wrongDays: (most: number) => `It is a number of days from 1 to ${most}.`,
    longName: (most: number) => `${most} characters at most.`,
  },
  {
    about: '供没有 AWS 凭证的人打开控制台页面的链接。',
    stack: '已部署的堆栈（默认：本地运行）',
    create: '创建一个链接并打印（仅此一次）',
    name: '给谁用，例如 店长',
    days: (most) => `有效天数，1 到 ${most}`,
    people: '也显示个人：按 openid 的资料和事件（默认：只显示数字）',
    list: '现有的链接，以及各自最近一次使用的日期',
    revoke: '停用一个链接：它的下一个请求就会被拒绝',
    id: '`list` 打印的编号',
    noReader: '这个堆栈不提供链接：请用 -c reader=true 部署。',
    noLocalReader: '这个本地运行不提供链接：请用 READER=true 启动。',
    created: (shown, name, until, revoke) =>
      `显示${shown}${name && `，给 ${name}`}，有效期至 ${until}。
请现在复制：它不会被保存，也不会再次打印。拿到它的人都能查看。
提前停用：${revoke}`,
    numbers: '数字',
    numbersAndPeople: '数字和个人',
    none: '没有链接。',
    columns: ['编号', '名称', '显示', '创建', '有效期至', '最近使用'],
    over: (day) => `${day}（已过期）`,
    never: '从未',
    revoked: (id) => `链接 ${id} 已停用：它的下一个请求就会被拒绝。`,
    noSuch: (id, list) => `没有链接 ${id}：见 ${list}`,
    wrongDays: (most) => `应为 1 到 ${most} 的天数。`,
    longName: (most) => `最多 ${most} 个字符。`,
  },
);
