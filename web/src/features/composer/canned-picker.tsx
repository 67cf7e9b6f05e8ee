import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { type CannedReply, cannedQuery } from '~/api/canned';
import { useL10n } from '~/l10n/words';
import { matching } from './canned';
import { Picker } from './picker';
import type { PickerKeys } from './picker-keys';

interface Props {
  id: string;
  wanted: string;
  keys: RefObject<PickerKeys | null>;
  onActive: (id: string | undefined) => void;
  onChoose: (reply: CannedReply) => void;
}

/** Ready-made replies. */
export function CannedPicker(list: Props) {
  const { t } = useL10n();
  const { data, isPending } = useQuery(cannedQuery);
  if (isPending) return null;
  return (
    <Picker
      {...list}
      label={t('canned-title')}
      found={matching(data?.items ?? [], list.wanted)}
      row={(one) => (
        <>
          <span className="shrink-0 font-medium">/{one.shortcut}</span>
          <span dir="auto" className="min-w-0 flex-1 truncate text-sm text-quiet">
            {one.body}
          </span>
        </>
      )}
      none={
        data && (
          <>
            {data.items.length === 0 ? t('canned-none') : t('canned-no-match', { text: list.wanted })}{' '}
            <Link to="/settings/replies" className="font-medium text-accent underline underline-offset-2">
              {t('canned-manage')}
            </Link>
          </>
        )
      }
    />
  );
}
