import { App, type AppProps } from 'aws-cdk-lib';
import type { Reach } from '../../functions/callback/forward/target.ts';
import type { HandlerFile } from './handlers/handler-files.ts';
import { ReceiverStack } from './receiver-stack.ts';
import { readSettings } from './settings.ts';

/** What an app is made of beside its settings. */
export interface AppSurroundings {
  /** What pushes may be forwarded to. @default the internet */
  readonly reach?: Reach;
  /** The merchant's own code on events. @default none */
  readonly handlers?: readonly HandlerFile[];
}

/**
 * The CDK app: one stack, so that a bare `cdk deploy` is enough.
 * @throws {SettingsError} listing every setting that is wrong
 */
export function receiverApp(props?: AppProps, { reach, handlers = [] }: AppSurroundings = {}): App {
  const app = new App(props);
  const settings = readSettings(app.node, reach);
  new ReceiverStack(app, settings.name ? `WeixinProductEvents-${settings.name}` : 'WeixinProductEvents', {
    settings,
    handlers,
    description: `Product events of the Weixin Official Account ${settings.appId}`,
  });
  return app;
}
