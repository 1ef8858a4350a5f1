import { expect, test } from 'vitest';
import { ConfigurationError, readEnvironment } from '../../../functions/runtime/environment.ts';

test('a function’s variables are those it declares, and no other', () => {
  expect(readEnvironment(['TABLE'], { TABLE: 'Events', SECRET: 'x' })).toEqual({ TABLE: 'Events' });
});

test('every variable that is missing or empty is named at once, and no value', () => {
  const read = () => readEnvironment(['TABLE', 'QUEUE', 'ZONE'], { TABLE: 'Events', QUEUE: '' });
  expect(read).toThrow(ConfigurationError);
  // The log of a function that cannot start says both.
  expect(read).toThrow(
    expect.objectContaining({
      name: 'ConfigurationError',
      message: 'missing environment variables: QUEUE, ZONE',
    }),
  );
});
