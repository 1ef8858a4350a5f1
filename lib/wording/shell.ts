import { spoken } from './language.ts';

/** What every command says: its help, and what is wrong with how it was called. */
export const shellTexts = spoken(
  {
    help: 'say what there is, and end',
    outputFailed: (reason: string) => `Standard output cannot be written: ${reason}.`,
    npmTookOption: (option: string, script: string) =>
      `npm took ${option} for itself. What is for the command stands behind two dashes: npm run ${script} -- … ${option}`,
  },
  {
    help: '显示帮助并退出',
    outputFailed: (reason) => `无法写入标准输出：${reason}。`,
    npmTookOption: (option, script) =>
      `${option} 被 npm 自己收走了。给命令的参数要放在两个短横之后：npm run ${script} -- … ${option}`,
  },
);

/** What commander says in English by itself. */
export const commanderInChinese: readonly (readonly [RegExp, string])[] = [
  [/^Usage:/gm, '用法：'],
  [/^Options:/gm, '选项：'],
  [/^Arguments:/gm, '参数：'],
  [/^Commands:/gm, '命令：'],
  [/^Global Options:/gm, '通用选项：'],
  [/^display help for command$/, '显示某个命令的帮助'],
  [/\[options\]/g, '[选项]'],
  [/\[command\]/g, '[命令]'],
  [/\(default: /g, '（默认：'],
  [/\(choices: /g, '（可选：'],
  [/^error: /gm, '错误：'],
  [/missing required argument '(.*)'/, "缺少参数 '$1'"],
  [/option '(.*)' argument missing/, "选项 '$1' 缺少值"],
  [/required option '(.*)' not specified/, "缺少必需的选项 '$1'"],
  [/option '(.*)' argument '(.*)' is invalid\./, "选项 '$1' 的值 '$2' 无效。"],
  [/command-argument value '(.*)' is invalid for argument '(.*)'\./, "参数 '$2' 的值 '$1' 无效。"],
  [/Allowed choices are (.*)\./, '可选值：$1。'],
  [/option '(.*)' cannot be used with option '(.*)'/, "选项 '$1' 不能与 '$2' 同时使用"],
  [/unknown option '(.*)'/, "未知选项 '$1'"],
  [/unknown command '(.*)'/, "未知命令 '$1'"],
  [/too many arguments.*Expected (\d+) arguments? but got (\d+)\./, '参数过多：应为 $1 个，实为 $2 个。'],
  [/\(Did you mean (?:one of )?(.*)\?\)/, '（是否想输入 $1？）'],
];
