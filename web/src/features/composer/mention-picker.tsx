import type { RefObject } from 'react';
import type { Colleague } from '~/api/mentions';
import { PersonMark } from '~/features/inbox/person-mark';
import { useL10n } from '~/l10n/words';
import { matching } from './mentions';
import { Picker } from './picker';
import type { PickerKeys } from './picker-keys';

interface Props {
  id: string;
  wanted: string;
  people: readonly Colleague[];
  keys: RefObject<PickerKeys | null>;
  onActive: (id: string | undefined) => void;
  onChoose: (person: Colleague) => void;
}

/** Whom a note can name. */
export function MentionPicker({ people, ...list }: Props) {
  const { t } = useL10n();
  return (
    <Picker
      {...list}
      label={t('mention-title')}
      found={matching(people, list.wanted)}
      none={people.length === 0 && t('mention-nobody')}
      row={(one) => (
        <>
          <PersonMark name={one.name} small />
          <bdi className="min-w-0 flex-1 truncate font-medium">{one.name}</bdi>
          {!one.may_answer && <span className="shrink-0 text-xs text-quiet">{t('mention-looks')}</span>}
        </>
      )}
    />
  );
}
