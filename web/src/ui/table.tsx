import type { ReactNode } from 'react';

export interface Column<T> {
  id: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** Numbers stand at the end of their column. */
  end?: boolean;
  /** Left out where there is little room; the first column never is. */
  wideOnly?: boolean;
}

interface Props<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
}

const CELL = 'px-3 py-2.5 align-top first:ps-4 last:pe-4';

/** Rows and columns on their own ground. It scrolls within itself, also by keyboard; the page does not. */
export function Table<T>({ label, columns, rows, keyOf }: Props<T>) {
  const look = (column: Column<T>) =>
    `${CELL} ${column.end ? 'text-end tabular-nums' : 'text-start'} ${column.wideOnly ? 'max-sm:hidden' : ''}`;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-2xl border border-line bg-panel"
    >
      <table className="w-full text-sm">
        <thead className="border-b border-line text-xs text-quiet">
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={`${look(column)} font-medium`}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={keyOf(row)} className="hover:bg-hover">
              {columns.map((column) => (
                <td key={column.id} className={look(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
