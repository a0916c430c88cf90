// The editor: CodeMirror with TypeScript's colors. It takes the page's colors, light and dark, from its variables.
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import {
  bracketMatching,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
  syntaxTree,
} from '@codemirror/language';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import './editor.css';

export interface EditorOptions {
  parent: HTMLElement;
  text: string;
  /** For those who don't see it. */
  label: string;
  /** The id of the element that says which keys there are. */
  describedBy?: string;
  readOnly?: boolean;
  onChange?: (text: string) => void;
  onCheck?: () => void;
}

export class Editor {
  private readonly view: EditorView;

  constructor({ parent, text, label, describedBy, readOnly = false, onChange, onCheck }: EditorOptions) {
    const check = (): boolean => {
      onCheck?.();
      return true;
    };
    const extensions: Extension[] = [
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightActiveLine(),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of('  '),
      bracketMatching(),
      javascript({ typescript: true }),
      syntaxHighlighting(classHighlighter),
      EditorView.lineWrapping,
      // Esc and then Tab leaves the editor: CodeMirror's own.
      keymap.of([
        { key: 'Mod-Enter', run: check },
        { key: 'Ctrl-Enter', run: check },
        ...defaultKeymap,
        ...historyKeymap,
        indentWithTab,
      ]),
      EditorView.contentAttributes.of({
        'aria-label': label,
        ...(describedBy && { 'aria-describedby': describedBy }),
        tabindex: '0', // what can be edited has the focus anyhow, but axe looks for this where it can be scrolled
        autocapitalize: 'off',
        autocorrect: 'off',
        spellcheck: 'false',
        translate: 'no',
      }),
      EditorState.readOnly.of(readOnly),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange?.(update.state.doc.toString());
      }),
    ];
    this.view = new EditorView({ parent, state: EditorState.create({ doc: text, extensions }) });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Puts another text in its place; one step for undo. The cursor stays where it can. */
  set(text: string): void {
    const { doc, selection } = this.view.state;
    if (doc.toString() === text) return;
    const head = Math.min(selection.main.head, text.length);
    this.view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, selection: { anchor: head } });
  }

  focus(): void {
    this.view.focus();
  }

  /** Shows a line, and puts the cursor there. */
  goTo(line: number): void {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.min(Math.max(1, line), doc.lines));
    this.view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
    this.view.focus();
  }

  /** Marks places of the text, such as those of type errors. */
  mark(marks: { from: number; to: number; message: string }[]): void {
    const end = this.view.state.doc.length;
    const diagnostics = marks.map(({ from, to, message }): Diagnostic => ({
      from: Math.min(from, end),
      to: Math.min(Math.max(to, from), end),
      severity: 'warning',
      message,
    }));
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  /** The first line that can't be read, by the editor's own grammar. */
  lineOfSyntaxError(): number | undefined {
    let line: number | undefined;
    const { doc } = this.view.state;
    syntaxTree(this.view.state).iterate({
      enter: ({ type, from }) => {
        if (type.isError) line ??= doc.lineAt(from).number;
        return line === undefined;
      },
    });
    return line;
  }

  destroy(): void {
    this.view.destroy();
  }
}
