// All lessons, in order, as every page knows them: the sidebar's.
import { useData } from 'vitepress';
import { computed, type ComputedRef } from 'vue';

export interface LessonLink {
  topic: string;
  number: string;
  title: string;
  link: string;
}

export interface SidebarItem {
  text: string;
  link?: string;
  items?: SidebarItem[];
}

export function useLessons(): ComputedRef<LessonLink[]> {
  const { theme } = useData();
  return computed(() =>
    (theme.value.sidebar as SidebarItem[])
      .flatMap(({ items }) => items ?? [])
      .map(({ text, link = '' }) => {
        const [number, title] = text.split(' · ');
        return { topic: link.replace(/.*\//, ''), number, title, link };
      }),
  );
}
