const files = import.meta.glob<string>('./id/*.ftl', { query: '?raw', import: 'default', eager: true });

/** The words of Indonesian. */
export default Object.values(files).join('\n');
