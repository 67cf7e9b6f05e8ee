/** Browser storage that may be full, blocked or absent: reading gives null, writing gives up. */
function safely<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

function over(area: () => Storage) {
  return {
    get: (key: string) => safely(() => area().getItem(key), null),
    set: (key: string, value: string | null) =>
      safely(() => (value === null ? area().removeItem(key) : area().setItem(key, value)), undefined),
  };
}

/** Kept on this device. */
export const kept = over(() => localStorage);
/** Kept until this tab closes: half-written texts. */
export const tab = over(() => sessionStorage);
