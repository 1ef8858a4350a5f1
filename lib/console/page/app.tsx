import { useEffect, useRef } from 'preact/hooks';
import type { About } from '../about.ts';
import { AboutContext } from './about.tsx';
import { useAddress } from './address.tsx';
import { useConnection } from './connection.ts';
import { Answered } from './parts/answered.tsx';
import { Disconnected } from './parts/disconnected.tsx';
import { Navigation } from './parts/navigation.tsx';
import { useSpeech } from './text/language.tsx';
import { useAnswer } from './use-answer.ts';
import { NotFound } from './views/not-found.tsx';
import { People } from './views/people.tsx';
import { PipelineView } from './views/pipeline.tsx';
import { ProductView } from './views/product.tsx';
import { Products } from './views/products.tsx';
import { Shop } from './views/shop.tsx';
import { Today } from './views/today.tsx';
import { TryIt } from './views/try-it.tsx';

export function App() {
  const { text } = useSpeech();
  const about = useAnswer<About>('api/about', 60_000);
  const { path } = useAddress();
  const { lost, closed } = useConnection();
  const main = useRef<HTMLElement>(null);
  const address = path.join('/');
  const shown = useRef(address);
  useEffect(() => {
    // A view that replaces another one is where keyboard and screen reader go on.
    if (shown.current !== address) main.current?.focus();
    shown.current = address;
  }, [address]);
  if (closed) {
    return (
      <main id="main">
        <h1>{text.title}</h1>
        <p class="notice bad" role="alert">
          {text.linkClosed}
        </p>
      </main>
    );
  }
  return (
    <>
      {/* A button: the hash is the address of a view, so that a link could not lead to an element. */}
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {text.skip}
      </button>
      <Navigation current={path[0] ?? ''} about={about.answer} />
      <main id="main" tabIndex={-1} ref={main} class={lost ? 'stale' : undefined}>
        <Disconnected timeZone={about.answer?.timeZone} />
        <Answered reading={about}>
          {(answer) => (
            <AboutContext.Provider value={answer}>
              <View path={path} share={answer.share} />
            </AboutContext.Provider>
          )}
        </Answered>
      </main>
    </>
  );
}

interface ViewProps {
  readonly path: readonly string[];
  /** Of a page opened by a share link: it has the views of the shop, and people where the link shows them. */
  readonly share: About['share'];
}

function View({ path, share }: ViewProps) {
  const [view = '', first, second, ...more] = path;
  if (more.length > 0) return <NotFound />;
  if (view === 'product' && first && second !== undefined) {
    return <ProductView key={`${first}/${second}`} product={{ keyStandard: first, keyStr: second }} />;
  }
  if (second !== undefined) return <NotFound />;
  if (view === 'people' && (!share || share.scope === 'people'))
    return <People key={first} openid={first ?? ''} />;
  if (first !== undefined) return <NotFound />;
  if (view === '') return <Today />;
  if (view === 'shop') return <Shop />;
  if (view === 'products') return <Products />;
  if (share) return <NotFound />;
  if (view === 'pipeline') return <PipelineView />;
  if (view === 'try') return <TryIt />;
  return <NotFound />;
}
