import type { LocalRun } from '../../lib/local/local-run.ts';
import { serveOnLoopback } from '../../lib/local/loopback-server.ts';
import { deliver, isAcknowledged } from '../../lib/weixin/deliver.ts';
import { chatPush } from '../../lib/weixin/push.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { forwardingAssembly } from '../../test/support/forwarding.ts';
import { assumptions } from '../bill/assumptions.ts';
import { gigabyte } from '../bill/event-bill.ts';
import { cost } from '../bill/prices.ts';
import type { Engines } from '../engines.ts';
import { digits, spread, table, verdict } from '../markdown.ts';
import { account } from '../push/account.ts';
import type { Effort, Section } from '../section.ts';
import { summarize } from '../statistics.ts';

const million = 1_000_000;
const warming = 20;
/** Milliseconds the merchant's own server thinks. */
const thinking = [100, 300, 1000];
/** Of what only warms up, on a machine that others may keep busy. */
const mostRetries = 20;

/** What a chat message costs that is passed on, beside one that is acknowledged and forgotten. */
export async function forward(effort: Effort, engines: Engines): Promise<Section> {
  const { memoryMegabytes, logicalId } = engines.functionNamed('callback');
  let seen = 0;
  const server = await serveOnLoopback(async (request, response) => {
    for await (const _chunk of request);
    seen += 1;
    response.end('success');
  });
  const forwardingTo = forwardingAssembly(engines.assembly, {
    FORWARD_URL: server.origin,
    FORWARD: 'others',
    FORWARD_ON_FAILURE: 'acknowledge',
  });
  let calls = 0;
  const intercept = async <Answer>(call: { accessKeyId: string }, next: () => Promise<Answer>) => {
    if (call.accessKeyId === logicalId) calls += 1;
    return next();
  };
  const lines: Record<'plain' | 'forwarded', Line[]> = { plain: [], forwarded: [] };
  const noting = (kind: keyof typeof lines) => (_name: string, line: string) => {
    if (!line.includes('"message":"push"')) return;
    lines[kind].push({ milliseconds: JSON.parse(line).totalMs, bytes: Buffer.byteLength(line) });
  };
  const plain = await engines.startRun({ intercept, onLine: noting('plain') });
  const forwarding = await engines.startRun({
    intercept,
    onLine: noting('forwarded'),
    assembly: forwardingTo,
  });
  try {
    for (const run of [plain, forwarding]) await chat(run, warming);
    Object.assign(lines, { plain: [], forwarded: [] });
    [seen, calls] = [0, 0];
    const pushes = effort === 'full' ? 500 : 50;
    // In turns: what disturbs the machine disturbs both.
    for (let push = 0; push < pushes; push++) {
      await chat(plain, 1);
      await chat(forwarding, 1);
    }
    const summaryOf = (kind: keyof typeof lines) =>
      summarize(lines[kind].map(({ milliseconds }) => milliseconds));
    const [without, withIt] = [summaryOf('plain'), summaryOf('forwarded')];
    const printed = (kind: keyof typeof lines) => Math.max(...lines[kind].map(({ bytes }) => bytes));
    const added = withIt.median - without.median;
    return {
      title: 'Forwarding: a chat message passed on to the merchant’s own server',
      text: [
        `${pushes} encrypted chat messages each, in turns, to a target that answers at once over plain HTTP on this machine. ` +
          'In the cloud a name to look up, a connection and TLS come on top: two to three times the way to the server and back.',
        table(
          ['', 'acknowledged and forgotten', 'forwarded'],
          [
            ['milliseconds in the function', spread(without), spread(withIt)],
            ['AWS calls a push', digits(calls / (2 * pushes)), digits(calls / (2 * pushes))],
            ['requests to the target a push', 0, digits(seen / pushes)],
            ['bytes printed a push', printed('plain'), printed('forwarded')],
          ],
        ),
        `Forwarding adds ${digits(added)} ms. Goal: no AWS call, and one request a push: ${verdict(calls === 0 && seen === pushes)}.`,
        table(
          ['the server takes', 'dollars a million forwarded', 'of that, the function waiting'],
          thinking.map((milliseconds) => {
            const waiting = waitingCost(milliseconds, memoryMegabytes);
            const logging = loggingCost(printed('forwarded'));
            return [`${milliseconds} ms`, digits(waiting + requestCost() + logging), digits(waiting)];
          }),
        ),
        'The rest is what every push costs: an API request, an invocation, its line, in which the metric of failures ' +
          'takes about 200 bytes; that metric is $0.30 a month.',
      ].join('\n\n'),
    };
  } finally {
    await Promise.all([plain.stop(), forwarding.stop(), server.close()]);
  }
}

interface Line {
  readonly milliseconds: number;
  readonly bytes: number;
}

async function chat(run: LocalRun, pushes: number): Promise<void> {
  for (let push = 0; push < pushes; push++) {
    const sign = () => signedPush(`${run.origin}/weixin`, chatPush(), account);
    if (!isAcknowledged(await deliver(sign, { retries: mostRetries }))) throw new Error('not acknowledged');
  }
}

/** Dollars for a million pushes that are waited for so long. */
function waitingCost(milliseconds: number, memoryMegabytes: number): number {
  return cost('lambdaGigabyteSecond', million * (milliseconds / 1000) * (memoryMegabytes / 1024));
}

function loggingCost(bytes: number): number {
  return cost('loggedGigabyte', (million * (bytes + assumptions.lambdaLogLines)) / gigabyte);
}

function requestCost(): number {
  return cost('apiRequest', million) + cost('lambdaRequest', million);
}
