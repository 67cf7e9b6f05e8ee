import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeFeed, makeFeed } from '~/api/feeds';
import { jobsKey } from '~/api/jobs';
import { type Feed, feedsQuery, type NewFeed } from '~/api/knowledge';
import { said } from '~/api/problem';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { SelectField } from '~/ui/choice';
import { Field } from '~/ui/field';
import { Switch } from '~/ui/switch';

const EVERY = ['15', '60', '360', '1440', '10080'] as const;

/** Where a catalogue is fetched from, and how often. Saving fetches it at once. */
export function FeedForm({ feed, onDone }: { feed?: Feed; onDone: () => void }) {
  const { t } = useL10n();
  const client = useQueryClient();
  const [url, setUrl] = useState(feed?.url ?? '');
  const [every, setEvery] = useState(String(feed?.every_minutes ?? 1440));
  const [active, setActive] = useState(feed?.active ?? true);
  const [remove, setRemove] = useState(feed?.remove_missing ?? false);
  const keep = useMutation({
    mutationFn: (wish: NewFeed) => (feed ? changeFeed(feed.id, wish) : makeFeed(wish)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: feedsQuery.queryKey });
      void client.invalidateQueries({ queryKey: jobsKey });
      onDone();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    const mapping = (feed?.mapping ?? {}) as Record<string, never>;
    keep.mutate({ url, every_minutes: Number(every), active, remove_missing: remove, mapping });
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field
        type="url"
        dir="ltr"
        label={t('knowledge-feed-url')}
        help={t('knowledge-feed-url-help')}
        value={url}
        error={keep.error ? said(keep.error) : null}
        onChange={(event) => setUrl(event.target.value)}
      />
      <SelectField
        label={t('knowledge-feed-interval')}
        options={EVERY.map((id) => ({
          id: id as string,
          text: t('knowledge-feed-every', { minutes: Number(id) }),
        }))}
        chosen={every}
        onChoose={setEvery}
      />
      <Switch label={t('knowledge-feed-active')} isSelected={active} onChange={setActive}>
        {t('knowledge-feed-active')}
      </Switch>
      <Switch label={t('knowledge-feed-missing')} isSelected={remove} onChange={setRemove}>
        {t('knowledge-feed-missing')}
      </Switch>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={keep.isPending}>
          {t('knowledge-feed-save')}
        </Button>
        <Button onClick={onDone}>{t('app-cancel')}</Button>
      </div>
    </form>
  );
}
