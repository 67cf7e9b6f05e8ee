import './styles.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isProblem, isTransient } from './api/problem';
import { sessionQuery } from './api/queries';
import { loadLate, loadWords } from './l10n/load';
import { WordsProvider } from './l10n/words';
import { applyMotion, applyTheme, language, motion, theme } from './lib/prefs';
import { untilDone } from './lib/until-done';
import { makeRouter } from './router';

/** A session that ended while one works leads to the sign-in and back; what was typed stays in the tab. */
function onError(error: unknown): void {
  // A wrong password or code is also a 401, and no reason to leave.
  if (!isProblem(error) || error.status !== 401 || error.code !== 'signed_out') return;
  if (client.getQueryData(sessionQuery.queryKey) === null) return;
  client.setQueryData(sessionQuery.queryKey, null);
  const next = location.pathname + location.search;
  void router.navigate({ to: '/login', search: { next, expired: true } });
}

const client = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      // The live connection says what changed; age alone is no reason to read again.
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && isTransient(error),
      retryDelay: (attempt) => 400 * 2 ** attempt,
    },
    // Without a connection they fail at once: what waited would be done whenever it is back, unasked.
    mutations: { networkMode: 'always' },
  },
});
const router = makeRouter(client);

applyTheme();
theme.subscribe(applyTheme);
applyMotion();
motion.subscribe(applyMotion);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// The words come first, so that nothing is shown without them.
void loadWords(language.get()).then(() => {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <WordsProvider>
          <RouterProvider router={router} />
        </WordsProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
  // Until they are here English stands in; a bad connection does not leave it at that.
  void untilDone(loadLate);
});
