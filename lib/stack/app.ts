import { App, type AppProps } from 'aws-cdk-lib';
import { ReceiverStack } from './receiver-stack.ts';
import { readSettings } from './settings.ts';

/**
 * The CDK app: one stack, so that a bare `cdk deploy` is enough.
 * @throws {SettingsError} listing every setting that is wrong
 */
export function receiverApp(props?: AppProps): App {
  const app = new App(props);
  const settings = readSettings(app.node);
  new ReceiverStack(app, settings.name ? `WeixinProductEvents-${settings.name}` : 'WeixinProductEvents', {
    settings,
    description: `Product events of the Weixin Official Account ${settings.appId}`,
  });
  return app;
}
