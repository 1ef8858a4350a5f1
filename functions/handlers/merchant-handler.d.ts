/** Stands for the file of handlers/ that a function is bundled with; esbuild puts it in its place. */
declare module 'merchant-handler' {
  export const handle: import('./handle.ts').Handle;
}
