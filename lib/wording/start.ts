import { spoken } from './language.ts';

/** Texts of `npm start` and `npm run console`. */
export const startTexts = spoken(
  {
    about: 'Runs the whole stack on this machine until Ctrl-C. What was pushed to it is gone then.',
    fromEnvironment: 'Settings are read from the environment:',
    none: 'none',
    defaultIs: (meaning: string, fallback: string) => `${meaning} (default: ${fallback})`,
    wrongSettings: 'Wrong settings:',
    insteadOf: (meaning: string, given: string) => `${meaning}, not "${given}"`,
    goingOn: (port: number) =>
      `A local run of this checkout is going on at port ${port}: use that one, or start another as in PORT=${port + 1} npm start.`,
    synthesizing: (engine: string) => `Synthesizing the stack and starting ${engine} …`,
    starting: 'Starting the stack …',
    ready: (url: string) => `ready: ${url}`,
    console: (url: string) => `console: ${url}`,
    mail: (to: string, subject: string) => `mail to ${to}: ${subject}`,
    forgets: 'All of it is in memory: Ctrl-C ends the run and forgets what was pushed.',

    consoleAbout: 'Serves the console page of a deployed stack on this machine; npm start has its own.',
    consoleStack: 'the CloudFormation stack, read with your AWS credentials',
    consolePort: 'where the page answers, 0 for any free port',
    noPort: 'It is no port.',
    consoleOf: (stack: string, url: string) => `console of ${stack}: ${url}`,
  },
  {
    about: '在本机运行整个堆栈，直到 Ctrl-C；推送给它的内容届时全部清除。',
    fromEnvironment: '设置取自环境变量：',
    none: '无',
    defaultIs: (meaning, fallback) => `${meaning}（默认：${fallback}）`,
    wrongSettings: '设置有误：',
    insteadOf: (meaning, given) => `${meaning}，而不是 "${given}"`,
    goingOn: (port) =>
      `此目录已有一个本地运行在端口 ${port} 上：请使用它，或另起一个，例如 PORT=${port + 1} npm start。`,
    synthesizing: (engine) => `正在合成堆栈并启动 ${engine} …`,
    starting: '正在启动堆栈 …',
    ready: (url) => `ready: ${url}`,
    console: (url) => `控制台: ${url}`,
    mail: (to, subject) => `给 ${to} 的邮件：${subject}`,
    forgets: '全部数据只在内存中：Ctrl-C 结束运行，推送过的内容随之清除。',

    consoleAbout: '在本机打开已部署堆栈的控制台页面；npm start 自带一个。',
    consoleStack: 'CloudFormation 堆栈，用你的 AWS 凭证读取',
    consolePort: '页面的端口，0 表示任意空闲端口',
    noPort: '不是端口。',
    consoleOf: (stack, url) => `${stack} 的控制台: ${url}`,
  },
);
