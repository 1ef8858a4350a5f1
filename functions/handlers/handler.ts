import { handle } from 'merchant-handler';
import { runHandler } from './run-handler.ts';

export const handler = runHandler(handle);
