import { useEffect, useRef } from 'preact/hooks';
import type { About } from '../about.ts';
import { AboutContext } from './about.tsx';
import { Answered } from './parts/answered.tsx';
import { Navigation } from './parts/navigation.tsx';
import { useRoute } from './route.ts';
import { useSpeech } from './text/language.tsx';
import { useAnswer } from './use-answer.ts';
import { Overview } from './views/overview.tsx';
import { People } from './views/people.tsx';
import { PipelineView } from './views/pipeline.tsx';
import { ProductView } from './views/product.tsx';
import { Products } from './views/products.tsx';
import { TryIt } from './views/try-it.tsx';

export function App() {
  const { text } = useSpeech();
  const about = useAnswer<About>('api/about', 60_000);
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const address = route.join('/');
  const shown = useRef(address);
  useEffect(() => {
    // A view that replaces another one is where keyboard and screen reader go on.
    if (shown.current !== address) main.current?.focus();
    shown.current = address;
  }, [address]);
  return (
    <>
      {/* A button: the hash is the address of a view, so that a link could not lead to an element. */}
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {text.skip}
      </button>
      <Navigation current={route[0] ?? ''} about={about.answer} />
      <main id="main" tabIndex={-1} ref={main}>
        <Answered reading={about}>
          {(answer) => (
            <AboutContext.Provider value={answer}>
              <View route={route} />
            </AboutContext.Provider>
          )}
        </Answered>
      </main>
    </>
  );
}

function View({ route: [view, first = '', second = ''] }: { readonly route: readonly string[] }) {
  if (view === 'products') return <Products />;
  if (view === 'product') {
    return <ProductView key={`${first}/${second}`} product={{ keyStandard: first, keyStr: second }} />;
  }
  if (view === 'people') return <People key={first} openid={first} />;
  if (view === 'pipeline') return <PipelineView />;
  if (view === 'try') return <TryIt />;
  return <Overview />;
}
