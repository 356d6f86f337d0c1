// The editor of an exercise: CodeMirror with Python, in the place of the plain field.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

// area : the field, which goes. changed, check : called after each change, and at Ctrl + Enter.
export function code(area, changed, check) {
  const view = new EditorView({
    doc: area.value,
    selection: { anchor: area.selectionStart, head: area.selectionEnd },
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => { check(); return true; } }])),
      history(),
      bracketMatching(),
      indentOnInput(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      python(),
      syntaxHighlighting(classHighlighter),
      keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": area.getAttribute("aria-label"), "aria-describedby": area.getAttribute("aria-describedby") }),
      EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
    ],
  });
  // As high as the field was, so that nothing below it jumps.
  view.dom.style.minHeight = `${area.offsetHeight}px`;
  const focused = document.activeElement === area;
  area.replaceWith(view.dom);
  if (focused) view.focus();
  return {
    text: () => view.state.doc.toString(),
    set(text) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }); },
  };
}
