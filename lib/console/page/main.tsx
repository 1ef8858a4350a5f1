import { render } from 'preact';
import { Addressed } from './address.tsx';
import { App } from './app.tsx';
import { Speaking } from './text/language.tsx';

render(
  <Speaking>
    <Addressed>
      <App />
    </Addressed>
  </Speaking>,
  document.body,
);
