import type { ForwardVariable } from '../../functions/callback/forward/environment.ts';
import type { CloudAssembly } from '../../lib/local/template/cloud-assembly.ts';

/** The stack as `-c forwardUrl=…` would make it, without another synthesis: the bundles are the same. */
export function forwardingAssembly(
  assembly: CloudAssembly,
  variables: Readonly<Record<ForwardVariable, string>>,
): CloudAssembly {
  const template = structuredClone(assembly.template);
  const environments = Object.values(template.Resources).map(
    ({ Properties }) => Object(Properties).Environment,
  );
  const callback = environments.find((each) => each?.Variables && 'WEIXIN_APP_ID' in each.Variables);
  if (callback === undefined) throw new Error('the template has no callback function');
  Object.assign(callback.Variables, variables);
  return { ...assembly, template };
}
