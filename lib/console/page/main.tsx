import { render } from 'preact';
import { Addressed } from './address.tsx';
import { App } from './app.tsx';
import { followShareLinks, openShareLink } from './share-link.ts';
import { Speaking } from './text/language.tsx';

await openShareLink();
followShareLinks();
render(
  <Speaking>
    <Addressed>
      <App />
    </Addressed>
  </Speaking>,
  document.body,
);
