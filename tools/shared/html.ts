// HTML as a template: what is put into it is escaped, unless it is HTML already.

export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | readonly Part[];

/** html`<p>${text}</p>` */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, i) => text + render(parts[i - 1]) + string));
}

function render(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(render).join('');
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
