import { Keyboard, Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { helpOpen } from '~/features/shell/open';
import { useL10n } from '~/l10n/words';
import {
  DENSITIES,
  density,
  LANGUAGE_NAMES,
  LANGUAGES,
  language,
  MOTIONS,
  motion,
  notices,
  singleKeys,
  THEMES,
  theme,
} from '~/lib/prefs';
import { useStore } from '~/lib/store';
import { Button } from '~/ui/button';
import { RadioCards, SelectField } from '~/ui/choice';
import { MAC } from '~/ui/kbd';
import { Card, Page } from '~/ui/page';
import { Switch } from '~/ui/switch';

const LOOK = 'size-4.5 shrink-0 text-quiet';
const PICTURE = {
  system: <Monitor aria-hidden="true" className={LOOK} />,
  light: <Sun aria-hidden="true" className={LOOK} />,
  dark: <Moon aria-hidden="true" className={LOOK} />,
};

/** How the desk looks and moves here. Everything takes effect at once. */
export function AppearanceRoute() {
  const { t } = useL10n();
  return (
    <Page title={t('appearance-title')} lead={t('appearance-lead')}>
      <Card>
        <div className="grid gap-6">
          <RadioCards
            title={t('appearance-theme')}
            options={THEMES.map((id) => ({ id, text: t(`appearance-theme-${id}`), picture: PICTURE[id] }))}
            chosen={useStore(theme)}
            onChoose={theme.set}
          />
          <div className="grid max-w-sm gap-1.5">
            <SelectField
              label={t('appearance-language')}
              options={LANGUAGES.map((id) => ({ id, text: LANGUAGE_NAMES[id] }))}
              chosen={useStore(language)}
              onChoose={language.set}
            />
            <p className="text-xs text-quiet">{t('appearance-language-help')}</p>
          </div>
          <RadioCards
            title={t('appearance-density')}
            options={DENSITIES.map((id) => ({ id, text: t(`appearance-density-${id}`) }))}
            chosen={useStore(density)}
            onChoose={density.set}
          />
          <RadioCards
            title={t('appearance-motion')}
            options={MOTIONS.map((id) => ({
              id,
              text: t(`appearance-motion-${id}`),
              help: t(`appearance-motion-${id}-help`),
            }))}
            chosen={useStore(motion)}
            onChoose={motion.set}
          />
        </div>
      </Card>
      <Card title={t('appearance-notices')}>
        <Notices />
      </Card>
      <Card title={t('appearance-keys')}>
        <SingleKeys />
      </Card>
    </Page>
  );
}

/** Off until somebody wants them; the browser has the last word. */
function Notices() {
  const { t } = useL10n();
  const on = useStore(notices) === 'on';
  const able = typeof Notification === 'function';
  const [refused, setRefused] = useState(able && Notification.permission === 'denied');
  async function turn(next: boolean): Promise<void> {
    if (next && (await Notification.requestPermission()) !== 'granted') {
      setRefused(true);
      return;
    }
    setRefused(false);
    notices.set(next ? 'on' : 'off');
  }
  const shown = on && !refused;
  return (
    <div className="grid gap-3">
      <p className="text-sm text-quiet">{t('appearance-notices-help')}</p>
      <div>
        <Switch
          label={t('appearance-notices')}
          isSelected={shown}
          disabledReason={able ? null : t('appearance-notices-unable')}
          onChange={(next) => void turn(next)}
        >
          {shown ? t('appearance-notices-on') : t('appearance-notices-off')}
        </Switch>
      </div>
      {(refused || !able) && (
        <p role="status" className="text-sm text-amber">
          {t(able ? 'appearance-notices-refused' : 'appearance-notices-unable')}
        </p>
      )}
    </div>
  );
}

function SingleKeys() {
  const { t } = useL10n();
  const on = useStore(singleKeys) === 'on';
  return (
    <div className="grid gap-3">
      <p className="text-sm text-quiet">{t('appearance-keys-help', { mod: MAC ? '⌘' : 'Ctrl' })}</p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Switch
          label={t('appearance-keys')}
          isSelected={on}
          onChange={(next) => singleKeys.set(next ? 'on' : 'off')}
        >
          {on ? t('account-keys-on') : t('account-keys-off')}
        </Switch>
        <Button variant="quiet" onClick={() => helpOpen.set(true)}>
          <Keyboard size={16} aria-hidden="true" />
          {t('appearance-keys-show')}
        </Button>
      </div>
    </div>
  );
}
