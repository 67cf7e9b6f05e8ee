import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type RefObject, useId, useRef, useState } from 'react';
import { type Colleague, colleaguesQuery } from '~/api/mentions';
import { useMe } from '~/features/session/me';
import { mentioned } from './mentioned';
import { matching, type Naming, naming, put } from './mentions';
import { type PickerKeys, takes } from './picker-keys';

/** Naming colleagues while one writes: whom the list offers, and whom the words name in the end. */
export function useNaming(field: RefObject<HTMLTextAreaElement | null>, write: (text: string) => void) {
  const id = useId();
  const me = useMe().person.id;
  const client = useQueryClient();
  const { data, isFetching } = useQuery(colleaguesQuery);
  const people = (data?.items ?? []).filter((one) => one.id !== me);
  const [open, setOpen] = useState<Naming | null>(null);
  const [active, setActive] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const keys = useRef<PickerKeys>(null);
  const some = open !== null && matching(people, open.wanted).length > 0;
  // That there is nobody to name is said once, not along the whole sentence.
  const nobody = data !== undefined && people.length === 0 && open?.wanted.includes(' ') === false;
  const offered = some || nobody;
  // Who there is comes soon, and a key may be meant for the list; not once the sentence goes on.
  const coming = open !== null && !open.wanted.includes(' ') && !data && isFetching;
  return {
    /** What the field says about its list. */
    aria: {
      'aria-autocomplete': 'list' as const,
      ...(active && { 'aria-controls': id, 'aria-activedescendant': active }),
    },
    picker: offered && { id, people, keys, wanted: open.wanted, onActive: setActive },
    /** The field changed, or the caret went elsewhere. */
    look: () => {
      const at = field.current;
      setOpen(at && at.selectionStart === at.selectionEnd ? naming(at.value, at.selectionStart) : null);
    },
    close: () => setOpen(null),
    /** True when the list took the key. */
    onKey: (key: string) => (some || coming) && takes(keys.current, key),
    choose: (person: Colleague) => {
      const at = field.current;
      if (!at || !open) return;
      const next = put(at.value, open, person.name);
      write(next.text);
      setChosen((before) => new Set(before).add(person.id));
      setOpen(null);
      // The caret goes behind the name once the words are there.
      requestAnimationFrame(() => {
        at.focus();
        at.setSelectionRange(next.caret, next.caret);
      });
    },
    named: (text: string) => mentioned(client, text, me, chosen),
    forget: () => setChosen(new Set()),
  };
}
