import type { ReactNode } from "react";

interface GridTdProps {
  className?: string;
  /** The column's name, where the columns have no heading. */
  label?: string;
  /** How many columns it spans. */
  span?: number;
  children: ReactNode;
}

/** A cell's place in its row; what is in it takes the focus, and may be several values. */
export function GridTd({ className, label, span, children }: GridTdProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the value in it has the focus
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the table is a grid
      role="gridcell"
      className={className}
      data-label={label}
      colSpan={span}
    >
      {children}
    </td>
  );
}
