// Where Meta's window ends. It hands on what the address says, forgets it, and closes.
(() => {
  const said = new URLSearchParams(location.search);
  // A code does not stay in the address, nor in the history.
  history.replaceState(null, '', location.pathname);
  const state = said.get('state');
  if (state) {
    // By name, not by `opener`: between two sites a browser may cut that.
    const channel = new BroadcastChannel('loket-signup');
    channel.postMessage({
      state,
      code: said.get('code'),
      error: said.get('error'),
      words: said.get('error_description'),
    });
    channel.close();
    window.close();
  }

  const WORDS = {
    id: 'Anda dapat menutup jendela ini.',
    ar: 'يمكنك إغلاق هذه النافذة.',
  };
  let language = null;
  try {
    language = localStorage.getItem('loket.language');
  } catch {
    // Without storage it speaks English.
  }
  if (!language || !Object.hasOwn(WORDS, language)) return;
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  document.addEventListener('DOMContentLoaded', () => {
    document.getElementById('words').textContent = WORDS[language];
  });
})();
