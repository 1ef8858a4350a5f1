import { App, type AppProps } from 'aws-cdk-lib';
import type { Reach } from '../../functions/callback/forward/target.ts';
import { ReceiverStack } from './receiver-stack.ts';
import { readSettings } from './settings.ts';

/**
 * The CDK app: one stack, so that a bare `cdk deploy` is enough.
 * @param reach what pushes may be forwarded to. @default the internet
 * @throws {SettingsError} listing every setting that is wrong
 */
export function receiverApp(props?: AppProps, reach?: Reach): App {
  const app = new App(props);
  const settings = readSettings(app.node, reach);
  new ReceiverStack(app, settings.name ? `WeixinProductEvents-${settings.name}` : 'WeixinProductEvents', {
    settings,
    description: `Product events of the Weixin Official Account ${settings.appId}`,
  });
  return app;
}
