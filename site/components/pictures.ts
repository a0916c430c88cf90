// The pictures of the topics, each in a file of its own that is fetched where it is shown.
import type { Component } from 'vue';
import { prepareFigures } from '../computing/computation';
import { byName } from '../dojo/by-name';

const pictures = byName(import.meta.glob<{ default: Component }>('#course/site/pictures/[0-9]*.vue'));

let early: { topic: string; picture: Promise<Component> } | undefined;

export async function fetchPicture(topic: string): Promise<Component> {
  const onItsWay = early?.topic === topic ? early.picture : undefined;
  early = undefined; // whoever asks again does so because it did not come
  return onItsWay ?? (await pictures[topic]!()).default;
}

/** Fetches the picture of the page that was opened, and starts what it computes with, while the page comes to life. */
export function fetchFirstPicture(): void {
  const topic = document.querySelector<HTMLElement>('.live-picture')?.dataset.topic;
  if (topic === undefined) return;
  prepareFigures();
  const picture = fetchPicture(topic);
  picture.catch(() => undefined); // said where it is shown
  early = { topic, picture };
}
