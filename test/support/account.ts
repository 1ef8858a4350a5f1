import { startSettings } from '../../lib/commands/start-settings.ts';

/** The AppID of the Official Account that tests simulate: the one a local run has. */
export const testAppId = startSettings.appId.fallback;
