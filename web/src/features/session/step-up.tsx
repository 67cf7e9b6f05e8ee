import { lazy, Suspense } from 'react';
import { stepUp } from '~/lib/step-up';
import { useStore } from '~/lib/store';

const StepUpDialog = lazy(() => import('./step-up-dialog').then((file) => ({ default: file.StepUpDialog })));

/** Shown while a request waits for the person to show again who they are. */
export function StepUp() {
  const settle = useStore(stepUp);
  return (
    settle && (
      <Suspense>
        <StepUpDialog settle={settle} />
      </Suspense>
    )
  );
}
