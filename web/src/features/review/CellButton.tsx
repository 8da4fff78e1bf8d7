import type { LineProps } from "./LineGrid";

interface CellButtonProps extends Pick<LineProps, "here"> {
  column: string;
  label?: string;
  className?: string;
  pressed?: boolean;
  onPress: () => void;
  children: React.ReactNode;
}

/** A button that is one of the line's cells. */
export function CellButton({ here, column, label, className = "", pressed, onPress, children }: CellButtonProps) {
  return (
    <button
      type="button"
      className={`button slim ${className}`}
      aria-label={label}
      aria-pressed={pressed}
      tabIndex={here.column === column ? 0 : -1}
      data-column={column}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
