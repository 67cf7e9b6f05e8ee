import { useL10n } from '~/l10n/words';
import { BOX } from '~/ui/field';
import { Switch } from '~/ui/switch';
import { type Week, withDay } from './week';

interface Props {
  week: Week;
  /** Why it cannot be changed. */
  reason: string | null;
  onChange: (week: Week) => void;
}

/** A week of hours, a day a line. */
export function WeekHours({ week, reason, onChange }: Props) {
  const { t } = useL10n();
  return (
    <ul className="grid gap-1">
      {week.map((day, at) => {
        const name = t(`defaults-day-${at}`);
        const time = (which: 'from' | 'until') => (
          <input
            type="time"
            aria-label={`${name}: ${t(`defaults-${which}`)}`}
            readOnly={reason !== null}
            value={day?.[which] ?? ''}
            onChange={(event) => onChange(withDay(week, at, { [which]: event.target.value }))}
            className={`${BOX} w-auto`}
          />
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a week has seven days in their order
          <li key={at} className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1">
            <div className="w-32">
              <Switch
                label={t('defaults-day', { day: name })}
                isSelected={day !== null}
                disabledReason={reason}
                onChange={(on) => onChange(withDay(week, at, on ? {} : null))}
              >
                {name}
              </Switch>
            </div>
            {day ? (
              <div className="flex items-center gap-2">
                {time('from')}
                <span aria-hidden="true" className="text-quiet">
                  –
                </span>
                {time('until')}
              </div>
            ) : (
              <span className="text-sm text-quiet">{t('defaults-off')}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
