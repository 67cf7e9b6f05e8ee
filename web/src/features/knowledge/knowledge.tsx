import type { Knowledge, KnowledgeDocument, KnowledgeRow } from '~/api/types-admin';
import { useL10n } from '~/l10n/words';
import { Card } from '~/ui/page';
import { readable } from './rows';

const PARTS = ['items', 'policies', 'promo', 'answers'] as const;

/** Everything a draft may say. */
export function KnowledgeParts({ knowledge }: { knowledge: Knowledge }) {
  const { t, number } = useL10n();
  const document: KnowledgeDocument = knowledge.document;
  return PARTS.map((part) => {
    const rows = document[part] ?? [];
    return (
      <Card key={part} title={t(`knowledge-${part}`)} aside={number(rows.length)}>
        {rows.length === 0 ? (
          <p className="text-sm text-quiet">{t('knowledge-none')}</p>
        ) : (
          <ul className="grid divide-y divide-line">
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows may have no name of their own, and are only shown
              <Row key={`${index} ${readable(row).title}`} row={row} />
            ))}
          </ul>
        )}
      </Card>
    );
  });
}

function Row({ row }: { row: KnowledgeRow }) {
  const { title, facts } = readable(row);
  return (
    <li className="grid gap-1 py-3 first:pt-0 last:pb-0">
      <p dir="auto" className="font-medium">
        {title}
      </p>
      <dl className="grid gap-x-6 gap-y-0.5 text-sm sm:grid-cols-2">
        {facts.map(([name, value]) => (
          <div key={name} className={value.length > 60 ? 'sm:col-span-2' : ''}>
            <dt className="inline text-quiet">{name}: </dt>
            <dd dir="auto" className="spoken inline">
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
