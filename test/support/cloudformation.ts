import { type LoopbackServer, serveOnLoopback } from '../../lib/local/loopback-server.ts';

/**
 * CloudFormation's DescribeStacks where there is one stack (AWS Query protocol): of a deployed stack its name and
 * outputs are all the commands ask for, and no embedded engine stands in for it.
 */
export function serveCloudFormation(
  stackName: string,
  outputs: Readonly<Record<string, string>>,
): Promise<LoopbackServer> {
  return serveOnLoopback(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const asked = new URLSearchParams(body);
    response.setHeader('content-type', 'text/xml');
    const name = asked.get('StackName') ?? stackName;
    if (asked.get('Action') === 'DescribeStacks' && name === stackName) {
      response.end(describeStacks(stackName, outputs));
    } else {
      const message = `Stack with id ${asked.get('StackName')} does not exist`;
      response
        .writeHead(400)
        .end(
          `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`,
        );
    }
  });
}

function describeStacks(stackName: string, outputs: Readonly<Record<string, string>>): string {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value.replaceAll('&', '&amp;')}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>
    <StackName>${stackName}</StackName><CreationTime>2024-01-31T00:00:00Z</CreationTime>
    <StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs>
    </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}
