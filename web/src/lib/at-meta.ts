/** Meta’s own pages, where something is put right. */
export const AT_META = {
  provider: 'https://business.facebook.com/',
  manager: 'https://business.facebook.com/wa/manage/',
  numbers: 'https://business.facebook.com/wa/manage/phone-numbers/',
  accounts: 'https://business.facebook.com/settings/whatsapp-business-accounts',
} as const;
