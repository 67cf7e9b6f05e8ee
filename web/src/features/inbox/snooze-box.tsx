import { AlarmClock } from 'lucide-react';
import { useState } from 'react';
import { useL10n } from '~/l10n/words';
import { serverNow } from '~/lib/clock';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import type { BoxProps } from './care-boxes';
import { letGo } from './selection';
import { presets, typed } from './snooze';
import { useCare } from './use-care';

/** Until when: a preset with one key, or a date. */
export function SnoozeBox({ ids, onClose }: BoxProps) {
  const { t, appointment } = useL10n();
  const care = useCare();
  const [now] = useState(() => new Date(serverNow()));
  const [date, setDate] = useState('');
  const [time, setTime] = useState('09:00');
  const own = typed(date, time, now);
  function snooze(until: Date): void {
    onClose();
    const when = appointment(until.toISOString());
    void care(ids, { do: 'snooze', until: until.toISOString() }, (count) =>
      t('care-snoozed', { count, when }),
    ).then(letGo);
  }
  return (
    <div className="grid gap-1 p-2">
      {presets(now).map(({ id, until }, at) => (
        <button
          key={id}
          type="button"
          data-focus-first={at === 0 || undefined}
          onClick={() => snooze(until)}
          className="flex min-h-11 items-center gap-3 rounded-lg px-3 text-start hover:bg-hover"
        >
          <AlarmClock size={17} aria-hidden="true" className="text-quiet" />
          <span className="flex-1">{t(`snooze-${id}`)}</span>
          <span className="text-sm text-quiet">{appointment(until.toISOString())}</span>
        </button>
      ))}
      <form
        className="mt-1 flex flex-wrap items-end gap-3 border-t [&>button]:min-h-10 border-line p-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (own) snooze(own);
        }}
      >
        <Field
          type="date"
          label={t('snooze-date')}
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
        <Field
          type="time"
          label={t('snooze-time')}
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
        <Button type="submit" disabledReason={own ? null : t('snooze-pick')}>
          {t('snooze-until')}
        </Button>
      </form>
    </div>
  );
}
