import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import type { Pointer } from "../../lib/pointer";
import { type EditorCommand, editorCommand, isMac } from "./keyboard";
import { type GridActions, useGridActions } from "./useGrid";

/** Where the focus is, as far as it is in this line. */
export interface Here {
  line: string;
  column: string | null;
  editing: boolean;
  start: string | undefined;
}

export type Read = (typed: string) => { value: string | undefined } | { wrong: string };

interface GridCellProps {
  here: Here;
  column: string;
  /** What the cell holds, for those who cannot see its column. */
  label: string;
  /** As it is shown; nothing is a dash. */
  shown: ReactNode;
  /** As it is typed. */
  typeable: string;
  /** What a typed text means; emptied, it may mean undefined. */
  read: Read;
  /** Takes the value; true when it leads on to another cell by itself. */
  onCommit: (value: string | undefined) => boolean | undefined;
  onValidity: (field: string, valid: boolean) => void;
  /** The value that is lit on the page while the cell has the focus. */
  shows?: Pointer | undefined;
  /** What is said about the value beside its name. */
  note?: string | undefined;
  /** Beside the editor: the printed text. */
  hint?: ReactNode;
  tone?: "error" | "warning" | "corrected" | "missing" | undefined;
  numeric?: boolean;
  /** Whether it is lit as what is selected; in the grid that is the focus alone. */
  pressed?: boolean;
  locked: boolean;
  /** Where no grid around it hears of the focus. */
  onFocus?: () => void;
  className?: string;
}

/** One cell: shown as text, edited in its place; what was typed wrong stays until it is right or given up. */
export function GridCell(props: GridCellProps) {
  const { here, column, label, shown, shows, note, tone, locked, className = "" } = props;
  const [left, setLeft] = useState<string | null>(null);
  const grid = useGridActions();
  const wasFocused = useRef(false);
  const active = here.column === column;
  if (!locked && ((active && here.editing) || left !== null))
    return <Editor {...props} left={left} onLeave={setLeft} active={active} />;
  return (
    <button
      type="button"
      className={`value ${className}`}
      aria-label={[label, note].filter(Boolean).join(". ")}
      aria-pressed={props.pressed}
      tabIndex={active ? 0 : -1}
      data-column={column}
      data-pointer={shows}
      data-tone={tone}
      onFocus={props.onFocus}
      onPointerDown={({ currentTarget }) => {
        wasFocused.current = document.activeElement === currentTarget;
      }}
      onClick={({ currentTarget, detail }) => {
        currentTarget.focus();
        if (!locked && (wasFocused.current || detail === 0)) grid.go({ line: here.line, column }, true);
      }}
    >
      {shown}
    </button>
  );
}

interface EditorProps extends GridCellProps {
  /** What was typed and left although it is wrong. */
  left: string | null;
  onLeave: (typed: string | null) => void;
  active: boolean;
}

function Editor(props: EditorProps) {
  const { column, label, shows, hint, numeric, active } = props;
  const message = useId();
  const editor = useEditor(props);
  const said = editor.told && editor.wrong !== null;
  return (
    <span className={`editor ${numeric ? "number" : ""}`}>
      <input
        ref={editor.input}
        className="input slim"
        inputMode={numeric ? "decimal" : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={512}
        aria-label={label}
        aria-invalid={said}
        aria-describedby={message}
        tabIndex={active ? 0 : -1}
        data-column={column}
        data-pointer={shows}
        value={editor.typed}
        onChange={({ target }) => editor.type(target.value)}
        onFocus={props.onFocus}
        onBlur={editor.leave}
        onKeyDown={editor.onKeyDown}
      />
      <span id={message} className={said ? "wrong" : "hint"} role={said ? "alert" : undefined}>
        {said ? editor.wrong : hint}
      </span>
    </span>
  );
}

/** What is typed, whether it means something, and how it is taken or given up: once, whichever way it is left. */
function useEditor(props: EditorProps) {
  const { here, column, typeable, read, onCommit, left, onLeave } = props;
  const grid = useGridActions();
  const at = { line: here.line, column };
  const input = useRef<HTMLInputElement>(null);
  const over = useRef(false);
  const led = useRef(false);
  const [typed, type] = useState(left ?? here.start ?? typeable);
  const [told, setTold] = useState(left !== null);
  const result = typed === typeable ? null : read(typed);
  const wrong = result !== null && "wrong" in result ? result.wrong : null;
  useValidity(props, wrong === null);
  const open = useEffectEvent(() => {
    if (left !== null) return;
    input.current?.focus();
    if (here.start === undefined) input.current?.select();
  });
  useEffect(() => open(), []);
  const commit = (): boolean => {
    setTold(true);
    if (wrong !== null) return false;
    if (!over.current && result !== null && "value" in result) led.current = onCommit(result.value) === true;
    over.current = true;
    onLeave(null);
    return true;
  };
  const leave = () => {
    if (over.current) return;
    if (!commit()) onLeave(typed);
    grid.stop(at);
  };
  const back = () => {
    over.current = true;
    onLeave(null);
    grid.go(at);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const command = event.nativeEvent.isComposing ? null : editorCommand(event, isMac());
    if (command !== "page") event.stopPropagation();
    if (command === "cancel") back();
    else if (command !== null && commit()) led.current ? event.preventDefault() : goOn(event, command, grid, back);
    else if (command === "up" || command === "down") event.preventDefault();
  };
  return { input, typed, type, told, wrong, leave, onKeyDown };
}

/** After what was typed is taken: on to the next cell, or back to this one when there is none. */
function goOn(event: React.KeyboardEvent, command: EditorCommand, grid: GridActions, back: () => void): void {
  const moved = command !== "page" && command !== "cancel" && grid.move(event.currentTarget, command);
  const leaves = command === "next" || command === "previous";
  if (!moved && !leaves) back();
  // Else Enter would press the very button that takes the focus now, and Tab would go one further.
  if ((moved || !leaves) && command !== "page") event.preventDefault();
}

/** Tells the page how the text stands, and takes it back when the editor closes. */
function useValidity({ column, here, onValidity }: GridCellProps, valid: boolean): void {
  const tell = useEffectEvent((now: boolean) => onValidity(`${column} ${here.line}`, now));
  useEffect(() => tell(valid), [valid]);
  useEffect(() => () => tell(true), []);
}
