import { spoken } from './language.ts';

/** Which receiver a command works on, and why it cannot. */
export const targetTexts = spoken(
  {
    noLocalRun:
      'No local run is going on: start one with `npm start`, or name a deployed stack with --stack.',
    noneOnPort: (port: string, others: string) =>
      `No local run is going on at port ${port}, but at ${others}: PORT chooses.`,
    severalRuns: (ports: string, example: string) =>
      `Local runs are going on at the ports ${ports}. Say which one is meant, such as PORT=${example}.`,
    readingRun: (port: string, others: string) =>
      `Of the local runs this is the one at port ${port}; PORT chooses another (${others}).`,
    stackGone: (stack: string, region: string, known: readonly string[]) =>
      known.length === 0
        ? `There is no stack ${stack} in ${region}, nor any other receiver: is it in another region (AWS_REGION) or account (AWS_PROFILE)?`
        : `There is no stack ${stack} in ${region}. The receivers there: ${known.join(', ')}.`,
    stackUnread: (stack: string, reason: string) => `The stack ${stack} cannot be read. ${reason}`,
    noOutput: (output: string) =>
      `The stack has no output ${output}: it is no receiver's, or of another version (deploy this one first).`,
    noCredentials: (reason: string) =>
      `No AWS credentials were found (${reason}). Sign in as for the AWS CLI, such as with \`aws sso login\` or \`aws configure\`, or name a profile in AWS_PROFILE.`,
    noRegion: 'No AWS region is set: say which one with AWS_REGION, such as AWS_REGION=ap-southeast-1.',
    expired: 'The AWS credentials have expired: sign in again, such as with `aws sso login`.',
    wrongCredentials: (reason: string) =>
      `AWS does not know these credentials (${reason}). \`aws sts get-caller-identity\` says whose they are.`,
    denied: (reason: string) =>
      `AWS denies the call: ${reason} Ask whoever administers the account for that permission; \`aws sts get-caller-identity\` says as whom you call.`,
    gone: (reason: string) =>
      `Something that belongs to the stack is not there: ${reason} \`npx cdk drift\` says what was changed by hand.`,
    unreachable: (where: string, reason: string) =>
      `${where} cannot be reached (${reason}). Is the network up, and the region (AWS_REGION) an existing one?`,
    localUnreachable: (where: string, reason: string) =>
      `The local run does not answer at ${where} (${reason}): it has ended, or is just ending.`,
    otherwise: (name: string, reason: string) => `AWS answers ${name}: ${reason}`,
  },
  {
    noLocalRun: '没有正在进行的本地运行：请先执行 `npm start`，或用 --stack 指定已部署的堆栈。',
    noneOnPort: (port, others) => `端口 ${port} 上没有本地运行。正在运行的端口：${others}，用 PORT 选择。`,
    severalRuns: (ports, example) =>
      `有多个本地运行，端口为 ${ports}。请指明要哪一个，例如 PORT=${example}。`,
    readingRun: (port, others) => `当前读取的是端口 ${port} 上的本地运行；用 PORT 选择其他（${others}）。`,
    stackGone: (stack, region, known) =>
      known.length === 0
        ? `${region} 中没有堆栈 ${stack}，也没有其他接收器：是否在别的区域（AWS_REGION）或账户（AWS_PROFILE）？`
        : `${region} 中没有堆栈 ${stack}。那里的接收器有：${known.join('、')}。`,
    stackUnread: (stack, reason) => `无法读取堆栈 ${stack}。${reason}`,
    noOutput: (output) => `堆栈没有输出 ${output}：它不是接收器，或版本不同（请先部署当前版本）。`,
    noCredentials: (reason) =>
      `没有找到 AWS 凭证（${reason}）。请像使用 AWS CLI 那样登录，例如 \`aws sso login\` 或 \`aws configure\`，或用 AWS_PROFILE 指定配置。`,
    noRegion: '没有设置 AWS 区域：请用 AWS_REGION 指定，例如 AWS_REGION=ap-southeast-1。',
    expired: 'AWS 凭证已过期：请重新登录，例如 `aws sso login`。',
    wrongCredentials: (reason) =>
      `AWS 不认识这些凭证（${reason}）。\`aws sts get-caller-identity\` 会显示它们属于谁。`,
    denied: (reason) =>
      `AWS 拒绝了调用：${reason} 请向账户管理员申请该权限；\`aws sts get-caller-identity\` 会显示当前身份。`,
    gone: (reason) => `堆栈中的某个资源不存在：${reason} \`npx cdk drift\` 会列出被手工改动的部分。`,
    unreachable: (where, reason) =>
      `无法连接 ${where}（${reason}）。网络是否正常？区域（AWS_REGION）是否存在？`,
    localUnreachable: (where, reason) =>
      `本地运行在 ${where} 没有应答（${reason}）：它已经结束，或正在结束。`,
    otherwise: (name, reason) => `AWS 返回 ${name}：${reason}`,
  },
);
