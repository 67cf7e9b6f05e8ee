import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { said } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { buttonClass } from '~/ui/button';
import { givePicture, PICTURE_BYTES, PICTURE_TYPES, pictureQuery, profileQuery } from './profile';

interface Props {
  channel: string;
  has: boolean;
  reason: string | null;
}

/** The picture is given at once: it is one file, and nothing beside it depends on it. */
export function Picture({ channel, has, reason }: Props) {
  const { t } = useL10n();
  const id = useId();
  const client = useQueryClient();
  const give = useMutation({
    mutationFn: (picture: File) => {
      if (!PICTURE_TYPES.split(',').includes(picture.type)) throw new Error(t('profile-picture-kind'));
      if (picture.size > PICTURE_BYTES) throw new Error(t('profile-picture-large'));
      return givePicture(channel, picture);
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: profileQuery(channel).queryKey });
      await client.invalidateQueries({ queryKey: pictureQuery(channel).queryKey });
      toast(t('profile-picture-saved'));
    },
  });
  if (reason) return null;
  return (
    <div className="grid gap-1.5">
      <span className="text-sm font-medium">{t('profile-picture')}</span>
      <div className="flex flex-wrap items-center gap-3">
        <label
          className={`${buttonClass()} cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent`}
        >
          {give.isPending
            ? t('profile-picture-sending')
            : t(has ? 'profile-picture-change' : 'profile-picture-choose')}
          <input
            type="file"
            accept={PICTURE_TYPES}
            disabled={give.isPending}
            aria-describedby={id}
            className="sr-only"
            onChange={(event) => {
              const picture = event.target.files?.[0];
              if (picture) give.mutate(picture);
              // The same file may be chosen again.
              event.target.value = '';
            }}
          />
        </label>
        <span id={id} className="text-xs text-quiet">
          {t('profile-picture-help')}
        </span>
      </div>
      {give.error && (
        <p role="alert" className="text-sm text-red">
          {said(give.error)}
        </p>
      )}
    </div>
  );
}
