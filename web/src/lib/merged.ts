/** Whether two saved values say the same. */
export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What somebody changed stays; everything else is as it was saved last, also by somebody else. */
export function merged<T extends object>(base: T, mine: T, saved: T): T {
  const own = (Object.keys(saved) as (keyof T)[]).filter((field) => !same(mine[field], base[field]));
  return { ...saved, ...Object.fromEntries(own.map((field) => [field, mine[field]])) };
}

/** Whether somebody else saved another value for what is being changed here. */
export function crossed<T extends object>(base: T, mine: T, saved: T): boolean {
  return (Object.keys(saved) as (keyof T)[]).some(
    (field) =>
      !same(mine[field], base[field]) && !same(saved[field], base[field]) && !same(saved[field], mine[field]),
  );
}
