/** Words that say in which direction and not how far, by language; in lower case, English ones whole words. */
const VAGUE: Readonly<Record<string, readonly string[]>> = {
  'zh-CN': [
    '提高',
    '提升',
    '加强',
    '尽量',
    '尽快',
    '改善',
    '优化',
    '增强',
    '进一步',
    '争取',
    '努力',
    '力争',
    '做好',
    '加快',
    '扩大',
  ],
  en: ['improve', 'increase', 'better', 'grow', 'enhance', 'strengthen', 'maximize', 'maximise', 'optimize', 'optimise', 'boost'],
};

/** The vague words of a title that has no number; none where a number says how far. */
export function vagueWords(title: string): readonly string[] {
  const text = title.normalize('NFKC').toLowerCase();
  if (/\d/.test(text)) return [];
  const words = new Set(text.match(/[a-z]+/g));
  return Object.values(VAGUE).flatMap((list) =>
    list.filter((word) => (/^[a-z]/.test(word) ? words.has(word) : text.includes(word))),
  );
}
