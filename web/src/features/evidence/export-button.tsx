import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { file } from '~/api/client';
import { useReason, useWorkspace } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { save } from '~/lib/save';
import { report, type Work } from '~/lib/work';
import { Button } from '~/ui/button';
import { Notice } from '~/ui/notice';

/** Takes the chain out as a file that proves itself. Owners only; the export is an entry itself. */
export function ExportButton() {
  const { t } = useL10n();
  const reason = useReason()('export');
  const workspace = useWorkspace();
  const out = useMutation({
    mutationFn: async () => {
      const work = (part: Partial<Work>) =>
        report({
          id: 'evidence-export',
          title: t('evidence-exporting'),
          state: 'running',
          done: 0,
          total: null,
          href: '/evidence',
          ...part,
        });
      work({});
      try {
        const contents = await file('/evidence/export', undefined, (done, total) => work({ done, total }));
        work({ state: 'finished' });
        return contents;
      } catch (error) {
        work({ state: 'failed', result: error instanceof Error ? error.message : String(error) });
        throw error;
      }
    },
    onSuccess: (contents) => save(contents, `evidence-${workspace?.id ?? ''}.jsonl`),
  });
  return (
    <>
      <Button busy={out.isPending} disabledReason={reason} onClick={() => out.mutate()}>
        <Download size={16} aria-hidden="true" />
        {out.isPending ? t('evidence-exporting') : t('evidence-export')}
      </Button>
      {out.error && <Notice tone="red" alert title={out.error.message} />}
    </>
  );
}
