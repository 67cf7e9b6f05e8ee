import { useState } from 'react';
import type { Knowledge, KnowledgeDocument } from '~/api/types-admin';
import { useReason } from '~/features/session/me';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';
import { Card } from '~/ui/page';
import { Switch } from '~/ui/switch';
import { type Day, HOURS_ID, hoursOf, hoursText, USUAL } from './fresh';
import { rowsOf } from './model';
import { SaveBar } from './save-bar';
import { SourceState } from './source-state';
import { TextRows } from './text-rows';
import { useRows } from './use-rows';

/** When the business is open, and what it offers for a while. */
export function Hours({ knowledge, may }: { knowledge: Knowledge; may: boolean }) {
  const { t } = useL10n();
  return (
    <>
      <Week knowledge={knowledge} may={may} />
      <TextRows
        knowledge={knowledge}
        part="promo"
        may={may}
        title={t('knowledge-promo')}
        lead={t('knowledge-promo-lead')}
        fresh={() => ({ code: '', text: '' })}
      />
    </>
  );
}

function Week({ knowledge, may }: { knowledge: Knowledge; may: boolean }) {
  const { t } = useL10n();
  const reason = useReason()('knowledge');
  const document: KnowledgeDocument = knowledge.document;
  const stored = rowsOf(document, 'policies').find((row) => row.id === HOURS_ID);
  const rows = useRows(knowledge, 'hours');
  const words = rows.kept.find((one) => one.row.id === HOURS_ID)?.row.text;
  // The text is what is kept and taken back; what was chosen here also knows the times of days that are closed.
  const [chosen, setDays] = useState<Day[] | null>(null);
  const read = words === undefined ? null : hoursOf(String(words));
  const days = read && chosen && hoursText(chosen) === words ? chosen : read;
  const put = (next: Day[]) => {
    setDays(next);
    rows.put(stored ? HOURS_ID : 'new:hours', { id: HOURS_ID, title: 'Jam buka', text: hoursText(next) });
  };
  if (!days) {
    return (
      <Card title={t('knowledge-hours')}>
        <p className="mb-3 text-sm text-quiet">
          {t(stored ? 'knowledge-hours-words' : 'knowledge-hours-none')}
        </p>
        <Button disabledReason={reason} onClick={() => put(USUAL)}>
          {t('knowledge-hours-set')}
        </Button>
      </Card>
    );
  }
  const text = hoursText(days);
  const change = (at: number, part: Partial<Day>) => {
    put(days.map((day, index) => (index === at ? { ...day, ...part } : day)));
  };
  const bad = days.some((day) => day.open && (day.from === '' || day.to === '' || day.from >= day.to));
  return (
    <Card
      title={t('knowledge-hours')}
      aside={stored && <SourceState source={`policy:${HOURS_ID}`} pending={text !== stored.text} />}
    >
      <ul className="grid gap-1">
        {days.map((day, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a week has seven days in their order
          <li key={at} className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1">
            <div className="w-36">
              <Switch
                label={t('knowledge-open-on', { day: t(`knowledge-day-${at}`) })}
                isSelected={day.open}
                disabledReason={reason}
                onChange={(open) => change(at, { open })}
              >
                {t(`knowledge-day-${at}`)}
              </Switch>
            </div>
            {day.open ? (
              <div className="flex items-end gap-2">
                <Field
                  type="time"
                  label={t('knowledge-from')}
                  readOnly={!may}
                  value={day.from}
                  onChange={(event) => change(at, { from: event.target.value })}
                />
                <Field
                  type="time"
                  label={t('knowledge-to')}
                  readOnly={!may}
                  value={day.to}
                  onChange={(event) => change(at, { to: event.target.value })}
                />
              </div>
            ) : (
              <span className="text-sm text-quiet">{t('knowledge-closed')}</span>
            )}
          </li>
        ))}
      </ul>
      <p dir="auto" className="mt-3 rounded-xl bg-inset px-3 py-2 text-sm">
        {text}
      </p>
      <div className="mt-3 empty:hidden">
        <SaveBar rows={rows} wrong={bad ? t('knowledge-hours-bad') : null} />
      </div>
    </Card>
  );
}
