import { withWords } from '~/l10n/load';
import { stepUp } from '~/lib/step-up';
import { useStore } from '~/lib/store';
import { laterOpened } from '~/ui/later';

const StepUpDialog = laterOpened(
  withWords(['door'], async () => (await import('./step-up-dialog')).StepUpDialog),
);

/** Shown while a request waits for the person to show again who they are. */
export function StepUp() {
  const settle = useStore(stepUp);
  return settle && <StepUpDialog onShown={() => settle(true)} onClose={() => settle(false)} />;
}
