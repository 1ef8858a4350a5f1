import { render } from 'preact';
import { App } from './app.tsx';
import { Speaking } from './text/language.tsx';

render(
  <Speaking>
    <App />
  </Speaking>,
  document.body,
);
