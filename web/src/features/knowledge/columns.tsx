import type { ImportPreview } from '~/api/knowledge';
import { useL10n } from '~/l10n/words';
import { SelectField } from '~/ui/choice';

const FIELDS = [
  'sku',
  'name',
  'price',
  'stock',
  'variant',
  'aliases',
  'weight_g',
  'note',
  'description',
  'restock',
  'url',
] as const;

interface Props {
  preview: ImportPreview;
  mapping: Record<string, string>;
  onChange: (mapping: Record<string, string>) => void;
}

/** Each column of the table with some of its cells, and what it is. */
export function Columns({ preview, mapping, onChange }: Props) {
  const { t } = useL10n();
  function choose(column: string, field: string): void {
    const { [column]: _, ...rest } = mapping;
    // A field is one column only: the one chosen last.
    const others = Object.fromEntries(Object.entries(rest).filter(([, other]) => other !== field));
    onChange(field === '' ? rest : { ...others, [column]: field });
  }
  return (
    <ul
      aria-label={t('knowledge-columns')}
      className="grid max-h-72 gap-px overflow-auto rounded-xl border border-line bg-line"
    >
      {preview.columns.map(({ name, samples }) => (
        <li key={name} className="grid items-center gap-2 bg-panel p-3 sm:grid-cols-[1fr_12rem]">
          <div className="min-w-0">
            <p dir="auto" className="truncate text-sm font-medium">
              {name || '–'}
            </p>
            <p dir="auto" className="truncate text-xs text-quiet">
              {samples.join(' · ') || t('knowledge-empty-column')}
            </p>
          </div>
          <SelectField
            bare
            label={t('knowledge-column-is', { column: name })}
            options={[
              { id: '', text: t('knowledge-as-nothing') },
              ...FIELDS.map((id) => ({ id: id as string, text: t(`knowledge-as-${id}`) })),
              { id: `attribute:${name}`, text: t('knowledge-as-attribute') },
            ]}
            chosen={mapping[name] ?? ''}
            onChoose={(field) => choose(name, field)}
          />
        </li>
      ))}
    </ul>
  );
}
