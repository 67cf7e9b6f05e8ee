interface Pages {
  hasNextPage: boolean;
  isFetching: boolean;
  isFetchNextPageError: boolean;
}

/** Whether the next page is asked for now: not while something is read, and not again by itself after a failure. */
export function wantsMore({ hasNextPage, isFetching, isFetchNextPageError }: Pages): boolean {
  return hasNextPage && !isFetching && !isFetchNextPageError;
}
