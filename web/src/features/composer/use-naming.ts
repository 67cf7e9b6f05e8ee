import { useQuery } from '@tanstack/react-query';
import { type RefObject, useId, useRef, useState } from 'react';
import { type Colleague, colleaguesQuery } from '~/api/mentions';
import { useMe } from '~/features/session/me';
import type { PickerKeys } from './canned-picker';
import { matching, type Naming, named, naming, put } from './mentions';

/** Naming colleagues while one writes: whom the list offers, and whom the words name in the end. */
export function useNaming(field: RefObject<HTMLTextAreaElement | null>, write: (text: string) => void) {
  const id = useId();
  const me = useMe().person.id;
  const everybody = useQuery(colleaguesQuery).data?.items ?? [];
  const people = everybody.filter((one) => one.id !== me);
  const [open, setOpen] = useState<Naming | null>(null);
  const [active, setActive] = useState<string>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const keys = useRef<PickerKeys>(null);
  const offered = open !== null && matching(people, open.wanted).length > 0;
  return {
    /** What the field says about its list. */
    aria: {
      'aria-autocomplete': 'list' as const,
      ...(offered && { 'aria-controls': id, 'aria-activedescendant': active }),
    },
    picker: offered && { id, people, keys, wanted: open.wanted, onActive: setActive },
    /** The field changed, or the caret went elsewhere. */
    look: () => {
      const at = field.current;
      setOpen(at && at.selectionStart === at.selectionEnd ? naming(at.value, at.selectionStart) : null);
    },
    close: () => setOpen(null),
    /** True when the list took the key. */
    onKey: (key: string) => offered && keys.current?.onKey(key) === true,
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
    named: (text: string) => named(text, people, chosen),
    forget: () => setChosen(new Set()),
  };
}
