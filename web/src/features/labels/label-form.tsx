import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { LABEL_COLORS, type LabelColor } from '~/api/types-inbox';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { Field } from '~/ui/field';

interface Props {
  initial: { name: string; color: string };
  action: string;
  onSave: (name: string, color: LabelColor) => Promise<unknown>;
  onDone: () => void;
  onCancel?: () => void;
}

/** A label's name and colour. */
export function LabelForm({ initial, action, onSave, onDone, onCancel }: Props) {
  const { t } = useL10n();
  const [name, setName] = useState(initial.name);
  // Until one is chosen it may still change with the labels there are.
  const [chosen, setChosen] = useState<LabelColor | null>(null);
  const color = chosen ?? LABEL_COLORS.find((one) => one === initial.color) ?? 'grey';
  const save = useMutation({
    mutationFn: () => onSave(name.trim(), color),
    onSuccess: () => {
      setName(initial.name);
      setChosen(null);
      onDone();
    },
  });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !save.isPending) save.mutate();
      }}
    >
      <div className="flex flex-wrap items-start gap-x-5 gap-y-3">
        <div className="min-w-48 flex-1">
          <Field
            label={t('label-name')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
            error={save.error?.message}
          />
        </div>
        <Colors chosen={color} onChoose={setChosen} />
      </div>
      <div className="flex justify-end gap-2">
        {onCancel && <Button onClick={onCancel}>{t('app-cancel')}</Button>}
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          disabledReason={name.trim() ? null : t('label-name-missing')}
        >
          {action}
        </Button>
      </div>
    </form>
  );
}

function Colors({ chosen, onChoose }: { chosen: LabelColor; onChoose: (color: LabelColor) => void }) {
  const { t } = useL10n();
  const group = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">
        {t('label-color')} <span className="ms-1 font-normal text-quiet">{t(`color-${chosen}`)}</span>
      </legend>
      <div className="flex flex-wrap gap-1">
        {LABEL_COLORS.map((color) => (
          <label
            key={color}
            title={t(`color-${color}`)}
            className="grid size-9 place-items-center rounded-full border-2 border-transparent has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent touch:size-11"
          >
            <input
              type="radio"
              name={group}
              checked={color === chosen}
              onChange={() => onChoose(color)}
              aria-label={t(`color-${color}`)}
              className="sr-only"
            />
            <span aria-hidden="true" data-label={color} className="size-6 rounded-full" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
