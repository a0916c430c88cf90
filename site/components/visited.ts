// Which lessons have been opened in this browser.
import { ref } from 'vue';

const KEY = 'gradient-dojo:visited';

export const visited = ref<string[]>([]);

/** Reads what an earlier visit has kept. A browser may keep nothing, which is no trouble. */
export function recallVisits(): void {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    if (Array.isArray(kept)) visited.value = kept.filter((topic) => typeof topic === 'string');
  } catch {
    // as at the first visit
  }
}

export function rememberVisit(topic: string): void {
  if (visited.value.includes(topic)) return;
  visited.value = [...visited.value, topic];
  try {
    localStorage.setItem(KEY, JSON.stringify(visited.value));
  } catch {
    // it is known until the page is left
  }
}
