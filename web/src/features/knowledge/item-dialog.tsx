import { Plus, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { KnowledgeRow } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { Button } from '~/ui/button';
import { FieldSet } from '~/ui/choice';
import { Dialog } from '~/ui/dialog';
import { AreaField, Field } from '~/ui/field';
import { IconButton } from '~/ui/icon-button';
import { fields, type ItemForm, itemOf, problemIn } from './item-form';
import { decimalsOf, type Item } from './model';

interface Props {
  item: Item;
  currency: string;
  isNew: boolean;
  readOnly: boolean;
  onClose: () => void;
  onPut: (row: KnowledgeRow) => void;
}

/** Everything about one item, with its sizes. */
export function ItemDialog({ item, currency, isNew, readOnly, onClose, onPut }: Props) {
  const { t } = useL10n();
  const [form, setForm] = useState<ItemForm>(() => fields(item));
  const [tried, setTried] = useState(false);
  const decimals = decimalsOf(currency);
  const problem = problemIn(form, decimals);
  const set = (change: Partial<ItemForm>) => setForm((before) => ({ ...before, ...change }));
  const text = (name: Exclude<keyof ItemForm, 'sizes' | 'attributes'>, more: object = {}) => (
    <Field
      label={t(`knowledge-field-${name}`, { currency })}
      dir="auto"
      readOnly={readOnly}
      value={form[name]}
      error={tried && problem?.field === name ? t(problem.key) : null}
      onChange={(event) => set({ [name]: event.target.value })}
      {...more}
    />
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!problem) onPut(itemOf(item, form, decimals));
  }
  return (
    <Dialog open onClose={onClose} title={isNew ? t('knowledge-new-item') : item.name || item.sku}>
      <form onSubmit={submit} noValidate className="grid gap-4 p-5">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {text('sku')}
          {text('name')}
          {text('price', { inputMode: 'decimal', dir: 'ltr' })}
          {text('aliases', { help: t('knowledge-aliases-help') })}
        </div>
        <Sizes
          form={form}
          readOnly={readOnly}
          set={set}
          error={tried && problem?.field === 'sizes' ? t(problem.key) : null}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {text('weight_g', { inputMode: 'numeric', dir: 'ltr' })}
          {text('restock', { type: 'date', dir: 'ltr' })}
          {text('note')}
          {text('url', { dir: 'ltr' })}
        </div>
        <AreaField
          label={t('knowledge-field-description')}
          dir="auto"
          rows={3}
          readOnly={readOnly}
          value={form.description}
          onChange={(event) => set({ description: event.target.value })}
        />
        <AreaField
          label={t('knowledge-field-attributes')}
          help={t('knowledge-attributes-help')}
          dir="auto"
          rows={3}
          readOnly={readOnly}
          value={form.attributes}
          onChange={(event) => set({ attributes: event.target.value })}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t(readOnly ? 'app-close' : 'app-cancel')}</Button>
          {!readOnly && (
            <Button type="submit" variant="primary">
              {t('knowledge-take')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

interface SizesProps {
  form: ItemForm;
  readOnly: boolean;
  error: string | null;
  set: (change: Partial<ItemForm>) => void;
}

function Sizes({ form, readOnly, error, set }: SizesProps) {
  const { t } = useL10n();
  const change = (at: number, part: Partial<ItemForm['sizes'][number]>) =>
    set({ sizes: form.sizes.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <FieldSet title={t('knowledge-sizes')} help={t('knowledge-sizes-help')}>
      {form.sizes.map((size, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sizes have no other name while they are written
        <div key={at} className="flex items-end gap-2">
          <div className="flex-1">
            <Field
              label={t('knowledge-size')}
              dir="auto"
              readOnly={readOnly}
              value={size.label}
              onChange={(event) => change(at, { label: event.target.value })}
            />
          </div>
          <div className="w-28">
            <Field
              label={t('knowledge-pieces')}
              inputMode="numeric"
              readOnly={readOnly}
              value={size.pieces}
              onChange={(event) => change(at, { pieces: event.target.value })}
            />
          </div>
          {!readOnly && (
            <IconButton
              label={t('knowledge-remove-size', { name: size.label || String(at + 1) })}
              onClick={() => set({ sizes: form.sizes.filter((_, index) => index !== at) })}
            >
              <Trash2 size={15} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      ))}
      {error && (
        <p role="alert" className="text-sm text-red">
          {error}
        </p>
      )}
      {!readOnly && (
        <div>
          <Button onClick={() => set({ sizes: [...form.sizes, { label: '', pieces: '' }] })}>
            <Plus size={15} aria-hidden="true" />
            {t('knowledge-add-size')}
          </Button>
        </div>
      )}
    </FieldSet>
  );
}
