import { useL10n } from '~/l10n/words';

/** What a customer wants, in words; a name nobody wrote words for is read as it is. */
export function useIntentWords(): (intent: string) => string {
  const { known } = useL10n();
  return (intent) => known(`intent-${intent}`) ?? intent.replaceAll('_', ' ');
}

/** A language by its name in the language of the desk. */
export function useLanguageWords(): (code: string) => string {
  const { language } = useL10n();
  const names = new Intl.DisplayNames([language], { type: 'language' });
  return (code) => names.of(code) ?? code;
}
