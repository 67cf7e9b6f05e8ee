import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { foundQuery } from '~/api/palette';
import { useL10n } from '~/l10n/words';
import { registered } from '~/lib/commands';
import { recent } from '~/lib/recent';
import { useStore } from '~/lib/store';
import { Dialog } from '~/ui/dialog';
import { Kbd } from '~/ui/kbd';
import { type Choice, SearchList } from '~/ui/search-list';
import { paletteOpen } from './open';

export function Palette() {
  const { t } = useL10n();
  const open = useStore(paletteOpen);
  return (
    <Dialog open={open} onClose={() => paletteOpen.set(false)} title={t('palette-title')} bare>
      <PaletteList />
    </Dialog>
  );
}

function PaletteList() {
  const { t } = useL10n();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const commands = useStore(registered);
  const wanted = text.trim();
  const found = useQuery(foundQuery(wanted)).data?.items ?? [];
  const matching = [...new Map(commands.map((command) => [command.id, command])).values()].filter(
    (command) =>
      command.id !== 'palette' &&
      (command.when?.() ?? true) &&
      command.label.toLowerCase().includes(wanted.toLowerCase()),
  );
  const lately = useStore(recent);
  const choices: Choice[] = [
    ...(wanted === '' ? lately : []).map((one) => ({
      id: `conversation:${one.id}`,
      group: t('palette-recent'),
      row: <bdi>{one.name}</bdi>,
    })),
    ...matching.map((command) => ({
      id: `command:${command.id}`,
      group: t('palette-commands'),
      row: (
        <span className="flex items-center justify-between gap-3">
          {command.label}
          {command.keys[0] && <Kbd keys={command.keys[0]} />}
        </span>
      ),
    })),
    ...(wanted.length >= 2 ? found : []).map((one) => ({
      id: `conversation:${one.id}`,
      group: t('palette-customers'),
      row: (
        <span className="flex items-center justify-between gap-3">
          <bdi>{one.contact.name}</bdi>
          <span className="text-xs text-quiet">{one.contact.phone_hint}</span>
        </span>
      ),
    })),
  ];
  function choose(id: string): void {
    paletteOpen.set(false);
    const [kind, name = ''] = id.split(/:(.*)/s);
    if (kind === 'conversation') {
      void navigate({ to: '/inbox/$conversationId', params: { conversationId: name }, search: {} });
      return;
    }
    // After the dialog has given the focus back, so that a command may move it.
    setTimeout(() => matching.find((command) => command.id === name)?.run(), 60);
  }
  return (
    <SearchList
      autoFocus
      label={t('palette-title')}
      placeholder={t('palette-placeholder')}
      text={text}
      onText={setText}
      choices={choices}
      onChoose={choose}
      none={t('palette-empty', { text: wanted })}
    />
  );
}
