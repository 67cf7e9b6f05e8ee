import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeProfile } from '~/api/number';
import { isProblem, said } from '~/api/problem';
import type { Channel } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { toast } from '~/lib/toast';
import { useMerged } from '~/lib/use-merged';
import { Button } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { AreaField, Field } from '~/ui/field';
import { Card } from '~/ui/page';
import { Bones, Failure } from '~/ui/states';
import { Picture } from './picture';
import {
  changes,
  length,
  MOST,
  type Part,
  type Profile,
  profileQuery,
  VERTICALS,
  wordsOf,
  wrong,
} from './profile';
import { ProfilePreview } from './profile-preview';

/** How an address begins, for whoever forgets it. */
const SCHEME = 'https://';
const PARTS = ['about', 'description', 'address', 'email', 'websites', 'vertical'] as const;

/** What customers see when they open the number's profile: changed here, seen beside it as on a phone. */
export function ProfileCard({ channel }: { channel: Channel }) {
  const { t } = useL10n();
  const query = useQuery(profileQuery(channel.id));
  return (
    <Card title={t('profile-title')}>
      {query.isPending ? (
        <Bones />
      ) : !query.data ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Form channel={channel} saved={query.data} />
      )}
    </Card>
  );
}

function Form({ channel, saved: profile }: { channel: Channel; saved: Profile }) {
  const { t, known } = useL10n();
  const client = useQueryClient();
  const reason = useReason()('channels');
  const [saved, setSaved] = useState(() => ({ of: profile, words: wordsOf(profile) }));
  if (saved.of !== profile) setSaved({ of: profile, words: wordsOf(profile) });
  const { next, change, changed, crossing, reset } = useMerged(saved.words);
  const [refused, setRefused] = useState<Partial<Record<Part, string>>>({});
  const save = useMutation({
    mutationFn: () => changeProfile(channel.id, changes(next, saved.words)),
    onSuccess: (fresh) => {
      client.setQueryData(profileQuery(channel.id).queryKey, fresh);
      toast(t('profile-saved'));
    },
    // What was written stays in its fields, each with what Meta says of it.
    onError: (error) => {
      const fields = isProblem(error) ? (error.problem.fields ?? []) : [];
      setRefused(Object.fromEntries(fields.map((one) => [one.field, one.problem])));
    },
  });
  const problem = (part: Part) => {
    const why = wrong(part, next, saved.words);
    if (why)
      return t(`profile-wrong-${why}`, {
        most: part in MOST ? MOST[part as keyof typeof MOST] : MOST.website,
      });
    return refused[part] ?? null;
  };
  const set = (part: Partial<typeof next>) => {
    setRefused({});
    save.reset();
    change(part);
  };
  const bad = PARTS.some((part) => wrong(part, next, saved.words) !== null);
  const elsewhere = save.error && !PARTS.some((part) => refused[part]);
  const text = (part: 'about' | 'description' | 'address' | 'email') => ({
    label: t(`profile-${part}`),
    note: t('profile-count', { count: length(next[part]), most: MOST[part] }),
    value: next[part],
    error: problem(part),
    readOnly: reason !== null,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!bad && !save.isPending) save.mutate();
  }
  const verticals = (VERTICALS as readonly string[]).includes(next.vertical)
    ? VERTICALS
    : [next.vertical, ...VERTICALS];
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <form noValidate onSubmit={submit} className="grid gap-4">
        {reason && <p className="text-sm text-quiet">{reason}</p>}
        <Picture channel={channel.id} has={profile.picture} reason={reason} />
        <Field
          {...text('about')}
          help={t('profile-about-help')}
          onChange={(e) => set({ about: e.target.value })}
        />
        <AreaField {...text('description')} rows={4} onChange={(e) => set({ description: e.target.value })} />
        <AreaField {...text('address')} rows={2} onChange={(e) => set({ address: e.target.value })} />
        <Field {...text('email')} type="email" dir="ltr" onChange={(e) => set({ email: e.target.value })} />
        <SelectField
          label={t('profile-vertical')}
          disabled={reason !== null}
          options={verticals.map((id) => ({ id, text: known(`vertical-${id}`) ?? id }))}
          chosen={next.vertical}
          onChoose={(vertical) => set({ vertical })}
        />
        {[0, 1].map((at) => (
          <Field
            key={at}
            label={t('profile-website', { n: at + 1 })}
            type="url"
            dir="ltr"
            placeholder={SCHEME}
            readOnly={reason !== null}
            value={next.websites[at] ?? ''}
            error={at === 0 || next.websites[at] ? problem('websites') : null}
            onChange={(e) => {
              const sites = [next.websites[0] ?? '', next.websites[1] ?? ''];
              sites[at] = e.target.value;
              while (sites.length > 0 && sites.at(-1) === '') sites.pop();
              set({ websites: sites });
            }}
          />
        ))}
        {elsewhere && (
          <p role="alert" className="text-sm text-red">
            {said(save.error)}
          </p>
        )}
        {crossing && (
          <p role="status" className="text-sm text-quiet">
            {t('profile-crossed')}
          </p>
        )}
        {changed && (
          <div className="flex flex-wrap justify-end gap-2">
            <Button
              onClick={() => {
                reset();
                setRefused({});
                save.reset();
              }}
            >
              {t('app-cancel')}
            </Button>
            <Button
              type="submit"
              variant="primary"
              busy={save.isPending}
              disabledReason={bad ? t('profile-bad') : null}
            >
              {t('profile-save')}
            </Button>
          </div>
        )}
      </form>
      <ProfilePreview channel={channel} words={next} has={profile.picture} />
    </div>
  );
}
